/// A place in the source of an expression.
struct Place: Sendable, Hashable {
    let line: Int
    let column: Int

    static let start = Place(line: 1, column: 1)
}
