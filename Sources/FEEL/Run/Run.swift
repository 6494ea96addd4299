/// One run of an expression: the values in their slots, the moment, and what is left of its allowance.
struct Run {
    var slots: [Value]
    let moment: Moment
    /// Iterations that may still be made.
    var allowance: Int
    var depth = 0

    /// How many iterations one run may make.
    static let defaultAllowance = 5_000_000
    /// How deep calls may go, counted in the depth of the functions' bodies.
    static let maximumDepth = 2_000

    init(slots: [Value], moment: Moment, allowance: Int = Run.defaultAllowance) {
        self.slots = slots
        self.moment = moment
        self.allowance = allowance
    }

    /// Spends one iteration; false when none are left.
    mutating func spend(_ count: Int = 1) -> Bool {
        allowance -= count
        return allowance >= 0
    }

    static let exhausted = Value.null(because: "计算量超出上限，请缩小范围")

    /// Calls a function with its arguments in order.
    mutating func call(_ function: FunctionValue, _ arguments: [Value]) -> Value {
        guard spend() else { return Self.exhausted }
        switch function.kind {
        case .builtIn(let builtIn): return builtIn.run(arguments, &self)
        case .literal(let node, let captured):
            guard arguments.count == node.parameters.count else {
                return .null(because: "函数要 \(node.parameters.count) 个参数，却有 \(arguments.count) 个")
            }
            guard depth + node.depth <= Self.maximumDepth else { return .null(because: "函数调用层次太深") }
            var inner = Run(slots: captured, moment: moment, allowance: allowance)
            inner.depth = depth + node.depth
            for (parameter, argument) in zip(node.parameters, arguments) {
                guard let fitting = argument.fitted(to: parameter.type) else {
                    return .null(because: "参数“\(parameter.name)”应为\(parameter.type.chinese)，却是\(argument.type.chinese)")
                }
                inner.slots[parameter.slot] = fitting
            }
            let result = node.body.evaluate(&inner)
            allowance = inner.allowance
            return result
        }
    }
}
