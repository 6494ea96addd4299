import Base
import HTML
import Kit
import Plans

/// What the plan asks to be handed in, the next one first.
struct DutyTable {
    let board: PlanBoard

    var html: HTML {
        let lines = board.duties.sorted { left, right in
            switch (left.next, right.next) {
            case (let a?, let b?): a < b
            case (nil, _?): false
            case (_?, nil): true
            default: false
            }
        }
        return panel("报送和检查", id: "duties") {
            if lines.isEmpty {
                emptyState("这份方案没有写报送和检查的要求。")
            } else {
                p("这里只列日期。交没交，以收到的材料为准。")
                dataTable(
                    "报送和检查，\(lines.count) 项", id: "duty-table",
                    columns: [
                        TableColumn("事项"), TableColumn("谁来做"), TableColumn("报给谁"), TableColumn("多久一次"),
                        TableColumn("上一次应报"), TableColumn("下一次"),
                    ],
                    rows: lines.map(row))
            }
        }
    }

    private func row(_ line: PlanBoard.DutyLine) -> TableRow {
        let duty = line.duty
        let next = line.next.map { PlanWords.due($0, from: board.day) }
        return TableRow([
            HTML(duty.what), HTML(duty.who ?? "没有写明"), HTML(duty.to ?? "没有写明"),
            HTML(duty.cadence ?? duty.dueAsWritten ?? "没有写明"), HTML(line.last?.chinese ?? "还没有到过期"),
            HTML([next, line.note].compactMap { $0 }.joined(separator: "。")),
        ])
    }
}
