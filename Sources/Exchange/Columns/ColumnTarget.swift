/// What a column stands for: a field, a reference found by a field of the record it leads to, or the record's number.
public struct ColumnTarget: Sendable, Hashable, Codable, RawRepresentable {
    /// The field; `#id` for the record's own number.
    public let field: String
    /// For a reference: by which field of the register that it leads to, `#id` for its number.
    public let by: String?

    /// A field, or a reference found by a field of its register.
    public init(_ field: String, by: String? = nil) {
        self.field = field
        self.by = by
    }

    /// Reads `name`, `person.citizen_id` or `#id`.
    public init?(rawValue: String) {
        let parts = rawValue.split(separator: ".", maxSplits: 1).map(String.init)
        guard let first = parts.first, !first.isEmpty else { return nil }
        self.init(first, by: parts.count == 2 ? parts[1] : nil)
    }

    /// `name`, `person.citizen_id` or `#id`.
    public var rawValue: String { by.map { "\(field).\($0)" } ?? field }

    /// The record's own number, as templates with records in them carry it.
    public static let number = ColumnTarget("#id")
    /// The line's number within the file, by which sheets of child rows name it. No value of the record.
    public static let line = ColumnTarget("#line")

    /// Whether it is a field of the record itself, not its number, its line or what names another record.
    var isOwnField: Bool { by == nil && !field.hasPrefix("#") }
}

/// How a column was matched.
public enum MatchHow: String, Sendable, Hashable, Codable {
    /// The heading is the field's title.
    case exact
    /// The heading is one of the field's other names.
    case alias
    /// Somebody said so in an earlier import.
    case remembered
    /// The file is a template of this register.
    case template
    /// The heading resembles the field's title: to be looked at.
    case similar
    /// The person chose it.
    case chosen
    /// The system works it out itself; the column is left out.
    case computed
    /// It names files; those are taken in on the record's page.
    case attachment
    /// No field fits; the column is left out.
    case none

    /// What people read.
    public var title: String {
        switch self {
        case .exact: "名称相同"
        case .alias: "同义名称"
        case .remembered: "上次的选择"
        case .template: "本台账的模板"
        case .similar: "名称相近，请核对"
        case .chosen: "您选的"
        case .computed: "系统自动算出，不导入"
        case .attachment: "附件请在记录页面上传，不从表格导入"
        case .none: "没有对应的栏目，不导入"
        }
    }
}

/// A column of a file and the field for which it stands.
public struct ImportColumn: Sendable, Hashable, Codable {
    /// The column, from 0.
    public let column: Int
    /// The heading; with two rows of headings the upper one and a stroke before it.
    public let heading: String
    /// The field; nil when the column is left out.
    public var target: ColumnTarget?
    /// What people call the field; nil when the column is left out.
    public var targetTitle: String?
    /// How it was matched.
    public var how: MatchHow
}

/// A field that a column may stand for, as a page offers it.
public struct TargetChoice: Sendable {
    /// The field.
    public let target: ColumnTarget
    /// What people read.
    public let title: String
    /// The section under which it stands.
    public let section: String
    /// Whether a new record needs it.
    public let isRequired: Bool
}
