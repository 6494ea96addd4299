/// A type's condition about `?` on numbers that intervals and a count of digits say, as `? in [0..10] and
/// decimal(?, 0) = ?`: tested without running the expression.
package struct NumberTest: Sendable {
    private let first: NumberInterval?
    private let others: [NumberInterval]
    private let scale: Int?

    /// What a condition asks of a number; `nil` where it asks anything else.
    package init?(_ condition: Expression) {
        guard condition.inputSlots.count == 1, let limits = condition.limits else { return nil }
        var intervals: [NumberInterval] = []
        for tests in limits.tests {
            guard tests.count == 1, let range = tests.first?.interval, let interval = NumberInterval(range) else {
                return nil
            }
            intervals.append(interval)
        }
        first = intervals.first
        others = Array(intervals.dropFirst())
        scale = limits.scale
    }

    /// Whether the condition holds for a number.
    package func holds(for number: Number) -> Bool {
        if let first, !first.contains(number) { return false }
        if let scale, -Int(number.exponent) > scale, number.rounded(scale: scale, .halfEven) != number { return false }
        return others.isEmpty || others.allSatisfy { $0.contains(number) }
    }
}
