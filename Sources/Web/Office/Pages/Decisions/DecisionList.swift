import Access
import Base
import HTML
import House
import Kit
import Packs
import Reasons

/// What the packs decide: of which pack, whether strict, which clauses it serves.
struct DecisionList {
    let visit: Visit

    func answer() throws -> Answer {
        try visit.actor.require(.decisions, "read")
        let region = RegionChoices.roots(visit).first
        return .page(page(visit.house.decisions.entries(in: region)))
    }

    private func page(_ entries: [DecisionBook.Entry]) -> Page {
        Page(title: "决策", shell: visit.shell(current: "decisions"), notice: visit.notice) {
            p("按法规和方案计算的事：填几个数，得到结果、理由和每个法定数的出处。")
            dataTable(
                "可以问的事，\(entries.count) 项", id: "decisions",
                columns: ["决定什么", "问题", "方案包", "算法", "落实的条目"].map { TableColumn($0) },
                rows: entries.map(row))
        }
    }

    private func row(_ entry: DecisionBook.Entry) -> TableRow {
        TableRow([
            a(entry.title, .href(DecisionAddress.decision(entry.name))),
            HTML(entry.question), HTML(entry.pack.title),
            entry.model.isStrict ? tag("严格，精确到分", .good) : tag("一般"),
            HTML(entry.model.cites.joined(separator: "、")),
        ])
    }
}
