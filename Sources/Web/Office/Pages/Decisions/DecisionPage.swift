import Access
import Base
import HTML
import House
import Kit
import Packs
import Reasons
import Registers

/// One decision: the form of its inputs and, once asked, the answer with its reasons.
struct DecisionPage {
    let visit: Visit

    func answer() throws -> Answer {
        try visit.actor.require(.decisions, "read")
        let region = visit.query("region").flatMap { RegionCode($0) } ?? RegionChoices.roots(visit).first
        guard let entry = visit.house.decisions.entry(try visit.part("name"), in: region) else { throw NotFound() }
        var form = DecisionForm(entry.model, visit)
        guard form.isAsked else { return .page(page(entry, form, nil)) }
        guard let question = form.question() else { return .page(page(entry, form, nil), status: 422) }
        do throws(NoAnswer) {
            let answer = try entry.model.answer(question, parameters: visit.house.registers.parameters)
            return .page(page(entry, form, DecisionAnswer(visit: visit, answer: answer)))
        } catch {
            form.add(error)
            return .page(page(entry, form, nil), status: 422)
        }
    }

    private func page(_ entry: DecisionBook.Entry, _ form: DecisionForm, _ answer: DecisionAnswer?) -> Page {
        Page(
            title: entry.title, shell: visit.shell(current: "decisions"), caption: "决策 \(entry.name)",
            breadcrumb: [Link("决策", DecisionAddress.list)], notice: visit.notice, errors: form.errors
        ) {
            answer?.html
            div(.class("ask")) {
                panel(answer == nil ? "填写情况" : "改几个数再算", id: "ask") {
                    if entry.model.beyondForms.isEmpty {
                        form.html
                    } else {
                        inset {
                            p("这个决策要填成批的行（\(entry.model.beyondForms.joined(separator: "、"))），请用命令 qihang decide run。")
                        }
                    }
                }
            }
            if answer == nil { about(entry) }
        }
    }

    private func about(_ entry: DecisionBook.Entry) -> HTML {
        let parameters = visit.house.registers.parameters
        return panel("这是怎么定的", id: "about") {
            summaryList([
                SummaryRow("问题", entry.question),
                SummaryRow("方案包", entry.pack.title),
                SummaryRow("算法", entry.model.isStrict ? "严格：精确计算，最后一步取整" : "一般"),
                SummaryRow("落实的方案条目", entry.model.cites.joined(separator: "、")),
            ])
            h3("用到的参数")
            linkList(
                entry.model.needs.compactMap { need in
                    parameters[need.parameter].map { Link($0.title, ParameterAddress.parameter($0.name)) }
                })
        }
    }
}
