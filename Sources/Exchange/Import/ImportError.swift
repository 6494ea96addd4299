/// Why an import, an export or a decision cannot go on. The message is for the person who asked for it.
public struct ImportError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of trouble it is, for callers that act differently on it.
    public enum Kind: Sendable, Hashable {
        /// There is no such import, or it is not the actor's.
        case notFound
        /// The step does not fit the state.
        case wrongState
        /// Somebody else, or another process, is at it.
        case busy
        /// The file's headings were not understood.
        case headings
        /// The file is a template of another register.
        case otherRegister
        /// Rows with errors stand in the way.
        case refusedRows
        /// The file is too large.
        case tooLarge
        /// The register cannot do it.
        case unsupported
    }

    /// The kind of trouble.
    public let kind: Kind
    /// What is wrong and what to do, in Chinese.
    public let message: String

    /// An error with its kind and its Chinese text.
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// The Chinese text.
    public var description: String { message }
}
