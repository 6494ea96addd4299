import Access
import Exchange
import HTML
import House
import Kit
import Registers

/// The rows of an import by outcome: what is wrong and how to mend it, or what would change.
struct ImportRowsPage {
    let visit: Visit

    private static let pageSize = 20

    static func address(_ run: Int64, _ outcome: RowOutcome) -> String {
        PageAddress(ImportAddress.part(run, "rows"), [("outcome", outcome.rawValue)]).text
    }

    func answer() async throws -> Answer {
        let id = try visit.number("run")
        let run = try await visit.house.imports.run(id, as: visit.actor)
        let outcome = visit.query("outcome").flatMap { RowOutcome(rawValue: $0) } ?? .refused
        let after = visit.query(pagingName).flatMap { Int($0) } ?? 0
        let rows = try await visit.house.imports.rows(
            id, outcome: outcome, after: after, limit: ImportRowsPage.pageSize, as: visit.actor)
        return .page(page(run, outcome, after: after, rows))
    }

    private func page(_ run: ImportRun, _ outcome: RowOutcome, after: Int, _ rows: ImportRowPage) -> Page {
        Page(
            title: "\(outcome.title)的行", shell: visit.shell(current: "imports"), caption: run.label,
            breadcrumb: [Link("导入", "/imports"), Link("第 \(run.id) 号导入", ImportAddress.run(run.id))],
            notice: visit.notice
        ) {
            sectionNav("各行的结果", tabs(run, outcome))
            if rows.rows.isEmpty {
                emptyState("没有\(outcome.title)的行")
            } else {
                table(run, outcome, rows.rows)
                pager(
                    "这一页 \(rows.rows.count) 行，共 \(grouped(run.counts[outcome])) 行",
                    previous: after > 0 ? visit.address.without(pagingName).text : nil,
                    next: rows.next.map { visit.address.with(pagingName, "\($0)").text })
            }
            help(run, outcome)
        }
    }

    private func tabs(_ run: ImportRun, _ current: RowOutcome) -> [NavigationItem] {
        run.counts.outcomes.map { outcome in
            NavigationItem(
                outcome.title, ImportRowsPage.address(run.id, outcome), isCurrent: outcome == current,
                count: run.counts[outcome])
        }
    }

    private func table(_ run: ImportRun, _ outcome: RowOutcome, _ rows: [ImportRow]) -> HTML {
        dataTable(
            "\(outcome.title)，\(grouped(run.counts[outcome])) 行", id: "rows",
            columns: [TableColumn("行"), TableColumn("名称"), TableColumn(heading(outcome))],
            rows: rows.map { row in
                TableRow([HTML(row.isOrphan ? "子表" : "第 \(row.row) 行"), name(row, run), content(row, run)])
            })
    }

    private func heading(_ outcome: RowOutcome) -> String {
        switch outcome {
        case .refused: "问题和改法"
        case .changed: "原来的和新的"
        case .doubtful: "可能是谁"
        case .new, .same, .blank: "说明"
        }
    }

    private func name(_ row: ImportRow, _ run: ImportRun) -> HTML {
        guard let record = row.record, visit.actor.can(.read, run.register) else { return HTML(row.label) }
        let label = row.label.isEmpty ? "编号 \(record)" : row.label
        return a(label, .href(RegisterAddress.record(run.register, record)))
    }

    private func content(_ row: ImportRow, _ run: ImportRun) -> HTML {
        let lines =
            row.faults.map { HTML("\($0.cell.map { "\($0)：" } ?? "")\($0.message)") }
            + row.differences.map { difference($0) } + row.candidates.map { candidate($0) }
        if lines.isEmpty {
            return HTML(row.applied ? "已写入" : ImportWords.meaning(row.outcome, isDone: run.state.isOver))
        }
        return ul { for line in lines { li(line) } }
    }

    private func difference(_ difference: FieldDifference) -> HTML {
        let old = difference.old.isEmpty ? "（空）" : difference.old
        let new = difference.new.isEmpty ? "（空）" : difference.new
        return HTML("\(difference.title)：原来是“\(old)”，改成“\(new)”")
    }

    private func candidate(_ candidate: Candidate) -> HTML {
        HTML("编号 \(candidate.record)：\(candidate.reasons.joined(separator: "，"))")
    }

    @HTMLBuilder private func help(_ run: ImportRun, _ outcome: RowOutcome) -> HTML {
        if outcome == .refused, run.counts.refused > 0 {
            linkLine("下载标好错误的文件（XLSX）", ImportAddress.part(run.id, "annotated"))
        }
        if outcome == .doubtful, run.counts.doubtful > 0 {
            linkLine("去认定这些行是不是同一人", DuplicateAddress.list(run: run.id))
        }
        linkLine("回到核对结果", ImportAddress.run(run.id))
    }
}
