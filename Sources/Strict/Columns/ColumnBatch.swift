/// Where a batch has the values of an input.
public enum ColumnBinding: Sendable {
    /// One number for each row.
    case column(Column)
    /// The number at the place that `by` names for each row (32 bits a place), as in a table of regions.
    case gathered(Column, by: Column)

    var values: Column {
        switch self {
        case .column(let column), .gathered(let column, _): column
        }
    }

    func read(_ start: Int, _ count: Int, into target: UnsafeMutablePointer<Int64>) {
        switch self {
        case .column(let column): column.read(start, count, into: target)
        case .gathered(let column, let places): column.gather(by: places, start, count, into: target)
        }
    }
}

/// The child rows of a batch.
public struct ChildBatch: Sendable {
    /// For each child row the key of the row it belongs to.
    public let keys: Column
    /// The values of the table's inputs, by their place among the program's inputs.
    public let inputs: [Int: ColumnBinding]

    /// Child rows.
    public init(keys: Column, inputs: [Int: ColumnBinding]) {
        self.keys = keys
        self.inputs = inputs
    }
}

/// Many rows to be decided at once.
public struct ColumnBatch: Sendable {
    /// How many rows there are.
    public let count: Int
    /// The key of each row, which its child rows name; each key once.
    public let keys: Column?
    /// The values, by their place among the program's inputs.
    public let inputs: [Int: ColumnBinding]
    /// The child rows, one for each of the program's tables.
    public let children: [ChildBatch]

    /// A batch.
    public init(count: Int, keys: Column? = nil, inputs: [Int: ColumnBinding], children: [ChildBatch] = []) {
        (self.count, self.keys, self.inputs, self.children) = (count, keys, inputs, children)
    }
}

/// What a batch came to.
public struct ColumnResult: Sendable {
    /// One output: numerators, over one denominator for all rows or one for each.
    public struct Output: Sendable {
        /// Its name.
        public let name: String
        /// What it is.
        public let kind: StrictKind
        /// The upper numbers; what stands in rows with a reason means nothing.
        public let numerators: Column
        /// The lower number of all rows, where there is one of 64 bits.
        public let denominator: Int64?
        /// The lower numbers, where they differ.
        public let denominators: Column?

        func value(_ row: Int) -> StrictValue {
            let lower = denominators?.wide(row) ?? Int128(denominator ?? 1)
            return StrictValue(Exact(numerators.wide(row), over: lower), kind)
        }
    }

    /// The outputs.
    public let outputs: [Output]
    /// For each row 0, or the place of the reason why it has no value, plus 1. Nil when no row has one.
    public let reasons: Column?

    /// The outcome of one row.
    public func outcome(_ row: Int) -> StrictOutcome {
        if let reasons, reasons[row] != 0 { return .refused(Int(reasons[row]) - 1) }
        return .values(outputs.map { $0.value(row) })
    }
}
