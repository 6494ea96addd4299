package import FEEL

/// What a type's condition says about a number: its bounds and how many decimals it has.
package struct StrictConstraint: Sendable {
    package private(set) var low: Number?
    package private(set) var high: Number?
    package private(set) var scale: Int?
    /// For a list: the most items.
    package private(set) var limit: Int?

    package init() {}

    /// Takes what a condition about `?` says, as `? in [0..200000] and decimal(?, 0) = ?` or `count(?) <= 100`.
    package mutating func read(_ source: String, of type: FEELType) throws(ExpressionFault) {
        read(try Expression.parseUnaryTests(source, of: type, scope: .empty).root)
    }

    private mutating func read(_ node: Node) {
        switch node.kind {
        case .all(let parts): for part in parts { read(part) }
        case .membership(_, _, let tests) where tests.count == 1:
            switch tests[0] {
            case .predicate(let inner): read(inner)
            case .value(let value): bound(value)
            case .compare(let comparison, let end): bound(comparison, end)
            }
        case .between(_, let low, let high):
            self.low = Self.number(low)
            self.high = Self.number(high)
        case .comparison(.equal, let left, let right):
            if let digits = Self.digits(left) ?? Self.digits(right) { scale = digits }
        case .comparison(.lessOrEqual, let left, let right):
            if case .builtIn(let function, _) = left.kind, function.name == "count" {
                limit = Self.number(right)?.integer
            } else {
                bound(.lessOrEqual, right)
            }
        case .comparison(let comparison, _, let right): bound(comparison, right)
        default: break
        }
    }

    private mutating func bound(_ node: Node) {
        if case .range(let low?, true, let high?, true, nil) = node.kind {
            self.low = Self.number(low)
            self.high = Self.number(high)
        }
    }

    private mutating func bound(_ comparison: Comparison, _ end: Node) {
        if comparison == .lessOrEqual { high = Self.number(end) }
        if comparison == .greaterOrEqual { low = Self.number(end) }
    }

    private static func number(_ node: Node) -> Number? {
        switch node.kind {
        case .constant(.number(let number)): number
        case .negation(let inner): number(inner).map { -$0 }
        default: nil
        }
    }

    /// The decimals that `decimal(?, n)` or `floor(?)` keeps.
    private static func digits(_ node: Node) -> Int? {
        guard case .builtIn(let function, let arguments) = node.kind else { return nil }
        switch function.name {
        case "floor" where arguments.count == 1: return 0
        case "decimal" where arguments.count == 2: return number(arguments[1])?.integer
        default: return nil
        }
    }

    /// The type of a number of which this is known; nil when the bounds or the decimals are not said.
    package var number: StrictType? {
        guard let scale, (0...12).contains(scale), let low = low?.scaled(by: scale), let high = high?.scaled(by: scale),
            low <= high, low > Int.min
        else { return nil }
        return .number(scale: scale, Int64(low)...Int64(high))
    }
}
