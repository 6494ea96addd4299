/// What is wrong with an expression, and where.
public struct ExpressionFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The line, from 1.
    public let line: Int
    /// The column, from 1, counted in characters.
    public let column: Int
    /// What is wrong and what to do, in plain Chinese.
    public let message: String

    init(_ place: Place, _ message: String) {
        (line, column) = (place.line, place.column)
        self.message = message
    }

    /// `第 1 行第 5 列：…`
    public var description: String { "第 \(line) 行第 \(column) 列：\(message)" }
}
