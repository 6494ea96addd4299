import Base

/// An error as the terminal shows it: its own words, without the type's name around them.
struct ReadableError: Error, CustomStringConvertible {
    let description: String

    /// The error in words; errors of the argument parser stay what they are, so that help and usage are shown.
    static func readable(_ error: any Error) -> any Error {
        switch error {
        case let error as Diagnostics: ReadableError(description: error.description)
        case let error as Diagnostic: ReadableError(description: error.description)
        case let error as any Error & CustomStringConvertible: error
        default: error
        }
    }
}
