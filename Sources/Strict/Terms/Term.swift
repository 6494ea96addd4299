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
    /// No value, for the reason at `site`.
    case fail(site: Int)
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
    private(set) var terms: [Term] = []
    private(set) var kinds: [StrictKind] = []
    private(set) var levels: [Level] = []
    private(set) var places: [Place] = []
    private(set) var aggregates: [Aggregate] = []
    private var known: [Term: TermID] = [:]

    subscript(id: TermID) -> Term { terms[id.index] }
    func kind(_ id: TermID) -> StrictKind { kinds[id.index] }
    func level(_ id: TermID) -> Level { levels[id.index] }

    mutating func add(_ term: Term, _ kind: StrictKind, _ level: Level, _ place: Place) -> TermID {
        if let same = known[term], kinds[same.index] == kind { return same }
        let id = TermID(index: terms.count)
        terms.append(term)
        kinds.append(kind)
        levels.append(level)
        places.append(place)
        known[term] = id
        return id
    }

    mutating func add(_ aggregate: Aggregate, _ kind: StrictKind, _ place: Place) -> TermID {
        let index = aggregates.firstIndex(of: aggregate) ?? aggregates.count
        if index == aggregates.count { aggregates.append(aggregate) }
        return add(.aggregate(index), kind, .row, place)
    }
}
