import Base
import HTML
import House
import Kit
import Quota
import Registers

/// A year's audit: who declared, how many persons count, what is owed; each figure leads to the employers behind it.
struct AuditBoardPage {
    let visit: Visit

    /// The board of the last year that somebody declared for.
    func latest() async throws -> Answer {
        let audit = try visit.audit()
        let board = try await visit.house.audits.board(audit, year: nil, as: visit.actor)
        return .redirect(AuditAddress.board(audit.name, board.year), notice: visit.message)
    }

    func answer() async throws -> Answer {
        let audit = try visit.audit()
        let board = try await visit.house.audits.board(audit, year: try visit.auditYear(), as: visit.actor)
        return .page(
            Page(
                title: "\(board.year) 年度", shell: visit.shell(current: "audits"), caption: audit.title,
                notice: visit.notice
            ) {
                years(audit, board)
                AuditRunPanel(visit: visit, audit: audit, board: board).html
                figures(audit, board)
                table("按审核地", id: "regions", "审核地", audit, board, board.byRegion, region)
                table("按单位性质", id: "kinds", "单位性质", audit, board, board.byKind, kind(audit))
                table("按审核进度", id: "states", "进度", audit, board, inCourse(board.byState, audit), state(audit))
            })
    }

    private static let notYet = "还没有核算"

    // MARK: Parts

    @HTMLBuilder private func years(_ audit: AuditDefinition, _ board: AuditBoard) -> HTML {
        let others = board.years.filter { $0 != board.year }
        if !others.isEmpty {
            linkList(others.map { Link("看 \($0) 年度", AuditAddress.board(audit.name, $0)) }, label: "别的年度")
        }
    }

    private func figures(_ audit: AuditDefinition, _ board: AuditBoard) -> HTML {
        let total = board.total
        func link(_ count: Int, _ unit: String, _ what: String, _ kind: AuditList.Asked.Kind?) -> HTML {
            guard count > 0 else { return HTML("0 \(unit)") }
            var asked = AuditList.Asked()
            asked.kind = kind
            return a(.href(AuditAddress.list(audit.name, board.year, asked).text)) {
                "看这 \(grouped(count)) \(unit)"
                span(what, .class("vh"))
            }
        }
        func worked(_ text: String) -> HTML { HTML(total.worked == 0 ? Self.notYet : text) }
        return panel("全部申报", id: "total") {
            summaryList([
                SummaryRow("应申报的单位", HTML("\(grouped(board.expected)) 家")),
                SummaryRow("还没有申报", link(board.missing, "家", "还没有申报的单位", .missing)),
                SummaryRow("已申报", link(total.declarations, "份", "申报", nil)),
                SummaryRow("还没有核算", link(total.declarations - total.worked, "份", "还没有核算的申报", .unworked)),
                SummaryRow("申报的残疾人", worked("\(grouped(total.persons)) 人")),
                SummaryRow("计入的人月", worked("\(grouped(total.personMonths)) 个")),
                SummaryRow("已安排人数", worked("\(AuditWords.persons(total.placed)) 人")),
                SummaryRow("应缴保障金", worked("\(AuditWords.yuan(total.levy)) 元")),
                SummaryRow("要缴的单位", total.worked == 0 ? HTML(Self.notYet) : link(total.owing, "家", "要缴保障金的单位", .owing)),
                SummaryRow(
                    "没有算出的", total.worked == 0 ? HTML(Self.notYet) : link(total.refused, "份", "没有算出保障金的申报", .refused)),
                SummaryRow(
                    "人月与别的单位重复",
                    total.worked == 0 ? HTML(Self.notYet) : link(total.sharedMonths, "个人月", "与别的单位重复的", .shared)),
            ])
        }
    }

    private func table(
        _ heading: String, id: String, _ first: String, _ audit: AuditDefinition, _ board: AuditBoard,
        _ sums: [AuditBoard.Sum], _ part: (String) -> (title: String, asked: AuditList.Asked)
    ) -> HTML {
        let heads = ["申报", "已核算", "残疾人", "已安排人数", "应缴保障金（元）"]
        return dataTable(
            heading, id: id, columns: [TableColumn(first)] + heads.map { TableColumn($0, isNumber: true) },
            rows: sums.map { sum in
                let (title, asked) = sum.key.map(part) ?? ("没有填写", AuditList.Asked())
                let name =
                    sum.key == nil
                    ? HTML(title) : a(title, .href(AuditAddress.list(audit.name, board.year, asked).text))
                return TableRow([name] + cells(sum))
            })
    }

    private func cells(_ sum: AuditBoard.Sum) -> [HTML] {
        [
            HTML(grouped(sum.declarations)), HTML(grouped(sum.worked)), HTML(grouped(sum.persons)),
            HTML(AuditWords.persons(sum.placed)), HTML(AuditWords.yuan(sum.levy)),
        ]
    }

    /// States in the order of their normal course.
    private func inCourse(_ sums: [AuditBoard.Sum], _ audit: AuditDefinition) -> [AuditBoard.Sum] {
        let course = visit.catalogue.register(audit.declaration)?.states?.states.map(\.name) ?? []
        return sums.sorted { left, right in
            (course.firstIndex { $0 == left.key } ?? -1) < (course.firstIndex { $0 == right.key } ?? -1)
        }
    }

    // MARK: What sums are called

    private func region(_ code: String) -> (title: String, asked: AuditList.Asked) {
        var asked = AuditList.Asked()
        asked.region = RegionCode(code)
        return (asked.region.map { visit.regions.fullName(of: $0) } ?? code, asked)
    }

    private func kind(_ audit: AuditDefinition) -> (String) -> (title: String, asked: AuditList.Asked) {
        { code in
            var asked = AuditList.Asked()
            asked.employerKind = code
            return (AuditWords.kind(code, audit, visit.catalogue), asked)
        }
    }

    private func state(_ audit: AuditDefinition) -> (String) -> (title: String, asked: AuditList.Asked) {
        { name in
            var asked = AuditList.Asked()
            asked.state = name
            return (AuditWords.state(name, audit, visit.catalogue), asked)
        }
    }
}
