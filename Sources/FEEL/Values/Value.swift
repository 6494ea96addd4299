/// A value of FEEL (DMN 1.5, 10.3.2).
public enum Value: Sendable {
    /// Nothing, with the reason why where there is one (a missing entry, operands that do not fit …).
    case null(NullReason?)
    /// True or false.
    case boolean(Bool)
    /// An exact number.
    case number(Number)
    /// A text.
    case string(String)
    /// A date.
    case date(CivilDate)
    /// A time of day.
    indirect case time(CivilTime)
    /// A date and time.
    indirect case dateTime(CivilDateTime)
    /// A length in days and time.
    case daysTime(DaysTimeDuration)
    /// A length in years and months.
    case yearsMonths(YearsMonthsDuration)
    /// A list; its items may be of different kinds.
    case list([Value])
    /// Entries by name, in order.
    case context(Context)
    /// An interval.
    indirect case range(RangeValue)
    /// A function.
    case function(FunctionValue)

    /// Null without a reason, as written `null`.
    public static let null = Value.null(nil)

    /// Null with a reason, in plain Chinese.
    public static func null(because message: String) -> Value { .null(NullReason(message)) }

    /// A whole number.
    public static func number(_ value: Int) -> Value { .number(Number(value)) }
}

extension Value {
    /// Whether this is null, for whatever reason.
    public var isNull: Bool {
        if case .null = self { return true }
        return false
    }

    /// Whether this is the boolean true; a condition holds only then.
    public var isTrue: Bool {
        if case .boolean(true) = self { return true }
        return false
    }

    /// The reason of a null.
    public var reason: NullReason? {
        if case .null(let reason) = self { return reason }
        return nil
    }

    /// The boolean, if this is one.
    public var boolean: Bool? {
        if case .boolean(let value) = self { return value }
        return nil
    }

    /// The number, if this is one.
    public var number: Number? {
        if case .number(let value) = self { return value }
        return nil
    }

    /// The text, if this is one.
    public var string: String? {
        if case .string(let value) = self { return value }
        return nil
    }

    /// The date, if this is one.
    public var date: CivilDate? {
        if case .date(let value) = self { return value }
        return nil
    }

    /// The items, if this is a list.
    public var list: [Value]? {
        if case .list(let value) = self { return value }
        return nil
    }

    /// The context, if this is one.
    public var context: Context? {
        if case .context(let value) = self { return value }
        return nil
    }

    /// The type of this very value.
    public var type: FEELType {
        switch self {
        case .null: .null
        case .boolean: .boolean
        case .number: .number
        case .string: .string
        case .date: .date
        case .time: .time
        case .dateTime: .dateTime
        case .daysTime: .daysTime
        case .yearsMonths: .yearsMonths
        case .list(let items): .list(items.dropFirst().reduce(items.first?.type ?? .any) { $0.joined($1.type) })
        case .context(let context): .context(context.entries.map { FEELType.Field($0.name, $0.value.type) })
        case .range(let range): .range(range.low.type.joined(range.high.type))
        case .function(let function): function.type
        }
    }
}

extension Value: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral,
    ExpressibleByArrayLiteral
{
    /// A boolean literal.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// An integer literal.
    public init(integerLiteral value: Int) { self = .number(Number(value)) }
    /// A text literal.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A list literal.
    public init(arrayLiteral elements: Value...) { self = .list(elements) }
}
