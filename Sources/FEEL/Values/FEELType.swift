/// A type of FEEL (DMN 1.5, 10.3.2.2 and 10.3.2.9).
public indirect enum FEELType: Sendable, Hashable {
    /// A named part of a context.
    public struct Field: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// Its type.
        public let type: FEELType

        /// A field.
        public init(_ name: String, _ type: FEELType) {
            self.name = name
            self.type = type
        }
    }

    /// Not known before it runs.
    case any
    /// Only null.
    case null
    /// `boolean`
    case boolean
    /// `number`
    case number
    /// `string`
    case string
    /// `date`
    case date
    /// `time`
    case time
    /// `date and time`
    case dateTime
    /// `days and time duration`
    case daysTime
    /// `years and months duration`
    case yearsMonths
    /// `list<…>`
    case list(FEELType)
    /// `context<…>`
    case context([Field])
    /// `range<…>`
    case range(FEELType)
    /// `function<…> -> …`
    case function([FEELType], FEELType)
}

extension FEELType {
    /// The smallest type that holds both.
    package func joined(_ other: FEELType) -> FEELType {
        if self == other || other == .null { return self }
        if self == .null { return other }
        switch (self, other) {
        case (.list(let left), .list(let right)): return .list(left.joined(right))
        case (.range(let left), .range(let right)): return .range(left.joined(right))
        case (.context(let left), .context(let right)):
            let shared = left.compactMap { field in
                right.first { $0.name == field.name }.map { Field(field.name, field.type.joined($0.type)) }
            }
            return .context(shared)
        default: return .any
        }
    }

    /// Whether a value of this type may be used where `other` is wanted, as far as can be told beforehand.
    func mayBe(_ other: FEELType) -> Bool {
        switch (self, other) {
        case (.any, _), (_, .any), (.null, _), (_, .null): true
        case (.list(let left), .list(let right)): left.mayBe(right)
        case (.range(let left), .range(let right)): left.mayBe(right)
        case (.context([]), .context): true
        case (.context(let left), .context(let right)):
            right.allSatisfy { field in
                left.first { $0.name == field.name }.map { $0.type.mayBe(field.type) } ?? false
            }
        case (.function(let left, let result), .function(let right, let wanted)):
            left.count == right.count && result.mayBe(wanted)
        default: self == other
        }
    }

    func field(_ name: String) -> FEELType? {
        guard case .context(let fields) = self else { return nil }
        return fields.first { $0.name == name }?.type
    }

    /// The type in plain Chinese, for messages.
    public var chinese: String {
        switch self {
        case .any: "任意值"
        case .null: "空值"
        case .boolean: "是否"
        case .number: "数字"
        case .string: "文字"
        case .date: "日期"
        case .time: "时间"
        case .dateTime: "日期时间"
        case .daysTime: "天数时长"
        case .yearsMonths: "年月时长"
        case .list(.any): "列表"
        case .list(let item): "\(item.chinese)列表"
        case .context: "分项数据"
        case .range(.any): "区间"
        case .range(let end): "\(end.chinese)区间"
        case .function: "函数"
        }
    }
}

extension FEELType: CustomStringConvertible {
    /// The type as FEEL writes it.
    public var description: String {
        switch self {
        case .any: "Any"
        case .null: "Null"
        case .boolean: "boolean"
        case .number: "number"
        case .string: "string"
        case .date: "date"
        case .time: "time"
        case .dateTime: "date and time"
        case .daysTime: "days and time duration"
        case .yearsMonths: "years and months duration"
        case .list(let item): "list<\(item)>"
        case .context(let fields): "context<\(fields.map { "\($0.name): \($0.type)" }.joined(separator: ", "))>"
        case .range(let end): "range<\(end)>"
        case .function(let parameters, let result):
            "function<\(parameters.map(\.description).joined(separator: ", "))> -> \(result)"
        }
    }
}
