/// How something is worked out, in one of the standard's forms (DMN 1.5, 7.2 and 10.2).
public struct BoxedExpression: Sendable {
    /// The form.
    public indirect enum Kind: Sendable {
        /// A FEEL expression; nil where it is empty.
        case literal(ExpressionText?)
        /// Named entries, each seeing those before it; an entry without a name is the result.
        case context([ContextEntry])
        /// Items.
        case list([BoxedExpression])
        /// Rows of named columns.
        case relation(columns: [InformationItem], rows: [[BoxedExpression]])
        /// A call with named arguments; an argument may be left empty.
        case invocation(function: BoxedExpression, bindings: [Binding])
        /// A decision table.
        case table(DecisionTable)
        /// A function.
        case function(FunctionDefinition)
        /// if, then, else
        case conditional(condition: BoxedExpression, then: BoxedExpression, otherwise: BoxedExpression)
        /// The items for which `match` holds.
        case filter(source: BoxedExpression, match: BoxedExpression)
        /// One result for each item.
        case iteration(variable: String, source: BoxedExpression, result: BoxedExpression)
        /// Whether a condition holds for every item, or for some.
        case quantified(every: Bool, variable: String, source: BoxedExpression, condition: BoxedExpression)
    }

    /// The form and its parts.
    public let kind: Kind
    /// The type's name, if one is given.
    public let typeReference: String?
    /// Where it stands.
    public let origin: Origin
}

/// An entry of a boxed context.
public struct ContextEntry: Sendable {
    /// Its name and type; nil for the result.
    public let variable: InformationItem?
    /// Its value.
    public let value: BoxedExpression
}

/// An argument of a boxed invocation.
public struct Binding: Sendable {
    /// The parameter.
    public let parameter: InformationItem
    /// The argument; nil where it is left empty.
    public let value: BoxedExpression?
}

/// A function: parameters and a body (DMN 1.5, 10.2.1.7).
public struct FunctionDefinition: Sendable {
    /// In which language the body is.
    public enum Kind: String, Sendable {
        /// FEEL and the boxed forms.
        case feel = "FEEL"
        /// A method of a Java class; refused when it is called.
        case java = "Java"
        /// A predictive model; refused when it is called.
        case pmml = "PMML"
    }

    /// In which language the body is.
    public let kind: Kind
    /// Its parameters.
    public let parameters: [InformationItem]
    /// Its body; nil where it is not said.
    public let body: BoxedExpression?
    /// The result's type, if one is given.
    public let typeReference: String?
    /// Where it stands.
    public let origin: Origin
}
