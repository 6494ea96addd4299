import FEEL

/// The place of a term among the terms of its program.
struct TermID: Hashable, Sendable {
    let index: Int
}

/// One step of a strict decision. Booleans are 0 and 1, dates are day numbers, texts are codes.
enum Term: Hashable, Sendable {
    case constant(Exact)
    /// One of the program's inputs.
    case input(Int)
    /// A sum, count, least or greatest over child rows.
    case aggregate(Int)
    case sum(TermID, TermID)
    case difference(TermID, TermID)
    case product(TermID, TermID)
    /// Division; by zero it is the reason at `site`.
    case quotient(TermID, TermID, site: Int)
    case least(TermID, TermID)
    case greatest(TermID, TermID)
    case rounded(TermID, scale: Int, Rounding)
    case compare(Comparison, TermID, TermID)
    /// Yes when both are; the second is not looked at when the first is no.
    case both(TermID, TermID)
    /// Yes when one is; the second is not looked at when the first is yes.
    case either(TermID, TermID)
    case opposite(TermID)
    case choose(TermID, TermID, TermID)
    /// The months from the start of year 0 to the month of a date.
    case month(TermID)
    /// The first day of a month that is counted so.
    case monthStart(TermID)
    /// No value, for the reason at `site`.
    case fail(site: Int)
}

extension Term {
    /// The terms it needs; those of an aggregate stand with the aggregate.
    var parts: [TermID] {
        switch self {
        case .constant, .input, .fail, .aggregate: []
        case .rounded(let a, _, _), .opposite(let a), .month(let a), .monthStart(let a): [a]
        case .sum(let a, let b), .difference(let a, let b), .product(let a, let b), .quotient(let a, let b, _),
            .least(let a, let b), .greatest(let a, let b), .compare(_, let a, let b), .both(let a, let b),
            .either(let a, let b):
            [a, b]
        case .choose(let a, let b, let c): [a, b, c]
        }
    }
}

/// Where a term can be worked out: nowhere in particular, once for a decision, or once for each row of a child table.
enum Level: Hashable, Sendable {
    case constant
    case row
    case child(Int)
}

/// A sum, count, least or greatest over the rows of a child table for which `filter` holds.
struct Aggregate: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case sum, count, least, greatest }

    let kind: Kind
    let table: Int
    let filter: TermID?
    /// What is aggregated; a count has none.
    let value: TermID?
    /// The reason when no row is left; a count and a sum from zero have none.
    let emptySite: Int?
}

/// The steps of a decision, each different one once.
struct TermGraph: Sendable {
    /// What is known of a term as soon as it is made.
    private struct Trait {
        /// Whether it always has a value.
        var isSafe: Bool
        /// Whether a text can only be one that the decision names, so that its code tells it from all others.
        var isNamed: Bool
        /// How deep the work for it goes; the last operand of a choice or of `and` is gone on to, not into.
        var depth: Int
    }

    private(set) var terms: [Term] = []
    private(set) var kinds: [StrictKind] = []
    private(set) var levels: [Level] = []
    private(set) var places: [Place] = []
    private(set) var aggregates: [Aggregate] = []
    private var traits: [Trait] = []
    private var known: [Term: TermID] = [:]

    subscript(id: TermID) -> Term { terms[id.index] }
    func kind(_ id: TermID) -> StrictKind { kinds[id.index] }
    func level(_ id: TermID) -> Level { levels[id.index] }
    func isSafe(_ id: TermID) -> Bool { traits[id.index].isSafe }
    func isNamed(_ id: TermID) -> Bool { traits[id.index].isNamed }
    func depth(_ id: TermID) -> Int { traits[id.index].depth }

    mutating func add(_ term: Term, _ kind: StrictKind, _ level: Level, _ place: Place) -> TermID {
        if let same = known[term], kinds[same.index] == kind { return same }
        let id = TermID(index: terms.count)
        terms.append(term)
        kinds.append(kind)
        levels.append(level)
        places.append(place)
        traits.append(trait(term))
        known[term] = id
        return id
    }

    private func trait(_ term: Term) -> Trait {
        let parts = term.parts
        let inner = parts.map { depth($0) }.max() ?? 0
        switch term {
        case .constant: return Trait(isSafe: true, isNamed: true, depth: 1)
        case .input: return Trait(isSafe: true, isNamed: false, depth: 1)
        case .fail: return Trait(isSafe: false, isNamed: true, depth: 1)
        case .aggregate(let index):
            let parts = [aggregates[index].filter, aggregates[index].value].compactMap { $0 }
            return Trait(isSafe: false, isNamed: false, depth: (parts.map { depth($0) }.max() ?? 0) + 2)
        case .choose(let test, let a, let b):
            let depth = max(depth(test) + 1, depth(a), depth(b))
            return Trait(isSafe: parts.allSatisfy(isSafe), isNamed: isNamed(a) && isNamed(b), depth: depth)
        case .both(let a, let b), .either(let a, let b):
            return Trait(isSafe: isSafe(a) && isSafe(b), isNamed: false, depth: max(depth(a) + 1, depth(b)))
        case .compare, .opposite, .least, .greatest:
            return Trait(isSafe: parts.allSatisfy(isSafe), isNamed: false, depth: inner + 1)
        default: return Trait(isSafe: false, isNamed: false, depth: inner + 1)
        }
    }

    mutating func add(_ aggregate: Aggregate, _ kind: StrictKind, _ place: Place) -> TermID {
        let index = aggregates.firstIndex(of: aggregate) ?? aggregates.count
        if index == aggregates.count { aggregates.append(aggregate) }
        return add(.aggregate(index), kind, .row, place)
    }
}
