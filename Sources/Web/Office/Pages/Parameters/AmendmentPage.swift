import Access
import Base
import HTML
import House
import Kit
import Packs
import Registers

/// One value that was entered here: what it says, what it takes the place of, and the second person's decision.
struct AmendmentPage {
    let visit: Visit

    private static let mostNames = 8

    func answer() async throws -> Answer {
        let (parameter, amendment) = try await found()
        return .page(try await page(parameter, amendment, errors: []))
    }

    func decide() async throws -> Answer {
        let (parameter, amendment) = try await found()
        let (registers, reason) = (visit.house.registers, visit.form["reason"] ?? "")
        let address = ParameterAddress.amendment(parameter.name, amendment.id)
        do {
            switch visit.form["decision"] {
            case "confirm":
                try await registers.confirm(amendment: amendment.id, as: visit.actor)
                return .redirect(address, notice: "已确认，从\(amendment.entry.period.from?.chinese ?? "现在")起按这个值计算。")
            case "reject":
                try await registers.reject(amendment: amendment.id, reason: reason, as: visit.actor)
                return .redirect(address, notice: "已退回，没有生效。")
            case "withdraw":
                try await registers.withdraw(amendment: amendment.id, reason: reason, as: visit.actor)
                return .redirect(address, notice: "已撤回，恢复原来的值。")
            default: throw NotFound()
            }
        } catch let refusal as Refusal {
            let errors = refusal.faults.map { FieldError(field: $0.field, message: $0.message) }
            return .page(try await page(parameter, amendment, errors: errors), status: 422)
        }
    }

    private func found() async throws -> (Parameter, ParameterAmendment) {
        let id = try visit.number("id")
        guard let parameter = visit.house.registers.parameters[try visit.part("name")],
            let amendment = try await visit.house.registers.amendments(of: parameter.name).first(where: { $0.id == id })
        else { throw NotFound() }
        return (parameter, amendment)
    }

    private func page(
        _ parameter: Parameter, _ amendment: ParameterAmendment, errors: [FieldError]
    ) async throws -> Page {
        let others = amendment.state == .proposed ? try await confirmers(of: amendment) : []
        return Page(
            title: "\(parameter.title)：第 \(amendment.id) 号参数值", shell: visit.shell(current: "parameters"),
            breadcrumb: [
                Link("参数", ParameterAddress.list), Link(parameter.title, ParameterAddress.parameter(parameter.name)),
            ], notice: visit.notice, errors: errors, width: .narrow
        ) {
            summaryList(facts(parameter, amendment))
            decision(parameter, amendment, others, errors)
        }
    }

    /// Who can confirm it, in words.
    private func confirmers(of amendment: ParameterAmendment) async throws -> [String] {
        let accounts = try await visit.house.access.accounts(
            allowed: .parameters, "confirm", in: amendment.entry.region)
        return accounts.filter { $0.id != amendment.proposer }
            .map { ParameterWords.person($0, visit.house.access.roles, visit.regions) }
    }

    private func facts(_ parameter: Parameter, _ amendment: ParameterAmendment) -> [SummaryRow] {
        let (entry, cite) = (amendment.entry, amendment.entry.citation)
        var rows = [
            SummaryRow("状态", tag(amendment.state.title, amendment.state.tone)),
            SummaryRow("值", ParameterWords.value(entry.value, of: parameter)),
        ]
        if amendment.state == .proposed { rows.append(SummaryRow("现在的值", held(parameter, entry))) }
        rows += [
            SummaryRow("区划", ParameterWords.place(entry.region, visit.regions)),
            SummaryRow("执行时间", ParameterWords.period(entry.period)),
            SummaryRow("依据", ParameterWords.citation(cite)),
        ]
        if let text = cite.text { rows.append(SummaryRow("条文原话", text)) }
        if let address = cite.address { rows.append(SummaryRow("原文网址", address)) }
        rows.append(SummaryRow("提出", "\(amendment.proposedBy)，\(amendment.proposedAt.chinese)"))
        if let name = amendment.decidedBy, let at = amendment.decidedAt {
            rows.append(SummaryRow("处理", "\(name)，\(at.chinese)"))
        }
        if let reason = amendment.reason { rows.append(SummaryRow("原因", reason)) }
        return rows
    }

    /// What holds where and when the new value is to begin.
    private func held(_ parameter: Parameter, _ entry: Parameter.Entry) -> String {
        guard let day = entry.period.from, let held = try? parameter.value(on: day, in: entry.region) else {
            return "没有规定"
        }
        return "\(ParameterWords.value(held.value, of: parameter))（\(ParameterWords.citation(held.citation))）"
    }

    @HTMLBuilder private func decision(
        _ parameter: Parameter, _ amendment: ParameterAmendment, _ others: [String], _ errors: [FieldError]
    ) -> HTML {
        let mayDecide = visit.actor.can(.parameters, "confirm") && visit.actor.scope.contains(amendment.entry.region)
        switch amendment.state {
        case .proposed where mayDecide && amendment.proposer != visit.actor.account:
            p("请对照文件原文，核对值、区划、日期和条款。")
            form(amendment) {
                hiddenField("decision", "confirm")
                submitButton("核对无误，生效")
            }
            disclosure("有问题，退回", isOpen: !errors.isEmpty) { refusal(amendment, "reject", "退回", errors) }
        case .proposed:
            inset {
                p("等另一位有核对权限的同事核对原文后确认。提出的人不能自己确认。")
                if others.isEmpty {
                    p("这个区划现在没有别人能确认。请找系统管理员，给一位同事开通能确认参数的账号。")
                } else {
                    p("可以确认的同事，\(others.count) 位：")
                    ul { for name in others.prefix(AmendmentPage.mostNames) { li(name) } }
                    if others.count > AmendmentPage.mostNames { p("还有 \(others.count - AmendmentPage.mostNames) 位。") }
                }
            }
        case .inForce where mayDecide:
            disclosure("撤回这个值", isOpen: !errors.isEmpty) { refusal(amendment, "withdraw", "撤回", errors) }
        default: HTML.empty
        }
    }

    private func refusal(
        _ amendment: ParameterAmendment, _ decision: String, _ label: String, _ errors: [FieldError]
    ) -> HTML {
        form(amendment) {
            hiddenField("decision", decision)
            textField(Field("reason", "\(label)的原因", value: visit.form["reason"] ?? "", errors: errors))
            submitButton(label, .secondary)
        }
    }

    private func form(_ amendment: ParameterAmendment, @HTMLBuilder _ content: () -> HTML) -> HTML {
        postForm(ParameterAddress.amendment(amendment.parameter, amendment.id), csrf: visit.csrf, content: content)
    }
}
