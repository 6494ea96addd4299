import Access
import Base
import HTML
import House
import Kit
import Packs
import Reasons
import Registers

/// One decision: the form of its inputs and, once asked, the answer with its reasons, or what is still to be asked.
struct DecisionPage {
    let visit: Visit

    func answer() throws -> Answer {
        try visit.actor.require(.decisions, "read")
        let region = DecisionForm.region(visit).flatMap { RegionCode($0) } ?? RegionChoices.roots(visit).first
        guard let entry = visit.house.decisions.entry(try visit.part("name"), in: region) else { throw NotFound() }
        var form = DecisionForm(entry.model, visit)
        guard form.isAsked else { return .page(page(entry, form), status: form.errors.isEmpty ? 200 : 422) }
        guard let question = form.question() else { return .page(page(entry, form), status: 422) }
        do throws(NoAnswer) {
            return .page(page(entry, form, try outcome(entry.model, question)))
        } catch {
            form.add(error)
            return .page(page(entry, form), status: 422)
        }
    }

    /// The answer, beside it what holds where something is assumed; or the next question.
    private func outcome(_ model: BoundModel, _ question: Question) throws(NoAnswer) -> HTML {
        let parameters = visit.house.registers.parameters
        switch try model.ask(question, parameters: parameters) {
        case .question(let next, let others): return DecisionNext(next: next, others: others).html
        case .answer(let answer):
            let whatIf =
                question.assumptions.isEmpty
                ? nil : model.whatIf(answer, of: question, parameters: parameters)
            return DecisionAnswer(reader: AnswerReader(visit), answer: answer, whatIf: whatIf).html
        }
    }

    private func page(_ entry: DecisionBook.Entry, _ form: DecisionForm, _ outcome: HTML? = nil) -> Page {
        Page(
            title: entry.title, shell: visit.shell(current: "decisions"), caption: "决策 \(entry.name)",
            breadcrumb: [Link("决策", DecisionAddress.list)], notice: visit.notice, errors: form.errors
        ) {
            outcome
            div(.class("ask")) {
                panel(outcome == nil ? "填写情况" : "改几个数再算", id: "ask") {
                    if entry.model.beyondForms.isEmpty {
                        form.html
                    } else {
                        inset {
                            p(
                                "“\(entry.model.beyondForms.joined(separator: "、"))”在网页上填不了，请用命令 qihang decide run。")
                        }
                    }
                }
            }
            if outcome == nil { DecisionAbout(visit: visit, entry: entry).html }
        }
    }
}
