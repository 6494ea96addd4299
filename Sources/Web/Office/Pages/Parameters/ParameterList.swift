import Access
import Base
import HTML
import House
import Kit
import Packs
import Registers

/// All parameters with the values that hold today in the person's region.
struct ParameterList {
    let visit: Visit

    func answer() async throws -> Answer {
        let waiting = try await visit.house.registers.amendments().filter { $0.state == .proposed }
        return .page(page(visit.house.registers.parameters.list, waiting))
    }

    private var region: RegionCode? { visit.actor.scope.roots?.first }

    private func page(_ parameters: [Parameter], _ waiting: [ParameterAmendment]) -> Page {
        Page(title: "参数", shell: visit.shell(current: "parameters"), notice: visit.notice) {
            p("法规和方案规定的数，写明从哪天起、在哪里执行、依据哪份文件。各处的计算都用这里的值。")
            if !waiting.isEmpty { proposals(waiting, parameters) }
            dataTable(
                "今天在\(ParameterWords.place(region, visit.regions))执行的值，\(parameters.count) 项", id: "parameters",
                columns: [
                    TableColumn("参数"), TableColumn("值"), TableColumn("执行时间"), TableColumn("依据"), TableColumn("核对"),
                ],
                rows: parameters.map(row))
        }
    }

    private func row(_ parameter: Parameter) -> TableRow {
        let name = a(parameter.title, .href(ParameterAddress.parameter(parameter.name)))
        guard let entry = try? parameter.value(on: visit.today, in: region) else {
            return TableRow([name, tag("今天没有规定", .problem), "", "", ""])
        }
        return TableRow([
            name, HTML(ParameterWords.value(entry.value, of: parameter)), HTML(ParameterWords.period(entry.period)),
            HTML(ParameterWords.citation(entry.citation)), ParameterWords.verified(entry),
        ])
    }

    private func proposals(_ waiting: [ParameterAmendment], _ parameters: [Parameter]) -> HTML {
        let known = Dictionary(parameters.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return dataTable(
            "待核对的新值，\(waiting.count) 项", id: "waiting",
            columns: [
                TableColumn("参数"), TableColumn("新值"), TableColumn("执行时间"), TableColumn("区划"), TableColumn("谁提出的"),
            ],
            rows: waiting.compactMap { amendment in
                known[amendment.parameter].map { parameter in
                    let address = ParameterAddress.amendment(parameter.name, amendment.id)
                    return TableRow([
                        a("\(parameter.title)，第 \(amendment.id) 号", .href(address)),
                        HTML(ParameterWords.value(amendment.entry.value, of: parameter)),
                        HTML(ParameterWords.period(amendment.entry.period)),
                        HTML(ParameterWords.place(amendment.entry.region, visit.regions)), HTML(amendment.proposedBy),
                    ])
                }
            })
    }
}
