public import Registers

/// The document from which a plan was read, as far as it is kept.
public struct PlanSource: Sendable {
    /// Its text, into which the places of the plan point; nil for plans of packs.
    public let text: String?
    /// The file as it was handed in; nil when the text was pasted, or read before files were kept.
    public let file: Attachment?
}
