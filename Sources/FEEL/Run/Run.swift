/// One run of an expression: the values in their slots, the moment, and what is left of its allowance.
package struct Run {
    var slots: Slots
    /// What `now()` gives.
    package let moment: Moment
    /// Iterations that may still be made.
    package var allowance: Int
    /// How deep the calls are that lead here.
    package var depth = 0
    /// Who wants to know what happens, if anyone.
    package var recorder: AnyObject?

    /// How many iterations one run may make.
    package static let defaultAllowance = 5_000_000
    /// How deep calls may go, counted in the depth of the functions' bodies.
    static let maximumDepth = 2_000

    init(slots: [Value], moment: Moment, allowance: Int = Run.defaultAllowance) {
        self.slots = Slots(slots)
        self.moment = moment
        self.allowance = allowance
    }

    /// A run without slots of its own, in which several expressions take part.
    package init(moment: Moment, allowance: Int = Run.defaultAllowance) {
        self.init(slots: [], moment: moment, allowance: allowance)
    }

    /// Spends iterations; false when none are left.
    package mutating func spend(_ count: Int = 1) -> Bool {
        allowance -= count
        return allowance >= 0
    }

    /// What a run gives that is out of allowance.
    package static let exhausted = Value.null(because: "计算量超出上限，请缩小范围")

    /// Calls a function with its arguments in order.
    package mutating func call(_ function: FunctionValue, _ arguments: [Value]) -> Value {
        guard spend() else { return Self.exhausted }
        switch function.kind {
        case .builtIn(let builtIn): return builtIn.run(arguments, &self)
        case .host(let host): return call(host, arguments)
        case .literal(let node, let captured):
            guard arguments.count == node.parameters.count else {
                return .null(because: "函数要 \(node.parameters.count) 个参数，却有 \(arguments.count) 个")
            }
            guard depth + node.depth <= Self.maximumDepth else { return .null(because: "函数调用层次太深") }
            let previous = slots.enter(with: captured)
            depth += node.depth
            defer {
                depth -= node.depth
                slots.leave(to: previous)
            }
            for (parameter, argument) in zip(node.parameters, arguments) {
                guard let fitting = argument.fitted(to: parameter.type) else {
                    return .null(because: "参数“\(parameter.name)”应为\(parameter.type.chinese)，却是\(argument.type.chinese)")
                }
                slots[parameter.slot] = fitting
            }
            return node.body.evaluate(&self)
        }
    }

    private mutating func call(_ host: any HostFunction, _ arguments: [Value]) -> Value {
        let count = host.parameters.count
        guard arguments.count == count else {
            return .null(because: "函数要 \(count) 个参数，却有 \(arguments.count) 个")
        }
        guard depth + host.depth <= Self.maximumDepth else { return .null(because: "函数调用层次太深") }
        guard spend(host.depth) else { return Self.exhausted }
        depth += host.depth
        defer { depth -= host.depth }
        return host.call(arguments, &self)
    }
}
