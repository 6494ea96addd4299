import Base
import Exchange
import HTML
import House
import Kit
import Registers

/// Doubtful pairs, the likeliest first, and what was decided, to be taken back.
struct DuplicateList {
    let visit: Visit

    private static let pageSize = 20

    func answer() async throws -> Answer {
        let state = visit.query("state").flatMap { PairState(rawValue: $0) } ?? .open
        let desk = visit.house.duplicates
        let pairs = try await desk.pairs(
            register: visit.query("register"), state: state, run: visit.query("run").flatMap { Int64($0) },
            after: visit.query(pagingName).flatMap { Int64($0) }, limit: DuplicateList.pageSize, as: visit.actor)
        let open = try await desk.openCount(register: visit.query("register"), as: visit.actor)
        let sweeps = SweepPanel(visit: visit, sweeps: try await desk.lastSweeps(as: visit.actor))
        return .page(page(state, pairs.pairs, next: pairs.next, open: open, sweeps))
    }

    private func page(
        _ state: PairState, _ pairs: [DuplicatePair], next: Int64?, open: Int, _ sweeps: SweepPanel
    ) -> Page {
        Page(title: "疑似重复", shell: visit.shell(current: "duplicates"), notice: visit.notice) {
            sectionNav("情况", tabs(state, open: open))
            if pairs.isEmpty {
                empty(state)
            } else {
                table(state, pairs)
                pager(
                    "这一页 \(pairs.count) 对",
                    previous: visit.query(pagingName) == nil ? nil : visit.address.without(pagingName).text,
                    next: next.map { visit.address.with(pagingName, "\($0)").text })
            }
            sweeps.html
        }
    }

    private func tabs(_ current: PairState, open: Int) -> [NavigationItem] {
        let base = visit.address.without(pagingName)
        return [
            NavigationItem("待确认", base.without("state").text, isCurrent: current == .open, count: open),
            NavigationItem("认定为同一人", base.with("state", "same").text, isCurrent: current == .same),
            NavigationItem("认定不是同一人", base.with("state", "different").text, isCurrent: current == .different),
        ]
    }

    private func empty(_ state: PairState) -> HTML {
        guard state == .open else { return emptyState("还没有这样的认定") }
        return emptyState("没有等待确认的疑似重复") {
            p("导入文件时，姓名、出生日期、所在区划相近而不能确定的人会放到这里，由人来认定。")
        }
    }

    private func table(_ state: PairState, _ pairs: [DuplicatePair]) -> HTML {
        let last = state == .open ? "像同一人的程度" : "谁认定的"
        return dataTable(
            "\(state.title)，这一页 \(pairs.count) 对", id: "pairs",
            columns: [
                TableColumn("两边"), TableColumn("台账"), TableColumn("哪里来的"), TableColumn("为什么像"), TableColumn(last),
            ],
            rows: pairs.map { pair in
                TableRow([
                    a("\(pair.leftLabel)和\(pair.rightLabel)（第 \(pair.id) 对）", .href(DuplicateAddress.pair(pair.id))),
                    HTML(visit.catalogue.register(pair.register)?.listTitle ?? pair.register),
                    HTML(DuplicateWords.origin(pair)), HTML(pair.reasons.joined(separator: "，")),
                    state == .open
                        ? tag(DuplicateWords.likelihood(pair.score), pair.score >= 80 ? .attention : .neutral)
                        : HTML(DuplicateWords.decision(pair)),
                ])
            })
    }
}

/// Pairs in words.
enum DuplicateWords {
    static func likelihood(_ score: Int) -> String {
        let words = score >= 80 ? "很像" : score >= 60 ? "比较像" : "有些像"
        return "\(words)（\(score) 分）"
    }

    static func origin(_ pair: DuplicatePair) -> String {
        switch pair.left {
        case .record: "台账里的两条记录"
        case .row(let run, let row): "第 \(run) 号导入的第 \(row) 行"
        }
    }

    /// What a decision came to, said of both sides by the names that they had before.
    static func done(_ pair: DuplicatePair, _ state: PairState, row: ImportRow?) -> String {
        let isRow = if case .row = pair.left { true } else { false }
        let (left, right) =
            isRow
            ? ("文件里的“\(pair.leftLabel)”", "台账里的“\(pair.rightLabel)”")
            : ("“\(pair.leftLabel)”（编号 \(number(pair.left))）", "“\(pair.rightLabel)”（编号 \(pair.right)）")
        return "\(left)和\(right)已认定为\(state.title)。" + (row.map(outcome) ?? "")
    }

    private static func number(_ left: DuplicatePair.Left) -> String {
        if case .record(let id) = left { "\(id)" } else { "" }
    }

    /// What becomes of a row that was decided on.
    private static func outcome(_ row: ImportRow) -> String {
        let items = row.differences.map(\.title).joined(separator: "、")
        switch row.outcome {
        case .refused:
            let why = row.faults.filter(\.isError).map(\.message).joined()
            return "这一行没有收：\(why)改好文件里的这一行，再上传一次。"
        case .new: return row.applied ? "已经另建一条记录。" : "导入时另建一条记录。"
        case .changed: return row.applied ? "记录已经改了：\(items)。" : "导入时改记录的：\(items)。"
        case .same: return "记录不用改。"
        case .doubtful: return "这一行还有别的可能的人，要接着认定。"
        case .blank: return ""
        }
    }

    static func decision(_ pair: DuplicatePair) -> String {
        [pair.decidedBy, pair.decidedAt?.chinese].compactMap { $0 }.joined(separator: "，")
    }
}
