extension BuiltIn {
    /// DMN 1.5, table 75.
    static let numbers: [BuiltIn] =
        [
            BuiltIn("decimal", [[("n", .number), ("scale", .number)]], .number) { arguments, _ in
                round(arguments, .halfEven)
            },
            BuiltIn("floor", [[("n", .number), ("scale?", .number)]], .number) { arguments, _ in
                round(arguments, .floor)
            },
            BuiltIn("ceiling", [[("n", .number), ("scale?", .number)]], .number) { arguments, _ in
                round(arguments, .ceiling)
            },
            BuiltIn("round up", [[("n", .number), ("scale", .number)]], .number) { arguments, _ in
                round(arguments, .up)
            },
            BuiltIn("round down", [[("n", .number), ("scale", .number)]], .number) { arguments, _ in
                round(arguments, .down)
            },
            BuiltIn("round half up", [[("n", .number), ("scale", .number)]], .number) { arguments, _ in
                round(arguments, .halfUp)
            },
            BuiltIn("round half down", [[("n", .number), ("scale", .number)]], .number) { arguments, _ in
                round(arguments, .halfDown)
            },
            BuiltIn("abs", [[("n", .any)]], .number, resultOf: { $0.first ?? .number }) { arguments, _ in
                switch arguments[0] {
                case .number(let number): return .number(number.magnitude)
                case .daysTime(let span): return span.nanoseconds < 0 ? Value.negated(arguments[0]) : arguments[0]
                case .yearsMonths(let span): return span.months < 0 ? Value.negated(arguments[0]) : arguments[0]
                case .list(let items) where items.count == 1:
                    return items[0].number.map { .number($0.magnitude) } ?? .null
                default: return .null
                }
            },
            BuiltIn("modulo", [[("dividend", .number), ("divisor", .number)]], .number) { arguments, _ in
                guard let a = arguments[0].number, let b = arguments[1].number else { return .null }
                if b.isZero { return .null(because: "不能除以 0") }
                return a.modulo(b).map(Value.number) ?? Value.tooLarge
            },
            BuiltIn("sqrt", [[("number", .number)]], .number) { arguments, _ in
                arguments[0].number.map { $0.squareRoot.map(Value.number) ?? .null(because: "负数没有平方根") } ?? .null
            },
            BuiltIn("log", [[("number", .number)]], .number) { arguments, _ in
                arguments[0].number.map { $0.naturalLogarithm.map(Value.number) ?? .null(because: "0 和负数没有对数") }
                    ?? .null
            },
            BuiltIn("exp", [[("number", .number)]], .number) { arguments, _ in
                arguments[0].number.map { $0.exponential.map(Value.number) ?? Value.tooLarge } ?? .null
            },
            BuiltIn("odd", [[("number", .number)]], .boolean) { arguments, _ in parity(arguments[0], 1) },
            BuiltIn("even", [[("number", .number)]], .boolean) { arguments, _ in parity(arguments[0], 0) },
        ]

    private static func round(_ arguments: [Value], _ rounding: Rounding) -> Value {
        guard let number = arguments[0].number else { return .null }
        var scale = 0
        if arguments.count > 1 {
            guard let given = arguments[1].number?.rounded(scale: 0, .down)?.integer else { return .null }
            guard (-6111...6176).contains(given) else { return .null(because: "小数位数应在 -6111 到 6176 之间") }
            scale = given
        }
        return number.rounded(scale: scale, rounding).map(Value.number) ?? Value.tooLarge
    }

    private static func parity(_ value: Value, _ rest: Int) -> Value {
        guard let number = value.number, number.isInteger, let modulo = number.modulo(2) else {
            return value.number == nil ? .null : .null(because: "奇偶只对整数而言")
        }
        return .boolean(modulo == Number(rest))
    }
}
