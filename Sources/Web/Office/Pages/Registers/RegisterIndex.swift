import Access
import HTML
import House
import Kit
import Registers

/// All registers that somebody may read, with how much they hold and their saved lists.
struct RegisterIndex {
    let visit: Visit

    private struct Line: Sendable {
        let register: RegisterDefinition
        let count: String
    }

    func answer() async throws -> Answer {
        let readable = visit.catalogue.registers.filter { visit.actor.can(.read, $0.name) }
        guard !readable.isEmpty else { throw NotFound() }
        let lines = try await visit.house.registers.read(as: visit.actor) { reading in
            try readable.map { register in
                let query = ListQuery(register: register.name, view: register.widestView)
                let limit = ListCount.limit(query)
                let count = try reading.count(query, atMost: limit)
                return Line(register: register, count: ListCount.words(count, upTo: limit, unit: register.unit))
            }
        }
        return .page(page(lines))
    }

    private func page(_ lines: [Line]) -> Page {
        Page(title: "台账", shell: visit.shell(current: "registers"), notice: visit.notice) {
            p("点台账名称打开名单；点右边的名称直接打开常用的名单。只能看到您管辖范围内的记录。")
            dataTable(
                "可以查看的台账，\(lines.count) 个",
                columns: [TableColumn("台账"), TableColumn("现有", isNumber: true), TableColumn("常用名单")],
                rows: lines.map(row))
        }
    }

    private func row(_ line: Line) -> TableRow {
        let register = line.register
        return TableRow([
            a(register.listTitle, .href(RegisterAddress.list(register.name).text)),
            HTML(line.count),
            HTML {
                for (index, view) in register.views.enumerated() {
                    if index > 0 { "、" }
                    a(
                        .href(RegisterAddress.list(register.name).with("view", view.name).text),
                        .aria("label", "\(register.listTitle)：\(view.title)")
                    ) { view.title }
                }
            },
        ])
    }
}

/// How many records a list holds, counted no further than people need.
enum ListCount {
    /// Beyond this nobody counts on: the whole of a county is told, for an index alone gives it; whoever searches and
    /// finds a thousand types another character instead.
    static func limit(_ query: ListQuery) -> Int {
        if query.search != nil { return 1_000 }
        return query.filters.isEmpty ? 50_000 : 10_000
    }

    static func words(_ count: Int, upTo limit: Int, unit: String) -> String {
        count > limit ? "\(grouped(limit)) 多\(unit)" : "\(grouped(count)) \(unit)"
    }
}

extension RegisterDefinition {
    /// The saved list that leaves the fewest records out.
    var widestView: String? {
        (views.first { $0.condition == nil } ?? views.first { $0.name == "all" })?.name
    }
}
