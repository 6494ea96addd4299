/// The place of a step among the steps of a plan.
struct WholeID: Hashable, Sendable {
    let index: Int
}

/// One step on whole numbers. Conditions are 0 and 1.
enum Whole: Hashable, Sendable {
    case constant(Int128)
    case input(Int)
    /// An accumulator over child rows.
    case accumulator(Int)
    case add(WholeID, WholeID)
    case subtract(WholeID, WholeID)
    case multiply(WholeID, WholeID)
    /// Whole division of a number that is not negative by one above zero.
    case divide(WholeID, WholeID)
    case least(WholeID, WholeID)
    case greatest(WholeID, WholeID)
    case less(WholeID, WholeID)
    case lessOrEqual(WholeID, WholeID)
    case equal(WholeID, WholeID)
    case both(WholeID, WholeID)
    case either(WholeID, WholeID)
    case opposite(WholeID)
    case choose(WholeID, WholeID, WholeID)
}

extension Whole {
    /// The steps it needs.
    var parts: [WholeID] {
        switch self {
        case .constant, .input, .accumulator: []
        case .opposite(let a): [a]
        case .add(let a, let b), .subtract(let a, let b), .multiply(let a, let b), .divide(let a, let b),
            .least(let a, let b), .greatest(let a, let b), .less(let a, let b), .lessOrEqual(let a, let b),
            .equal(let a, let b), .both(let a, let b), .either(let a, let b):
            [a, b]
        case .choose(let a, let b, let c): [a, b, c]
        }
    }
}

/// A sum, count, least or greatest of whole numbers over the rows of a child table.
struct Accumulator: Hashable, Sendable {
    let kind: Aggregate.Kind
    let table: Int
    let filter: WholeID?
    let value: WholeID?
    /// What it holds when no row is left.
    let start: Int64
}

/// The steps of a plan, each different one once, each with the bounds between which it can lie.
struct WholeGraph: Sendable {
    /// No step may go beyond these bounds: sums and products of two such numbers are told from overflow.
    static let limit: Int128 = 1 << 126

    /// A step may become too large for 128 bits, or cannot be said on whole numbers.
    struct TooWide: Error {
        var why = "这一步的数可能超出 128 位，请给输入写更窄的上下限，或更早取整"
    }

    private(set) var steps: [Whole] = []
    private(set) var bounds: [ClosedRange<Int128>] = []
    private(set) var accumulators: [Accumulator] = []
    private var known: [Whole: WholeID] = [:]

    subscript(id: WholeID) -> Whole { steps[id.index] }
    func bounds(_ id: WholeID) -> ClosedRange<Int128> { bounds[id.index] }

    /// Whether the step and all it rests on fit 64 bits.
    func isNarrow(_ id: WholeID) -> Bool {
        let bounds = bounds(id)
        return bounds.lowerBound > Int128(Int64.min) && bounds.upperBound <= Int128(Int64.max)
    }

    /// The steps that these rest on, in order, with those of the child tables.
    func needed(by roots: [WholeID]) -> [WholeID] {
        var isNeeded = Array(repeating: false, count: steps.count)
        for root in roots { isNeeded[root.index] = true }
        for index in steps.indices.reversed() where isNeeded[index] {
            for part in steps[index].parts { isNeeded[part.index] = true }
            if case .accumulator(let place) = steps[index] {
                let accumulator = accumulators[place]
                for part in [accumulator.filter, accumulator.value].compactMap({ $0 }) { isNeeded[part.index] = true }
            }
        }
        return isNeeded.indices.filter { isNeeded[$0] }.map(WholeID.init)
    }

    func constant(_ id: WholeID) -> Int128? {
        let bounds = bounds(id)
        return bounds.lowerBound == bounds.upperBound ? bounds.lowerBound : nil
    }

    mutating func add(_ step: Whole, _ bounds: ClosedRange<Int128>) throws(TooWide) -> WholeID {
        guard bounds.lowerBound > -Self.limit, bounds.upperBound < Self.limit else { throw TooWide() }
        var step = step
        if bounds.lowerBound == bounds.upperBound { step = .constant(bounds.lowerBound) }
        if let same = known[step] { return same }
        let id = WholeID(index: steps.count)
        steps.append(step)
        self.bounds.append(bounds)
        known[step] = id
        return id
    }

    mutating func constant(_ value: Int128) throws(TooWide) -> WholeID { try add(.constant(value), value...value) }

    mutating func add(_ accumulator: Accumulator, _ bounds: ClosedRange<Int128>) throws(TooWide) -> WholeID {
        let index = accumulators.firstIndex(of: accumulator) ?? accumulators.count
        if index == accumulators.count { accumulators.append(accumulator) }
        // A constant of one row count is still an accumulator: its bounds say nothing about it being there.
        return try add(.accumulator(index), bounds)
    }
}
