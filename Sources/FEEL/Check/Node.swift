/// An expression whose names are resolved to places in the run's table of values and whose type is known as far as
/// it can be.
package final class Node: Sendable {
    package enum Kind: Sendable {
        case constant(Value)
        case slot(Int)
        /// A name within a filter over items of unknown shape: the item's entry if it has one, else what the name
        /// means outside.
        case itemEntry(String, item: Int, otherwise: Node)
        case list([Node])
        case context([Entry])
        case range(low: Node?, includesLow: Bool, high: Node?, includesHigh: Bool, Comparison?)
        case negation(Node)
        case arithmetic(ArithmeticOperator, Node, Node)
        case comparison(Comparison, Node, Node)
        case all([Node])
        case any([Node])
        case between(Node, Node, Node)
        case membership(Node, slot: Int, [Test])
        case not(Node)
        case instance(Node, FEELType)
        case conditional(Node, Node, Node)
        case iteration([Iterator], partial: Int, Node)
        case quantified(every: Bool, [Iterator], Node)
        case path(Node, String)
        case filter(Node, item: Int, Node)
        case builtIn(BuiltIn, [Node])
        case call(Node, [Argument])
        case function(FunctionNode)
    }

    package struct Entry: Sendable {
        package let name: String
        package let slot: Int
        package let value: Node
    }

    package struct Iterator: Sendable {
        package let name: String
        package let slot: Int
        package let source: Node
        package let upTo: Node?
    }

    package struct Argument: Sendable {
        package let name: String?
        package let value: Node
    }

    /// One alternative of `in`.
    package enum Test: Sendable {
        case compare(Comparison, Node)
        /// An expression about `?`, which must be true.
        case predicate(Node)
        /// A value to equal, an interval or list to lie in.
        case value(Node)
    }

    package let kind: Kind
    package let type: FEELType
    let place: Place
    /// What runs it.
    let step: any Step

    init(_ kind: Kind, _ type: FEELType, _ place: Place) {
        self.kind = kind
        self.type = type
        self.place = place
        step = kind.step
    }
}
