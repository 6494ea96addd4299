extension TermGraph {
    /// The same steps with inputs replaced by fixed values, and where each step now stands.
    func binding(_ fixed: [Int: Exact]) -> (graph: TermGraph, moved: [TermID]) {
        var graph = TermGraph()
        var moved: [TermID] = []
        func new(_ id: TermID) -> TermID { moved[id.index] }
        for (index, term) in terms.enumerated() {
            switch term {
            case .aggregate(let place):
                let old = aggregates[place]
                let aggregate = Aggregate(
                    kind: old.kind, table: old.table, filter: old.filter.map(new), value: old.value.map(new),
                    emptySite: old.emptySite)
                moved.append(graph.add(aggregate, kinds[index], places[index]))
            case .input(let input):
                let term = fixed[input].map(Term.constant) ?? term
                moved.append(graph.add(term, kinds[index], levels[index], places[index]))
            default: moved.append(graph.add(term.moved(new), kinds[index], levels[index], places[index]))
            }
        }
        return (graph, moved)
    }
}

extension Term {
    /// The same step on parts that stand elsewhere.
    fileprivate func moved(_ new: (TermID) -> TermID) -> Term {
        switch self {
        case .constant, .input, .aggregate, .fail: self
        case .sum(let a, let b): .sum(new(a), new(b))
        case .difference(let a, let b): .difference(new(a), new(b))
        case .product(let a, let b): .product(new(a), new(b))
        case .quotient(let a, let b, let site): .quotient(new(a), new(b), site: site)
        case .least(let a, let b): .least(new(a), new(b))
        case .greatest(let a, let b): .greatest(new(a), new(b))
        case .rounded(let a, let scale, let rounding): .rounded(new(a), scale: scale, rounding)
        case .compare(let comparison, let a, let b): .compare(comparison, new(a), new(b))
        case .both(let a, let b): .both(new(a), new(b))
        case .either(let a, let b): .either(new(a), new(b))
        case .opposite(let a): .opposite(new(a))
        case .choose(let a, let b, let c): .choose(new(a), new(b), new(c))
        case .month(let a): .month(new(a))
        case .monthStart(let a): .monthStart(new(a))
        }
    }
}
