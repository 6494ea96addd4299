import FEEL

/// Where in the text of a decision a term comes from.
struct Place: Hashable, Sendable {
    let line: Int
    let column: Int

    static let start = Place(line: 1, column: 1)
}

extension Node {
    var place: Place { Place(line: line, column: column) }
}

extension ExpressionFault {
    init(_ place: Place, _ message: String) { self.init(line: place.line, column: place.column, message) }
}
