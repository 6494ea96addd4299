import Base
import HTML
import Kit
import Plans

/// The form of a document's heading matter.
struct HeadingForm: ItemForm {
    private static let texts = ["title", "planTitle", "documentNumber", "issuer", "printedBy"]
    private static let days = ["issuedOn", "printedOn", "from", "to"]
    private static let lists = ["parents", "addressees", "copyTo", "notices", "directories"]
    private var values: [String: String] = [:]
    private var dates: [String: DateParts] = [:]

    init(_ content: PlanContent) {
        values = [
            "title": content.title ?? "", "planTitle": content.planTitle ?? "",
            "documentNumber": content.documentNumber ?? "", "issuer": content.issuer ?? "",
            "printedBy": content.printedBy ?? "", "parents": WrittenLines.write(content.parents),
            "addressees": content.addressees.joined(separator: "\n"), "copyTo": content.copyTo.joined(separator: "\n"),
            "notices": content.notices.joined(separator: "\n"),
            "directories": content.directories.map { "\($0.title)：\($0.units.joined(separator: "、"))" }.joined(
                separator: "\n"),
        ]
        dates = [
            "issuedOn": HeadingForm.parts(content.issuedOn), "printedOn": HeadingForm.parts(content.printedOn),
            "from": HeadingForm.parts(content.from), "to": HeadingForm.parts(content.to),
        ]
    }

    init(_ sent: FormData) {
        for name in HeadingForm.texts + HeadingForm.lists { values[name] = sent.text(name) }
        for name in HeadingForm.days { dates[name] = DateParts(field: name) { sent[$0] } }
    }

    private static func parts(_ day: Day?) -> DateParts { day.map { DateParts($0.iso) } ?? DateParts() }

    func html(_ errors: [FieldError]) -> HTML {
        func field(_ name: String, _ label: String, _ hint: String? = nil, optional: Bool = true) -> Field {
            Field(name, label, value: values[name] ?? "", hint: hint, optional: optional, errors: errors)
        }
        return HTML {
            textArea(field("title", "文件标题", optional: false), rows: 2)
            textArea(field("planTitle", "方案标题", "文件是印发通知、里面的方案另有标题时填写。"), rows: 2)
            textField(field("documentNumber", "文号"))
            textField(field("issuer", "发文机关"))
            dateField(field("issuedOn", "成文日期"), dates["issuedOn"])
            dateField(field("from", "实施期开始"), dates["from"])
            dateField(field("to", "实施期结束"), dates["to"])
            textArea(field("parents", "依据的文件", "一行一个：标题（文号）。"), rows: 4)
            textArea(field("addressees", "主送", "一行一个。"), rows: 3)
            textArea(field("copyTo", "抄送", "一行一个。"), rows: 3)
            textField(field("printedBy", "印发机关"))
            dateField(field("printedOn", "印发日期"), dates["printedOn"])
            textArea(field("notices", "说明", "一行一条，如“此件公开发布”。"), rows: 3)
            textArea(field("directories", "单位名录", "一行一个名录，如“市直有关单位：市残联、市财政局”。"), rows: 3)
        }
    }

    func apply(to content: inout PlanContent) -> [FieldError] {
        var errors: [FieldError] = []
        func day(_ name: String) -> Day? {
            guard let written = dates[name].flatMap({ WrittenLines.optional($0.text) }) else { return nil }
            if let day = WrittenLines.day(written) { return day }
            errors.append(FieldError(field: name, message: "“\(written)”不是日期，请填写年、月、日。"))
            return nil
        }
        func text(_ name: String) -> String? {
            WrittenLines.optional(values[name]).map { WrittenLines.lines($0).joined() }
        }
        func lines(_ name: String) -> [String] { WrittenLines.lines(values[name] ?? "") }
        content.title = text("title")
        content.planTitle = text("planTitle")
        content.documentNumber = text("documentNumber")
        content.issuer = text("issuer")
        content.printedBy = text("printedBy")
        content.issuedOn = day("issuedOn")
        content.printedOn = day("printedOn")
        content.from = day("from")
        content.to = day("to")
        content.parents = WrittenLines.parents(values["parents"] ?? "")
        content.addressees = lines("addressees")
        content.copyTo = lines("copyTo")
        content.notices = lines("notices")
        content.directories = lines("directories").map { directory($0, content.directories) }
        if content.title == nil, content.planTitle == nil {
            errors.append(FieldError(field: "title", message: "请填写方案的标题。"))
        }
        return errors
    }

    private func directory(_ line: String, _ old: [PlanContent.Directory]) -> PlanContent.Directory {
        let parts = line.split(separator: "：", maxSplits: 1).map { WrittenLines.trimmed(String($0)) }
        let units = (parts.count > 1 ? parts[1] : "").split(separator: "、").map(String.init)
        let title = parts.first ?? line
        return PlanContent.Directory(title: title, units: units, cites: old.first { $0.title == title }?.cites ?? [])
    }
}
