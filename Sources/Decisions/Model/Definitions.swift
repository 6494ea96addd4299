/// A DMN model as it stands in its file (DMN 1.5, 6.3.2).
public struct Definitions: Sendable {
    /// The file, as the person named it.
    public let file: String
    /// The model's name.
    public let name: String
    /// Its description, if one is written.
    public let description: String?
    /// The namespace by which other models import it.
    public let namespace: String
    /// The URI of the language of expressions where none is named; nil is FEEL.
    public let expressionLanguage: String?
    /// Whether the model is marked as one that may decide money or a right.
    public var isStrict: Bool { expressionLanguage == Definitions.strictLanguage }
    /// The URI by which a model is marked strict.
    public static let strictLanguage = "https://qihang.org.cn/strict"
    /// Where it stands.
    public let origin: Origin
    /// Other models whose elements it uses.
    public let imports: [Import]
    /// Its own types.
    public let itemDefinitions: [ItemDefinition]
    /// What it is asked about.
    public let inputData: [InputData]
    /// What it answers.
    public let decisions: [Decision]
    /// Its functions.
    public let knowledgeModels: [BusinessKnowledgeModel]
    /// Groups of decisions that can be called.
    public let services: [DecisionService]
    /// Laws, notices and persons that decisions rest on.
    public let knowledgeSources: [KnowledgeSource]
}

/// Another model whose elements are used (DMN 1.5, 6.3.3).
public struct Import: Hashable, Sendable {
    /// The name by which its elements are named here; empty for none.
    public let name: String
    /// Its namespace.
    public let namespace: String
    /// What is imported; the namespace of DMN for a model.
    public let type: String
    /// Where it may be found, if that is said.
    public let location: String?
    /// Where it stands.
    public let origin: Origin
}

/// A type of the model's own (DMN 1.5, 7.3.2); also a component of one.
public struct ItemDefinition: Sendable {
    /// What it is made of.
    public indirect enum Content: Sendable {
        /// Another type, by name; nil for any value.
        case type(String?)
        /// Named parts.
        case components([ItemDefinition])
        /// A function.
        case function(parameters: [InformationItem], result: String?)
    }

    /// Its name.
    public let name: String
    /// Its description, if one is written.
    public let description: String?
    /// What it is made of.
    public let content: Content
    /// Whether it is a list of that.
    public let isCollection: Bool
    /// Unary tests that each value, of a collection each item, has to pass.
    public let allowedValues: ExpressionText?
    /// Unary tests that the whole value has to pass.
    public let typeConstraint: ExpressionText?
    /// Where it stands.
    public let origin: Origin
}
