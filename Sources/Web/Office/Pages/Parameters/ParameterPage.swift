import Access
import Base
import HTML
import House
import Kit
import Packs
import Reasons
import Registers

/// One parameter: its values in every time and region, what was amended, and the form for a new value.
struct ParameterPage {
    let visit: Visit

    func answer() async throws -> Answer {
        let parameter = try parameter()
        return .page(try await page(parameter, ParameterForm(parameter)))
    }

    func propose() async throws -> Answer {
        let parameter = try parameter()
        var form = ParameterForm(parameter, visit.form)
        if let id = try await form.send(visit) {
            return .redirect(ParameterAddress.amendment(parameter.name, id), notice: "已提出。请另一位同事核对原文后确认，确认以后才生效。")
        }
        return .page(try await page(parameter, form), status: 422)
    }

    private func parameter() throws -> Parameter {
        guard let parameter = visit.house.registers.parameters[try visit.part("name")] else { throw NotFound() }
        return parameter
    }

    private func page(_ parameter: Parameter, _ form: ParameterForm) async throws -> Page {
        let amendments = try await visit.house.registers.amendments(of: parameter.name)
        return Page(
            title: parameter.title, shell: visit.shell(current: "parameters"),
            caption: isKeeper ? "参数 \(parameter.name)" : nil,
            breadcrumb: [Link("参数", ParameterAddress.list)], notice: visit.notice, errors: form.errors
        ) {
            if let note = parameter.note { inset { p(note) } }
            values(parameter)
            if !amendments.isEmpty { history(parameter, amendments) }
            if visit.actor.can(.decisions, "read") { decisions(parameter) }
            if visit.actor.can(.parameters, "propose") {
                panel("提出新值", id: "propose") {
                    p("新值在它的区划和时间里代替原来的值，前后各期不变。提出以后由另一位同事核对原文，确认了才生效。")
                    form.html(visit)
                }
            }
        }
    }

    private func values(_ parameter: Parameter) -> HTML {
        let entries = parameter.entries.sorted { left, right in
            (left.region?.text ?? "", left.period.from?.number ?? .min)
                < (right.region?.text ?? "", right.period.from?.number ?? .min)
        }
        return dataTable(
            "各地各时期的值，\(entries.count) 个", id: "values",
            columns: ["区划", "执行时间", "值", "依据", "核对", "来源"].map { TableColumn($0) },
            rows: entries.map { entry in
                TableRow([
                    HTML(ParameterWords.place(entry.region, visit.regions)), HTML(ParameterWords.period(entry.period)),
                    HTML(ParameterWords.value(entry.value, of: parameter)), citation(entry.citation),
                    ParameterWords.verified(entry), source(parameter, entry.source),
                ])
            })
    }

    /// What is decided with it.
    private func decisions(_ parameter: Parameter) -> HTML {
        let users = visit.house.decisions.entries(in: RegionChoices.roots(visit).first)
            .filter { entry in entry.model.needs.contains { $0.parameter == parameter.name } }
        guard !users.isEmpty else { return .empty }
        return panel("用到它的决策", id: "decisions") {
            linkList(users.map { Link($0.title, DecisionAddress.decision($0.name)) })
        }
    }

    private func citation(_ citation: Citation) -> HTML {
        HTML {
            ParameterWords.citation(citation)
            if let text = citation.text { "：“\(text)”" }
        }
    }

    /// Whether the person keeps the packs: internal names and lines of files help nobody else.
    private var isKeeper: Bool { visit.actor.can(.admin, "configuration") }

    private func source(_ parameter: Parameter, _ source: Parameter.Source) -> HTML {
        let words = ParameterWords.source(source, exact: isKeeper)
        guard case .amendment(let id) = source else { return HTML(words) }
        return a(words, .href(ParameterAddress.amendment(parameter.name, id)))
    }

    private func history(_ parameter: Parameter, _ amendments: [ParameterAmendment]) -> HTML {
        dataTable(
            "在系统里提出过的值，\(amendments.count) 个", id: "amendments",
            columns: ["编号", "值", "区划", "执行时间", "状态", "谁提出的"].map { TableColumn($0) },
            rows: amendments.map { amendment in
                TableRow([
                    a("第 \(amendment.id) 号", .href(ParameterAddress.amendment(parameter.name, amendment.id))),
                    HTML(ParameterWords.value(amendment.entry.value, of: parameter)),
                    HTML(ParameterWords.place(amendment.entry.region, visit.regions)),
                    HTML(ParameterWords.period(amendment.entry.period)),
                    tag(amendment.state.title, amendment.state.tone),
                    HTML("\(amendment.proposedBy)，\(amendment.proposedAt.chinaDay.chinese)"),
                ])
            })
    }
}

extension ParameterAmendment.State {
    /// How it is shown.
    var tone: Tone {
        switch self {
        case .proposed: .attention
        case .inForce: .good
        case .rejected, .withdrawn: .neutral
        }
    }
}
