/// A call of a function of the language.
final class BuiltInStep: Step {
    let builtIn: BuiltIn
    let arguments: [any Step]

    init(_ builtIn: BuiltIn, _ arguments: [Node]) {
        self.builtIn = builtIn
        self.arguments = arguments.map(\.step)
    }

    func evaluate(_ run: inout Run) -> Value {
        builtIn.run(arguments.map { $0.evaluate(&run) }, &run)
    }
}

/// A call with two arguments of a function that is defined for two numbers alone.
final class TwoNumbersStep: Step {
    let builtIn: BuiltIn
    let body: BuiltIn.TwoNumbers
    let first: any Step
    let second: any Step

    init(_ builtIn: BuiltIn, _ body: @escaping BuiltIn.TwoNumbers, _ first: Node, _ second: Node) {
        self.builtIn = builtIn
        self.body = body
        self.first = first.step
        self.second = second.step
    }

    func evaluate(_ run: inout Run) -> Value {
        let one = first.evaluate(&run)
        let other = second.evaluate(&run)
        if case .number(let a) = one, case .number(let b) = other { return body(a, b) }
        return builtIn.run([one, other], &run)
    }
}

final class CallStep: Step {
    let callee: any Step
    let arguments: [(name: String?, value: any Step)]
    let isNamed: Bool

    init(_ callee: Node, _ arguments: [Node.Argument]) {
        self.callee = callee.step
        self.arguments = arguments.map { ($0.name, $0.value.step) }
        isNamed = arguments.contains { $0.name != nil }
    }

    func evaluate(_ run: inout Run) -> Value {
        let callee = callee.evaluate(&run)
        guard case .function(let function) = callee else {
            return callee.isNull && callee.reason != nil ? callee : .null(because: "这里不是函数，不能调用")
        }
        guard isNamed else { return run.call(function, arguments.map { $0.value.evaluate(&run) }) }
        var ordered: [Value] = []
        guard arguments.count == function.parameters.count else { return .null(because: "参数的个数不对") }
        for name in function.parameters {
            guard let argument = arguments.first(where: { $0.name == name }) else {
                return .null(because: "缺少参数“\(name)”")
            }
            ordered.append(argument.value.evaluate(&run))
        }
        return run.call(function, ordered)
    }
}

final class FunctionStep: Step {
    let function: FunctionNode

    init(_ function: FunctionNode) { self.function = function }

    func evaluate(_ run: inout Run) -> Value {
        .function(FunctionValue(.literal(function, captured: run.slots.innermost)))
    }
}
