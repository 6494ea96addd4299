extension BuiltIn {
    /// DMN 1.5, table 76: how points and intervals lie to each other.
    static let ranges: [BuiltIn] = [
        relation("before") { a, b in
            try sign(a.high, b.low) < 0 || (try sign(a.high, b.low) == 0 && !(a.includesHigh && b.includesLow))
        },
        relation("after") { a, b in
            try sign(a.low, b.high) > 0 || (try sign(a.low, b.high) == 0 && !(a.includesLow && b.includesHigh))
        },
        relation("meets") { a, b in try a.includesHigh && b.includesLow && sign(a.high, b.low) == 0 },
        relation("met by") { a, b in try a.includesLow && b.includesHigh && sign(a.low, b.high) == 0 },
        relation("overlaps") { a, b in
            let first = try sign(a.high, b.low)
            let second = try sign(a.low, b.high)
            return (first > 0 || (first == 0 && a.includesHigh && b.includesLow))
                && (second < 0 || (second == 0 && a.includesLow && b.includesHigh))
        },
        relation("overlaps before") { a, b in
            let starts = try sign(a.low, b.low)
            let crosses = try sign(a.high, b.low)
            let ends = try sign(a.high, b.high)
            return (starts < 0 || (starts == 0 && a.includesLow && !b.includesLow))
                && (crosses > 0 || (crosses == 0 && a.includesHigh && b.includesLow))
                && (ends < 0 || (ends == 0 && (!a.includesHigh || b.includesHigh)))
        },
        relation("overlaps after") { a, b in
            let starts = try sign(b.low, a.low)
            let crosses = try sign(b.high, a.low)
            let ends = try sign(b.high, a.high)
            return (starts < 0 || (starts == 0 && b.includesLow && !a.includesLow))
                && (crosses > 0 || (crosses == 0 && b.includesHigh && a.includesLow))
                && (ends < 0 || (ends == 0 && (!b.includesHigh || a.includesHigh)))
        },
        relation("finishes") { a, b in try finishes(a, b) },
        relation("finished by") { a, b in try finishes(b, a) },
        relation("includes") { a, b in try includes(a, b) },
        relation("during") { a, b in try includes(b, a) },
        relation("starts") { a, b in try starts(a, b) },
        relation("started by") { a, b in try starts(b, a) },
        relation("coincides") { a, b in
            try sign(a.low, b.low) == 0 && sign(a.high, b.high) == 0 && a.includesLow == b.includesLow
                && a.includesHigh == b.includesHigh
        },
        BuiltIn("range", [[("from", .string)]], .range(.any)) { arguments, _ in
            guard let text = arguments[0].string else { return .null }
            return Value(range: text) ?? .null(because: "“\(text)”不是区间，应写成如 [1..5]")
        },
    ]

    private struct NoOrder: Error {}

    private static func sign(_ left: Value, _ right: Value) throws -> Int {
        guard let order = Value.order(left, right) else { throw NoOrder() }
        return order
    }

    private static func finishes(_ a: RangeValue, _ b: RangeValue) throws -> Bool {
        let low = try sign(a.low, b.low)
        return try a.includesHigh == b.includesHigh && sign(a.high, b.high) == 0
            && (low > 0 || (low == 0 && (!a.includesLow || b.includesLow)))
    }

    private static func starts(_ a: RangeValue, _ b: RangeValue) throws -> Bool {
        let high = try sign(a.high, b.high)
        return try a.includesLow == b.includesLow && sign(a.low, b.low) == 0
            && (high < 0 || (high == 0 && (!a.includesHigh || b.includesHigh)))
    }

    private static func includes(_ a: RangeValue, _ b: RangeValue) throws -> Bool {
        let low = try sign(a.low, b.low)
        let high = try sign(a.high, b.high)
        return (low < 0 || (low == 0 && (a.includesLow || !b.includesLow)))
            && (high > 0 || (high == 0 && (a.includesHigh || !b.includesHigh)))
    }

    private static func relation(
        _ name: String, _ holds: @escaping @Sendable (RangeValue, RangeValue) throws -> Bool
    ) -> BuiltIn {
        let names: [(String, String)] = [
            ("point1", "point2"), ("point", "range"), ("range", "point"), ("range1", "range2"),
        ]
        return BuiltIn(name, names.map { [($0.0, .any), ($0.1, .any)] }, .boolean) { arguments, _ in
            guard arguments.count == 2, let a = interval(arguments[0]), let b = interval(arguments[1]) else {
                return .null
            }
            guard let result = try? holds(a, b) else { return .null }
            return .boolean(result)
        }
    }

    /// A point as the interval of it alone.
    private static func interval(_ value: Value) -> RangeValue? {
        switch value {
        case .range(let range): range
        case .null, .list, .context, .function, .boolean: nil
        default: RangeValue(low: value, high: value)
        }
    }
}

extension Value {
    /// Reads an interval with literal ends, as `range("[18..60)")`.
    init?(range text: String) {
        guard let expression = try? Expression.parse(text, scope: Scope([String: FEELType](), mode: .standard)),
            case .range(let low, _, let high, _, _) = expression.root.kind,
            [low, high].allSatisfy({ $0?.isLiteral ?? true }),
            case .range(let range) = expression.evaluate(
                in: [:], at: Moment(today: CivilDate(trustedYear: 1970, month: 1, day: 1)))
        else { return nil }
        self = .range(range)
    }
}

extension Node {
    fileprivate var isLiteral: Bool {
        switch kind {
        case .constant(let value): !value.isNull
        case .builtIn(let builtIn, let arguments):
            ["date", "time", "date and time", "duration"].contains(builtIn.name) && arguments.allSatisfy(\.isLiteral)
        case .negation(let inner): inner.isLiteral
        default: false
        }
    }
}
