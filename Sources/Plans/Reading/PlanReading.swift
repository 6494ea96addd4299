/// What the reader made of a document: the plan, what it doubts, and the text that all places point into.
public struct PlanReading: Sendable, Equatable {
    /// The plan.
    public let document: PlanDocument
    /// The repaired text.
    public let text: PlanText
    /// What the reader was not sure of; the same as `document.doubts`.
    public var doubts: [PlanDocument.Doubt] { document.doubts }
}
