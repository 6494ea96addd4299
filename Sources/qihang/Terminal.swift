import Foundation
import Synchronization

/// What a command says to the person at the terminal.
enum Terminal {
    /// Whether a line of progress stands there and is not ended yet.
    private static let isInProgress = Mutex(false)

    /// A line, written at once, so that nothing is lost when the process ends.
    static func say(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// A line that tells of something wrong, or of what goes on beside the result.
    static func warn(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// A line of progress; on a terminal it takes the place of the one before. It goes beside the result, so that what a
    /// command writes can be piped on.
    static func progress(_ text: String) {
        guard isatty(2) == 1 else { return warn(text) }
        isInProgress.withLock { $0 = true }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
    }

    /// Ends a line of progress, if there is one.
    static func progressEnded() {
        let was = isInProgress.withLock { isInProgress in
            defer { isInProgress = false }
            return isInProgress
        }
        if was { warn("") }
    }
}
