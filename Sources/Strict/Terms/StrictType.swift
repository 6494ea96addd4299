public import FEEL

/// The type of a declared input of a strict decision. Every number says how many decimals it has and between which
/// bounds it lies, so that nothing can grow past what was planned for.
public indirect enum StrictType: Sendable, Hashable {
    /// A named part of a record.
    public struct Field: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// Its type.
        public let type: StrictType

        /// A field.
        public init(_ name: String, _ type: StrictType) {
            self.name = name
            self.type = type
        }
    }

    /// A number of at most `scale` decimals; the bounds are counted in units of 10^-scale (fen for yuan with scale 2).
    case number(scale: Int, ClosedRange<Int64>)
    /// Yes or no.
    case boolean
    /// A text.
    case text
    /// A date.
    case date
    /// Parts by name.
    case record([Field])
    /// Rows that belong to one decision, at most `limit` of them.
    case rows([Field], limit: Int)

    /// The type as FEEL knows it.
    public var feel: FEELType {
        switch self {
        case .number: .number
        case .boolean: .boolean
        case .text: .string
        case .date: .date
        case .record(let fields): .context(fields.map { FEELType.Field($0.name, $0.type.feel) })
        case .rows(let fields, _): .list(.context(fields.map { FEELType.Field($0.name, $0.type.feel) }))
        }
    }

    /// The bounds of what a column of this type holds: units, 0 and 1, days since 1970-01-01 (years 1 to 9999), or
    /// codes of texts, of which -1 stands for any text that the decision does not name.
    var bounds: ClosedRange<Int64> {
        switch self {
        case .number(_, let bounds): bounds
        case .boolean: 0...1
        case .date: -719_162...2_932_896
        case .text, .record, .rows: -1...Int64(Int32.max)
        }
    }

    var scale: Int { if case .number(let scale, _) = self { scale } else { 0 } }
}

/// What a value of a strict decision is.
public enum StrictKind: Sendable, Hashable {
    /// A number.
    case number
    /// Yes or no.
    case boolean
    /// A text.
    case text
    /// A date.
    case date
    /// A number of days between two dates.
    case days
    /// A number of whole months between two dates.
    case months

    var chinese: String {
        switch self {
        case .number: "数字"
        case .boolean: "是否"
        case .text: "文字"
        case .date: "日期"
        case .days: "天数"
        case .months: "月数"
        }
    }
}

extension StrictType {
    var kind: StrictKind {
        switch self {
        case .number, .record, .rows: .number
        case .boolean: .boolean
        case .text: .text
        case .date: .date
        }
    }
}
