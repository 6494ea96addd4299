/// What a check of an installation found in one part of it.
public struct Finding: Sendable, Equatable {
    /// How it stands.
    public enum State: Sendable, Equatable {
        /// As it should be.
        case good
        /// Something is left to do; nothing is wrong.
        case unfinished
        /// Something is wrong.
        case wrong
        /// Something was wrong and has been mended.
        case mended
    }

    /// The part: 历史, 痕迹, 附件.
    public let part: String
    /// How it stands.
    public let state: State
    /// What was found, one place a line, the first of them where there are many.
    public let lines: [String]
    /// What to do; nil when there is nothing to do.
    public let remedy: String?

    init(_ part: String, _ state: State, _ lines: [String], remedy: String? = nil) {
        self.part = part
        self.state = state
        self.lines = lines
        self.remedy = remedy
    }
}
