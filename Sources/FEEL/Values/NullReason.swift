/// Why a value is null, in plain Chinese.
public final class NullReason: Sendable {
    /// The reason.
    public let message: String

    /// A reason, in plain Chinese.
    public init(_ message: String) { self.message = message }
}
