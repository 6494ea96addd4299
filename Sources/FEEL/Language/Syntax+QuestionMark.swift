extension Syntax {
    /// Whether `?` occurs, apart from within another `in`.
    var usesQuestionMark: Bool {
        switch kind {
        case .name(let name): name == "?"
        case .literal, .anything, .externalFunction: false
        case .list(let parts), .all(let parts), .any(let parts): parts.contains(where: \.usesQuestionMark)
        case .not(let parts): parts.contains(where: \.usesQuestionMark)
        case .context(let entries): entries.contains { $0.value.usesQuestionMark }
        case .range(let low, _, let high, _): [low, high].contains { $0?.usesQuestionMark ?? false }
        case .comparisonRange(_, let part), .negation(let part), .instance(let part, _), .path(let part, _),
            .function(_, let part):
            part.usesQuestionMark
        case .arithmetic(_, let a, let b): a.usesQuestionMark || b.usesQuestionMark
        case .comparison(_, let a, let b), .filter(let a, let b): a.usesQuestionMark || b.usesQuestionMark
        case .between(let a, let b, let c), .conditional(let a, let b, let c):
            a.usesQuestionMark || b.usesQuestionMark || c.usesQuestionMark
        case .membership(let value, let tests): value.usesQuestionMark || tests.contains(where: \.usesQuestionMark)
        case .iteration(let iterators, let body), .quantified(_, let iterators, let body):
            body.usesQuestionMark || iterators.contains { $0.source.usesQuestionMark }
        case .call(let callee, let arguments):
            callee.usesQuestionMark || arguments.contains { $0.value.usesQuestionMark }
        }
    }
}
