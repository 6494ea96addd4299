public import Base
public import FEEL

/// A FEEL expression of a definition, with the place where it stands.
public struct Formula: Sendable {
    /// The text as written.
    public let source: String
    /// Where it stands.
    public let place: Place
    /// The expression, checked against the register's fields.
    public let expression: FEEL.Expression

    /// An expression that was checked.
    public init(source: String, place: Place, expression: FEEL.Expression) {
        self.source = source
        self.place = place
        self.expression = expression
    }

    /// The names of the parameters on which it rests.
    public var parameters: [String] { expression.referencedNames.compactMap(FormulaScope.parameter) }
}
