import Base
import HTML
import Kit
import Plans

/// The targets of a plan with their figures, each figure a link to the names behind it.
struct TargetTable {
    let board: PlanBoard

    private var figured: [PlanBoard.Target] { board.targets.filter { $0.table != nil } }
    /// With a number, but nothing in the registers that tells how far it is.
    private var unfigured: [PlanBoard.Target] { board.targets.filter { $0.goal.number != nil && $0.table == nil } }
    private var worded: [PlanBoard.Target] { board.targets.filter { $0.goal.number == nil && $0.table == nil } }

    var html: HTML {
        panel("目标", id: "targets") {
            if board.targets.isEmpty { emptyState("这份方案没有写目标。") }
            if !figured.isEmpty {
                dataTable(
                    "目标和完成情况，\(figured.count) 项，截至\(board.day.chinese)", id: "target-table",
                    columns: [
                        TableColumn("目标"), TableColumn("要求"), TableColumn("现在", isNumber: true),
                        TableColumn("完成", isNumber: true), TableColumn("现在应达到", isNumber: true), TableColumn("情况"),
                    ],
                    rows: figured.map(row))
            }
            if !unfigured.isEmpty {
                dataTable(
                    "台账里还没有数字的目标，\(unfigured.count) 项", id: "unfigured-table",
                    columns: [TableColumn("目标"), TableColumn("要求"), TableColumn("情况")],
                    rows: unfigured.map { target in
                        TableRow([name(target), HTML(PlanWords.number(target.goal) ?? "没有数字"), standing(target)])
                    })
            }
            if !worded.isEmpty {
                disclosure("没有数字的目标，\(worded.count) 条") {
                    ul { for target in worded { li(target.goal.text) } }
                }
            }
        }
    }

    private func row(_ target: PlanBoard.Target) -> TableRow {
        TableRow([
            name(target),
            HTML(PlanWords.number(target.goal) ?? "没有数字"),
            figure(target),
            HTML(target.permille.map(PlanWords.share) ?? "–"),
            HTML(target.expected.map { "\($0.text) \($0.unit)" } ?? "–"),
            standing(target),
        ])
    }

    private func name(_ target: PlanBoard.Target) -> HTML {
        a(PlanWords.name(target, in: board), .href(TargetAddress(board, target).page))
    }

    private func figure(_ target: PlanBoard.Target) -> HTML {
        guard let total = target.table?.total else { return "–" }
        guard target.names != nil else { return HTML("\(total.text) \(total.unit)") }
        return a(.href(TargetAddress(board, target).names())) {
            "\(total.text) \(total.unit)"
            span("，\(PlanWords.name(target, in: board))的名单", .class("vh"))
        }
    }

    private func standing(_ target: PlanBoard.Target) -> HTML {
        if let standing = target.standing { return tag(standing.title, standing.tone) }
        return HTML(target.missing ?? "只看数量")
    }
}

/// Where the pages about a target are.
struct TargetAddress {
    private let path: String
    private let region: String?

    init(_ board: PlanBoard, _ target: PlanBoard.Target) {
        path = "/plans/\(board.plan.id)/targets/\(PageAddress.encoded(target.slug))"
        region = board.region == board.plan.region ? nil : board.region.text
    }

    /// The target for a region.
    func page(in region: String) -> String { PageAddress(path).with("region", region).text }

    /// The target.
    var page: String { PageAddress(path).with("region", region).text }

    /// The names behind a figure, of one region below or one month.
    func names(part: String? = nil, month: String? = nil, side: FigureQuestion.Side? = nil) -> String {
        PageAddress(path + "/names").with("region", region).with("part", part).with("month", month)
            .with("side", side?.rawValue).text
    }
}
