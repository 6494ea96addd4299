import Foundation

/// What a command says to the person at the terminal.
enum Terminal {
    /// A line, written at once, so that nothing is lost when the process ends.
    static func say(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// A line of progress; on a terminal it takes the place of the one before.
    static func progress(_ text: String) {
        if isatty(1) == 1 {
            FileHandle.standardOutput.write(Data("\r\u{1B}[K\(text)".utf8))
        } else {
            say(text)
        }
    }

    /// Ends a line of progress.
    static func progressEnded() {
        if isatty(1) == 1 { say("") }
    }
}
