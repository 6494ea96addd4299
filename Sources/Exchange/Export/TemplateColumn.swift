import Access
public import Registers
import Sheets

/// A column of a template.
public struct TemplateColumn: Sendable {
    /// The heading.
    public let title: String
    /// What it stands for when the file comes back; nil for a column that is only read by people.
    public let target: ColumnTarget?
    /// The field whose drop-down, kind and hint it has.
    public let field: FieldDefinition?
    /// Whether people may fill it in.
    public let isOpen: Bool
    /// Whether a new record needs it.
    public let isRequired: Bool
    /// The accounts that may be chosen, where the field is one.
    private var accounts: [String] = []

    /// A column.
    public init(
        title: String, target: ColumnTarget?, field: FieldDefinition? = nil, isOpen: Bool = true,
        isRequired: Bool = false
    ) {
        self.title = title
        self.target = target
        self.field = field
        self.isOpen = isOpen
        self.isRequired = isRequired
    }

    /// The column of the record's own number, by which it is found again.
    public static let number = TemplateColumn(
        title: TargetCatalogue.numberHeading, target: .number, isOpen: false)

    /// The columns under which a register's fields are filled in; a reference is filled in by name and key.
    /// - Parameter names: the fields; nil for all that people enter.
    public static func columns(
        of register: RegisterDefinition, fields names: [String]? = nil, catalogue: Catalogue
    ) -> [TemplateColumn] {
        let own = Set(register.fields.map(\.title))
        let wanted = names ?? register.fields.map(\.name)
        let children = wanted.compactMap { register.field($0) }.filter { $0.kind == .rows && $0.isEntered }
        let line = TemplateColumn(title: TargetCatalogue.lineHeading, target: .line)
        return (children.isEmpty ? [] : [line])
            + wanted.compactMap { register.field($0) }.flatMap { field -> [TemplateColumn] in
                guard field.isEntered, field.isStored, field.kind != .attachment else { return [] }
                guard field.kind == .reference else {
                    return [
                        TemplateColumn(
                            title: field.title, target: ColumnTarget(field.name), field: field,
                            isRequired: field.required)
                    ]
                }
                let handles = TargetCatalogue.handles(of: field, catalogue: catalogue)
                let label = field.target.flatMap { catalogue.register($0)?.label }
                let shown = handles.filter { $0.name == label } + handles.filter { $0.name != label }.prefix(1)
                return shown.map { handle in
                    let isPlain = field.name == register.subject && !own.contains(handle.title)
                    return TemplateColumn(
                        title: isPlain ? handle.title : "\(field.title)：\(handle.title)",
                        target: ColumnTarget(field.name, by: handle.name), field: handle, isRequired: field.required)
                }
            }
    }

    /// The same columns; those of accounts offer whom the reader may choose.
    /// - Throws: `DatabaseError`.
    public static func offering(_ columns: [TemplateColumn], _ reading: RegisterReading) throws -> [TemplateColumn] {
        try columns.map { column in
            guard let field = column.field, field.kind == .account else { return column }
            var column = column
            column.accounts = try reading.accounts(for: field).map(\.title)
            return column
        }
    }

    /// How the column is laid out in a sheet.
    var setup: ColumnSetup {
        var setup = ColumnSetup(unlocked: isOpen)
        guard let field else { return setup }
        switch field.kind {
        case .date: setup.kind = .date
        case .integer: setup.kind = .integer
        case .money, .decimal: setup.kind = .decimal(places: field.scale)
        case .choice:
            setup.choices = field.codes?.entries.map(\.title) ?? []
        case .boolean:
            setup.choices = ["是", "否"]
        case .account:
            setup.kind = .text
            setup.choices = accounts
        case .note, .percent: break
        default: setup.kind = .text
        }
        setup.prompt = note.map { String($0.prefix(250)) }
        setup.width = Double(max(12, min(30, DisplayWidth.of(title) + 6)))
        return setup
    }

    /// What the heading's note says.
    var note: String? {
        if target == .line { return "给这一行编一个号（1、2、3……）。别的表里属于这一行的内容，也写这个号。" }
        guard let field else { return nil }
        var parts: [String] = []
        if isRequired { parts.append("必填。") }
        if let hint = field.hint { parts.append(hint) }
        switch field.kind {
        case .date: parts.append("写成 2026-03-05 这样。")
        case .month: parts.append("写成 2026-03 这样。")
        case .choices: parts.append("可以填几项，用顿号隔开：\(titles(of: field))。")
        case .region: parts.append("写到乡镇（街道）或村（社区），如“某镇某村”，也可以填区划代码。")
        case .citizenID: parts.append("18 位，按文本填写。")
        default: break
        }
        return parts.isEmpty ? nil : parts.joined()
    }

    private func titles(of field: FieldDefinition) -> String {
        let entries = field.codes?.entries ?? []
        return entries.prefix(15).map(\.title).joined(separator: "、") + (entries.count > 15 ? "等" : "")
    }
}
