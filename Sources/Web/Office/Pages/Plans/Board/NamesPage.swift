import Access
import Base
import Exchange
import HTML
import House
import Kit
import Plans
import Registers

/// The page of the records behind a figure.
struct NamesPage {
    let visit: Visit
    let names: NamesQuestion
    let list: NamesList

    private var board: PlanBoard { names.board }
    private var register: RegisterDefinition { list.register }
    private var isSum: Bool { names.target.table?.indicator.sum != nil }

    var page: Page {
        let address = TargetAddress(board, names.target)
        return Page(
            title: "\(PlanWords.name(names.target, in: board))的名单", shell: visit.planShell, caption: board.plan.title,
            breadcrumb: visit.planTrail(board.plan) + [Link(PlanWords.name(names.target, in: board), address.page)]
        ) {
            identityBar([
                SummaryRow("数字", "\(names.figure.text) \(names.figure.unit)"),
                SummaryRow("名单", "\(grouped(list.count)) \(register.unit)"),
                SummaryRow("截至", board.day.chinese),
            ])
            chips(conditions, clearHref: visit.address.without("part", "month", "side", "after", "before").text)
            sides
            if isSum { p("数字是名单里各条的合计，不是条数。") }
            if list.count == 0 {
                emptyState("没有符合条件的记录。") { p("换一个月份或区划再看。") }
            } else {
                pager(place, previous: previous, next: next, label: "翻页，表格上方")
                table
                pager(place, previous: previous, next: next, label: "翻页，表格下方")
                if visit.actor.can(.export, register.name) { downloads }
            }
        }
    }

    private var conditions: [Chip] {
        var conditions: [Chip] = []
        let plain = visit.address.without("after", "before")
        if let part = names.question.part {
            conditions.append(Chip("区划：\(visit.regions.fullName(of: part))", removeHref: plain.without("part").text))
        }
        if let month = names.question.month {
            conditions.append(Chip("月份：\(month.chinese)", removeHref: plain.without("month").text))
        }
        if let side = names.question.side {
            conditions.append(Chip(NamesPage.words(side), removeHref: plain.without("side").text))
        }
        return conditions
    }

    /// Of a ratio, the ways to those within and to those not.
    private var sides: HTML {
        guard names.target.table?.indicator.ratio != nil else { return .empty }
        let plain = visit.address.without("after", "before")
        let others: [FigureQuestion.Side] = [.within, .outside].filter { $0 != names.question.side }
        return linkList(others.map { Link("只看\(NamesPage.words($0))", plain.with("side", $0.rawValue).text) })
    }

    private static func words(_ side: FigureQuestion.Side) -> String {
        side == .within ? "算在内的" : "没有算在内的"
    }

    private var place: String {
        "共 \(grouped(list.count)) \(register.unit)，这一页 \(list.page.records.count) \(register.unit)"
    }

    private var next: String? {
        list.page.next.map { visit.address.without("before").with("after", $0.encoded).text }
    }

    private var previous: String? {
        list.page.previous.map { visit.address.without("after").with("before", $0.encoded).text }
    }

    private var date: FieldDefinition? {
        (names.target.table?.indicator.date ?? register.when).flatMap { register.field($0) }
    }

    private var table: HTML {
        let subjects = NamesList.subjects(register).flatMap { visit.catalogue.register($0) }
        var columns: [TableColumn] = []
        if let subjects { columns.append(TableColumn(subjects.field(subjects.label)?.title ?? subjects.title)) }
        columns.append(TableColumn(register.field(register.label)?.title ?? register.title))
        if let date { columns.append(TableColumn(date.title)) }
        columns.append(TableColumn("区划"))
        return dataTable(
            "\(register.title)记录，共 \(grouped(list.count)) \(register.unit)", id: "names", columns: columns,
            rows: list.page.records.map { TableRow(cells($0, subjects)) })
    }

    private func cells(_ record: Record, _ subjects: RegisterDefinition?) -> [HTML] {
        var cells: [HTML] = []
        if let subjects { cells.append(subject(record, subjects)) }
        cells.append(
            link(
                text(record, register.label, register), register.name, record.id,
                isOne: subjects == nil && isOne(record)))
        if let date { cells.append(HTML(day(record[date.name]))) }
        cells.append(HTML(register.region.flatMap { text(record, $0, register) } ?? "没有写"))
        return cells
    }

    private func subject(_ record: Record, _ subjects: RegisterDefinition) -> HTML {
        guard let field = register.subject, case .integer(let number) = record[field] else { return "没有写" }
        guard let found = list.people[number] else { return "您不能查看" }
        let name = text(found, subjects.label, subjects)
        let namesakes = list.people.values.filter { text($0, subjects.label, subjects) == name }
        return link(name, subjects.name, number, isOne: namesakes.count == 1)
    }

    /// Whether no other record of the page has its name.
    private func isOne(_ record: Record) -> Bool {
        let name = text(record, register.label, register)
        return list.page.records.filter { text($0, register.label, register) == name }.count == 1
    }

    /// A link to a record; two that lead to different records do not say the same.
    private func link(_ name: String?, _ register: String, _ id: Int64, isOne: Bool) -> HTML {
        a(.href(RegisterAddress.record(register, id))) {
            name ?? "没有写名称"
            if !isOne { span("（编号 \(id)）", .class("vh")) }
        }
    }

    private func text(_ record: Record, _ name: String, _ register: RegisterDefinition) -> String? {
        guard let field = register.field(name) else { return nil }
        let text = FieldText.write(record[name], of: field, regions: visit.regions)
        return text.isEmpty ? nil : text
    }

    private func day(_ value: FieldValue) -> String {
        if case .day(let day) = value { day.chinese } else { "没有写" }
    }

    private var downloads: HTML {
        let rows = "\(grouped(list.count)) 行"
        return panel("下载名单") {
            p("下载会留下记录。身份证号等敏感内容只显示几位。")
            exportLinks(
                "名单",
                ExportFormat.allCases.map { format in
                    ExportLink(format: format.title, size: rows, href: export(format))
                })
        }
    }

    private func export(_ format: ExportFormat) -> String {
        let address = visit.address.without("after", "before")
        return PageAddress(address.path + "/export", address.items.map { ($0.name, $0.value) })
            .with("format", format.rawValue).text
    }
}
