/// A condition about one item of a list, which knows the item as `item` and its entries by their own names, as within
/// `[ ]` (DMN 1.5, 10.3.2.5).
package struct ItemCondition: Sendable {
    /// The condition; its referenced names do not include the item's.
    package let expression: Expression
    private let slot: Int

    /// Reads a condition about items of the given type.
    ///
    /// - Throws: `ExpressionFault` as `Expression.parse` does.
    package init(_ condition: String, of item: FEELType, scope: Scope) throws(ExpressionFault) {
        var names = scope.names
        names.insert(item)
        let syntax = try Parser.expression(condition, names: names)
        var checker = Checker(scope)
        slot = checker.newSlot()
        checker.locals = [.variable("item", slot: slot, item), .item(slot: slot, item)]
        let root = try checker.node(syntax)
        expression = Expression(condition, root, scope, checker, depth: syntax.depth)
    }

    /// The condition's value for an item, within a larger run.
    package func evaluate(_ item: Value, places: [Int], in frame: [Value], _ run: inout Run) -> Value {
        expression.evaluate(places: places, in: frame, item: (slot, item), &run)
    }
}
