import FEEL

/// What a strict decision came to for one row.
public enum StrictOutcome: Sendable, Hashable {
    /// A value for each output.
    case values([StrictValue])
    /// No value, for a reason of the program's list.
    case refused(Int)
}

/// A value of a strict decision.
public enum StrictValue: Sendable, Hashable {
    /// A number.
    case number(Exact)
    /// Yes or no.
    case boolean(Bool)
    /// The text with this code.
    case text(Int)
    /// A date, in days since 1970-01-01.
    case date(Int)
    /// A number of days.
    case days(Int)
    /// A number of whole months.
    case months(Int)

    init(_ value: Exact, _ kind: StrictKind) {
        let whole = Int(truncatingIfNeeded: value.numerator)
        switch kind {
        case .number: self = .number(value.reduced)
        case .boolean: self = .boolean(!value.isZero)
        case .text: self = .text(whole)
        case .date: self = .date(Int(truncatingIfNeeded: value.reduced.numerator))
        case .days: self = .days(Int(truncatingIfNeeded: value.reduced.numerator))
        case .months: self = .months(Int(truncatingIfNeeded: value.reduced.numerator))
        }
    }
}
