/// A FEEL expression, read, checked and ready to run.
public struct Expression: Sendable {
    /// As it was written.
    public var source: String { parts.source }
    /// The type of its value, as far as known beforehand.
    public var type: FEELType { parts.root.type }
    /// The names of the scope that it uses, in the order in which `evaluate(inputs:)` takes them.
    public var referencedNames: [String] { parts.referencedNames }

    package var root: Node { parts.root }
    var step: any Step { parts.step }
    var scope: Scope { parts.scope }
    /// The slots of `referencedNames`, in that order.
    package var inputSlots: [Int] { parts.inputSlots }
    var slotCount: Int { parts.slotCount }
    /// How deep it is nested.
    package var depth: Int { parts.depth }

    /// One object, because expressions are handed around for every value.
    private let parts: Parts

    private final class Parts: Sendable {
        let source: String
        let referencedNames: [String]
        let root: Node
        let step: any Step
        let scope: Scope
        let inputSlots: [Int]
        let slotCount: Int
        let depth: Int

        init(_ source: String, _ root: Node, _ scope: Scope, _ checker: Checker, depth: Int) {
            self.depth = depth
            self.source = source
            self.root = root
            step = root.step
            self.scope = scope
            let inputs = checker.inputs.sorted { $0.value < $1.value }
            referencedNames = inputs.map(\.key)
            inputSlots = inputs.map(\.value)
            slotCount = checker.slotCount
        }
    }

    /// Reads and checks an expression.
    ///
    /// - Throws: `ExpressionFault` with the place, for what is not FEEL; in a checked scope also for unknown names
    ///   and operands that cannot fit.
    public static func parse(_ source: String, scope: Scope) throws(ExpressionFault) -> Expression {
        let syntax = try Parser.expression(source, names: scope.names)
        var checker = Checker(scope)
        let root = try checker.node(syntax)
        return Expression(source, root, scope, checker, depth: syntax.depth)
    }

    /// Reads and checks a condition: an expression whose value is a boolean.
    ///
    /// - Throws: `ExpressionFault`, also when the value would be of another type.
    public static func parseCondition(_ source: String, scope: Scope) throws(ExpressionFault) -> Expression {
        let expression = try parse(source, scope: scope)
        guard expression.type.mayBe(.boolean) else {
            throw ExpressionFault(.start, "这里要的是条件（结果为是或否），写的却是\(expression.type.chinese)")
        }
        return expression
    }

    /// Reads and checks the unary tests of a decision table's cell, about a value named `?` of the given type.
    ///
    /// - Throws: `ExpressionFault` as for `parse`.
    public static func parseUnaryTests(
        _ source: String, of type: FEELType, scope: Scope
    ) throws(ExpressionFault) -> Expression {
        try parseUnaryTests(source, about: scope.adding([FEELType.Field("?", type)]))
    }

    /// Reads unary tests in a scope that has the value tested as `?`; quicker where a table has many cells.
    ///
    /// - Throws: `ExpressionFault` as for `parse`.
    package static func parseUnaryTests(_ source: String, about scope: Scope) throws(ExpressionFault) -> Expression {
        let syntax = try Parser.unaryTests(source, names: scope.names)
        var checker = Checker(scope)
        let root = try checker.node(syntax)
        return Expression(source, root, scope, checker, depth: syntax.depth)
    }

    init(_ source: String, _ root: Node, _ scope: Scope, _ checker: Checker, depth: Int) {
        parts = Parts(source, root, scope, checker, depth: depth)
    }

    /// The value with the names bound by a function; called once for each name used.
    public func evaluate(at moment: Moment, reading name: (String) -> Value) -> Value {
        var run = Run(slots: Array(repeating: .null, count: slotCount), moment: moment)
        for (slot, input) in zip(inputSlots, referencedNames) { run.slots[slot] = name(input) }
        return step.evaluate(&run)
    }

    /// The value with these values bound; a name that is missing is null, with that as its reason.
    public func evaluate(in values: [String: Value], at moment: Moment) -> Value {
        evaluate(at: moment) { values[$0] ?? .null(because: "没有“\($0)”的值") }
    }

    /// The value with the entries of a context bound.
    public func evaluate(in context: Context, at moment: Moment) -> Value {
        evaluate(at: moment) { context[$0] ?? .null(because: "没有“\($0)”的值") }
    }

    /// The value with the values of `referencedNames`, in that order: the quickest way. Missing ones are null.
    public func evaluate(inputs: [Value], at moment: Moment) -> Value {
        var run = Run(slots: Array(repeating: .null, count: slotCount), moment: moment)
        for (slot, input) in zip(inputSlots, inputs) { run.slots[slot] = input }
        return step.evaluate(&run)
    }
}
