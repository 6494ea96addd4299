import Foundation

extension Value {
    /// Whether two texts have the same code points; unlike `==`, é written in two ways differs, as databases see it.
    static func sameText(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        return left.utf8.withContiguousStorageIfAvailable { left in
            right.utf8.withContiguousStorageIfAvailable { right in
                left.baseAddress.flatMap { first in
                    right.baseAddress.map { first == $0 || memcmp(first, $0, left.count) == 0 }
                } ?? true
            }
        }?.flatMap { $0 } ?? left.utf8.elementsEqual(right.utf8)
    }

    /// FEEL's equality: `nil` when the values are of different kinds and neither is null (DMN 1.5, table 53).
    public static func equal(_ left: Value, _ right: Value) -> Bool? {
        switch (left, right) {
        case (.null, .null): return true
        case (.null, _), (_, .null): return false
        case (.boolean(let a), .boolean(let b)): return a == b
        case (.number(let a), .number(let b)): return a == b
        case (.string(let a), .string(let b)): return sameText(a, b)
        case (.date(let a), .date(let b)): return a == b
        case (.daysTime(let a), .daysTime(let b)): return a == b
        case (.yearsMonths(let a), .yearsMonths(let b)): return a.months == b.months
        case (.time(let a), .time(let b)):
            // Times are equal by the second (the official suite, 0068, time_005).
            guard (a.zone == nil) == (b.zone == nil) else { return false }
            let day = 86_400
            return (a.secondOfDay - (a.offset ?? 0) - b.secondOfDay + (b.offset ?? 0)) % day == 0
        case (.dateTime(let a), .dateTime(let b)):
            // As are dates and times (0068, datetime_003_a).
            guard (a.time.zone == nil) == (b.time.zone == nil) else { return false }
            return a.nanoseconds.flooredToSeconds == b.nanoseconds.flooredToSeconds
        case (.list(let a), .list(let b)): return equalLists(a, b)
        case (.context(let a), .context(let b)): return equalContexts(a, b)
        case (.range(let a), .range(let b)):
            guard a.includesLow == b.includesLow, a.includesHigh == b.includesHigh, a.comparison == b.comparison else {
                return false
            }
            return (equal(a.low, b.low) ?? false) && (equal(a.high, b.high) ?? false)
        case (.function(let a), .function(let b)): return a === b
        default: return nil
        }
    }

    private static func equalLists(_ left: [Value], _ right: [Value]) -> Bool? {
        guard left.count == right.count else { return false }
        for (a, b) in zip(left, right) {
            guard let same = equal(a, b) else { return nil }
            if !same { return false }
        }
        return true
    }

    private static func equalContexts(_ left: Context, _ right: Context) -> Bool? {
        guard left.entries.count == right.entries.count else { return false }
        for entry in left.entries {
            guard let other = right[entry.name] else { return false }
            guard let same = equal(entry.value, other) else { return nil }
            if !same { return false }
        }
        return true
    }

    /// -1, 0 or 1; `nil` when the values have no order between them (DMN 1.5, table 54).
    public static func order(_ left: Value, _ right: Value) -> Int? {
        switch (left, right) {
        case (.number(let a), .number(let b)): return Number.compare(a, b)
        case (.string(let a), .string(let b)): return orderTexts(a, b)
        case (.date(let a), .date(let b)): return a == b ? 0 : a < b ? -1 : 1
        case (.daysTime(let a), .daysTime(let b)): return a == b ? 0 : a < b ? -1 : 1
        case (.yearsMonths(let a), .yearsMonths(let b)): return a == b ? 0 : a < b ? -1 : 1
        case (.time(let a), .time(let b)):
            guard (a.zone == nil) == (b.zone == nil) else { return nil }
            let difference =
                a.nanosecondOfDay - (a.offset ?? 0) * 1_000_000_000 - b.nanosecondOfDay
                + (b.offset ?? 0) * 1_000_000_000
            return difference.signum()
        case (.dateTime(let a), .dateTime(let b)):
            guard (a.time.zone == nil) == (b.time.zone == nil) else { return nil }
            return a.nanoseconds == b.nanoseconds ? 0 : a.nanoseconds < b.nanoseconds ? -1 : 1
        default: return nil
        }
    }

    /// By code points, which is the byte order of UTF-8.
    static func orderTexts(_ left: String, _ right: String) -> Int {
        var a = left.utf8.makeIterator()
        var b = right.utf8.makeIterator()
        while true {
            switch (a.next(), b.next()) {
            case (nil, nil): return 0
            case (nil, _): return -1
            case (_, nil): return 1
            case (let x?, let y?): if x != y { return x < y ? -1 : 1 }
            }
        }
    }

    static func compare(_ comparison: Comparison, _ left: Value, _ right: Value) -> Value {
        switch comparison {
        case .equal, .notEqual:
            guard let same = equal(left, right) else { return mismatch(comparison.rawValue, left, right) }
            return .boolean(same == (comparison == .equal))
        default:
            if let order = order(left, right) { return .boolean(comparison.holds(order)) }
            return mismatch(comparison.rawValue, left, right)
        }
    }

    /// Null because an operator cannot be used on these values; a null operand's own reason is kept.
    static func mismatch(_ operation: String, _ left: Value, _ right: Value) -> Value {
        if case .null(let reason?) = left { return .null(reason) }
        if case .null(let reason?) = right { return .null(reason) }
        return .null(because: "“\(operation)”不能用于\(left.type.chinese)与\(right.type.chinese)")
    }
}

extension Int128 {
    /// Whole seconds of a number of nanoseconds, towards the past.
    fileprivate var flooredToSeconds: Int128 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: 1_000_000_000)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
