/// An expression as it was written, before names are resolved.
final class Syntax: Sendable {
    enum Kind: Sendable {
        case literal(Value)
        case name(String)
        case list([Syntax])
        case context([(key: String, value: Syntax)])
        case range(low: Syntax?, includesLow: Bool, high: Syntax?, includesHigh: Bool)
        case comparisonRange(Comparison, Syntax)
        case negation(Syntax)
        case arithmetic(ArithmeticOperator, Syntax, Syntax)
        case comparison(Comparison, Syntax, Syntax)
        case all([Syntax])
        case any([Syntax])
        case between(Syntax, Syntax, Syntax)
        case membership(Syntax, [Syntax])
        case instance(Syntax, TypeSyntax)
        case conditional(Syntax, Syntax, Syntax)
        case iteration([Iterator], Syntax)
        case quantified(every: Bool, [Iterator], Syntax)
        case path(Syntax, String)
        case filter(Syntax, Syntax)
        case call(Syntax, [(name: String?, value: Syntax)])
        case function([(name: String, type: TypeSyntax?)], Syntax)
        case externalFunction
        /// A unary test: `-`, or a test of the value `?`.
        case anything
        case not([Syntax])
    }

    /// One `name in …` of for, some and every; `upTo` is there for `name in from..to`.
    struct Iterator: Sendable {
        let name: String
        let source: Syntax
        let upTo: Syntax?
    }

    let kind: Kind
    let place: Place
    /// How deep the tree is, itself included.
    let depth: Int

    init(_ kind: Kind, _ place: Place, depth: Int) {
        self.kind = kind
        self.place = place
        self.depth = depth
    }
}
