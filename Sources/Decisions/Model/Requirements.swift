/// What a decision is asked about (DMN 1.5, 6.3.11).
public struct InputData: Sendable {
    /// Its name.
    public let name: String
    /// What people call it, or the question by which they are asked for it.
    public let label: String?
    /// The variable that carries its value.
    public let variable: InformationItem
    /// Its description, if one is written.
    public let description: String?
    /// Where it stands.
    public let origin: Origin
}

/// A decision (DMN 1.5, 6.3.7).
public struct Decision: Sendable {
    /// Its name.
    public let name: String
    /// The variable that carries its result.
    public let variable: InformationItem
    /// The question that it answers, if one is written.
    public let question: String?
    /// The answers that the question allows, if they are written.
    public let allowedAnswers: String?
    /// Its description, if one is written.
    public let description: String?
    /// The inputs that it uses.
    public let requiredInputs: [Reference]
    /// The decisions whose results it uses.
    public let requiredDecisions: [Reference]
    /// The functions and services that it calls.
    public let requiredKnowledge: [Reference]
    /// What it rests on.
    public let authorities: [Reference]
    /// How it is decided; nil where that is not said.
    public let logic: BoxedExpression?
    /// Where it stands.
    public let origin: Origin
}

/// A function that decisions call (DMN 1.5, 6.3.9).
public struct BusinessKnowledgeModel: Sendable {
    /// Its name.
    public let name: String
    /// Its description, if one is written.
    public let description: String?
    /// The variable that carries the function.
    public let variable: InformationItem
    /// Its parameters and body; nil where they are not said.
    public let logic: FunctionDefinition?
    /// The functions and services that it calls.
    public let requiredKnowledge: [Reference]
    /// What it rests on.
    public let authorities: [Reference]
    /// Where it stands.
    public let origin: Origin
}

/// Decisions that are called together (DMN 1.5, 6.3.10).
public struct DecisionService: Sendable {
    /// Its name.
    public let name: String
    /// Its description, if one is written.
    public let description: String?
    /// The variable that carries the function.
    public let variable: InformationItem
    /// The decisions whose results it gives.
    public let outputDecisions: [Reference]
    /// The decisions that it works out on the way.
    public let encapsulatedDecisions: [Reference]
    /// Decisions whose results the caller gives.
    public let inputDecisions: [Reference]
    /// Inputs that the caller gives.
    public let inputData: [Reference]
    /// Where it stands.
    public let origin: Origin
}

/// A law, a notice, a person: what a decision rests on (DMN 1.5, 6.3.12).
public struct KnowledgeSource: Sendable {
    /// Its name.
    public let name: String
    /// Its kind, if that is said.
    public let type: String?
    /// Where it can be read, if that is said.
    public let location: String?
    /// Its description, if one is written.
    public let description: String?
    /// What it rests on itself.
    public let authorities: [Reference]
    /// Where it stands.
    public let origin: Origin
}
