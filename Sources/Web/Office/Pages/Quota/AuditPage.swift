import Base
import FEEL
import HTML
import House
import Kit
import Quota
import Reasons
import Registers

/// An employer's year worked out: whose months count, by which rule the others do not, and what is owed.
struct AuditPage {
    let visit: Visit

    func answer() async throws -> Answer {
        let view = try await RecordView.read(visit)
        guard let audit = visit.house.audits.book.audit(ofDeclarations: view.register.name) else { throw NotFound() }
        let outcome = try await visit.house.audits.audit(audit, declaration: view.record.id, as: visit.actor)
        return .page(
            Page(
                title: "\(view.title)：核算", shell: visit.shell(current: "registers"), caption: view.register.listTitle,
                breadcrumb: view.breadcrumb, notice: visit.notice, actions: view.actions
            ) {
                view.identity
                view.navigation(current: "audit")
                result(outcome)
                for placement in outcome.placements { person(placement, audit) }
                levy(outcome)
            })
    }

    // MARK: What it came to

    private func result(_ outcome: EmployerAudit) -> HTML {
        panel("核算结果", id: "audit-result") {
            summaryList([
                SummaryRow("申报的残疾人", HTML("\(outcome.placements.count) 人")),
                SummaryRow("计入的人月", HTML("\(outcome.personMonths) 个（按两人计的，一个月算两个）")),
                SummaryRow("已安排人数", HTML("\(outcome.placed.description) 人（人月 ÷ 12，保留四位小数）")),
                SummaryRow("应缴保障金", HTML(outcome.levy?.text ?? "没有算出")),
            ])
            if let refusal = outcome.refusal { warningText(refusal.description) }
            if outcome.placements.isEmpty { inset { p("没有登记安置的残疾人，按没有安排计算。") } }
        }
    }

    @HTMLBuilder private func levy(_ outcome: EmployerAudit) -> HTML {
        if let answer = outcome.levy { DecisionAnswer(reader: AnswerReader(visit), answer: answer, whatIf: nil).html }
    }

    // MARK: One person

    private func person(_ placement: PlacementAudit, _ audit: AuditDefinition) -> HTML {
        let record = placement.record
        let register = visit.catalogue.register(audit.placement)
        let name = register.flatMap { record[$0.label].text } ?? RecordLabels.number(record.id)
        let spans = MonthSpan.spans(of: placement.months)
        return HTML {
            dataTable(
                "\(name)，计入 \(placement.personMonths) 个人月", id: "placement-\(record.id)",
                columns: ["月份", "每月计入", "理由"].map { TableColumn($0) },
                rows: spans.map { span in
                    TableRow([HTML(span.text), HTML(heads(span.verdict)), HTML(reason(span.verdict))])
                })
            if !placement.unfilled.isEmpty {
                inset { p("没有填的月份：\(MonthSpan.text(placement.unfilled))，不计入。这些月在岗的，请在申报资料里补上。") }
            }
            for other in placement.elsewhere where !other.months.isEmpty {
                let months = MonthSpan.text(other.months)
                warningText("同一个人在“\(other.employer)”也申报了 \(months)。一个人月只计一次，先登记的单位计入；请核对他实际在哪里上班。")
            }
            linkLine("看\(name)的申报资料", RegisterAddress.record(audit.placement, record.id))
        }
    }

    private func heads(_ verdict: MonthVerdict) -> String {
        verdict.heads.map { $0 == 0 ? "不计入" : "\($0) 人" } ?? "没有认定"
    }

    private func reason(_ verdict: MonthVerdict) -> String {
        if verdict.isCountedElsewhere { return "已计入先登记的单位" }
        let failing = verdict.failing.count > 1 ? "（不符合：\(verdict.failing.joined(separator: "、"))）" : ""
        return verdict.rule + failing
    }
}

/// Months one after the other with the same verdict.
struct MonthSpan {
    let verdict: MonthVerdict
    private(set) var months: [String]

    var text: String { MonthSpan.text(months) }

    /// The months of a year put together where the verdict is the same.
    static func spans(of verdicts: [MonthVerdict]) -> [MonthSpan] {
        verdicts.reduce(into: []) { spans, verdict in
            if let last = spans.last, last.isLike(verdict) {
                spans[spans.count - 1].months.append(verdict.month)
            } else {
                spans.append(MonthSpan(verdict: verdict, months: [verdict.month]))
            }
        }
    }

    private func isLike(_ other: MonthVerdict) -> Bool {
        (verdict.heads, verdict.rule, verdict.isCountedElsewhere) == (other.heads, other.rule, other.isCountedElsewhere)
            && verdict.failing == other.failing
    }

    /// `2025 年 1—6 月、8 月` for months written `yyyy-MM`.
    static func text(_ months: [String]) -> String {
        let years = Dictionary(grouping: months) { String($0.prefix(4)) }
        return years.keys.sorted().map { year in
            let numbers = years[year, default: []].compactMap { Int($0.suffix(2)) }.sorted()
            return "\(year) 年 "
                + runs(numbers).map { run in
                    run.count == 1 ? "\(run.lowerBound) 月" : "\(run.lowerBound)—\(run.upperBound) 月"
                }.joined(separator: "、")
        }.joined(separator: "，")
    }

    private static func runs(_ numbers: [Int]) -> [ClosedRange<Int>] {
        numbers.reduce(into: []) { runs, number in
            if let last = runs.last, last.upperBound + 1 >= number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
    }
}
