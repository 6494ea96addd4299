// The place as plain numbers: `Place` itself stays within this room, as other rooms have places of their own.

extension Node {
    /// The line it stands on, from 1.
    package var line: Int { place.line }
    /// The column it starts at, from 1.
    package var column: Int { place.column }
}

extension ExpressionFault {
    /// What is wrong at a place.
    package init(line: Int, column: Int, _ message: String) {
        self.init(Place(line: line, column: column), message)
    }
}
