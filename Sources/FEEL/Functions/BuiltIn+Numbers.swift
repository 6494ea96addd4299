extension BuiltIn {
    /// DMN 1.5, table 75.
    static let numbers: [BuiltIn] =
        [
            rounding("decimal", [[("n", .number), ("scale", .number)]], .halfEven),
            rounding("floor", [[("n", .number), ("scale?", .number)]], .floor),
            rounding("ceiling", [[("n", .number), ("scale?", .number)]], .ceiling),
            rounding("round up", [[("n", .number), ("scale", .number)]], .up),
            rounding("round down", [[("n", .number), ("scale", .number)]], .down),
            rounding("round half up", [[("n", .number), ("scale", .number)]], .halfUp),
            rounding("round half down", [[("n", .number), ("scale", .number)]], .halfDown),
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
            BuiltIn("modulo", [[("dividend", .number), ("divisor", .number)]], .number, twoNumbers: modulo) {
                arguments, _ in
                guard let a = arguments[0].number, let b = arguments[1].number else { return .null }
                return modulo(a, b)
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

    private static func rounding(_ name: String, _ form: [[(String, FEELType)]], _ rounding: Rounding) -> BuiltIn {
        BuiltIn(name, form, .number, twoNumbers: { round($0, $1, rounding) }) { arguments, _ in
            guard let number = arguments[0].number else { return .null }
            guard arguments.count > 1 else { return round(number, 0, rounding) }
            return arguments[1].number.map { round(number, $0, rounding) } ?? .null
        }
    }

    private static func round(_ number: Number, _ scale: Number, _ rounding: Rounding) -> Value {
        guard let scale = scale.integer ?? scale.rounded(scale: 0, .down)?.integer else {
            return .null(because: "小数位数应在 -6111 到 6176 之间")
        }
        guard (-6111...6176).contains(scale) else { return .null(because: "小数位数应在 -6111 到 6176 之间") }
        return number.rounded(scale: scale, rounding).map(Value.number) ?? Value.tooLarge
    }

    @Sendable private static func modulo(_ dividend: Number, _ divisor: Number) -> Value {
        if divisor.isZero { return .null(because: "不能除以 0") }
        return dividend.modulo(divisor).map(Value.number) ?? Value.tooLarge
    }

    private static func parity(_ value: Value, _ rest: Int) -> Value {
        guard let number = value.number, number.isInteger, let modulo = number.modulo(2) else {
            return value.number == nil ? .null : .null(because: "奇偶只对整数而言")
        }
        return .boolean(modulo == Number(rest))
    }
}
