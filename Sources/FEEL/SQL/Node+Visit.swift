extension Node {
    /// Calls the function for this node and all below.
    package func visit(_ body: (Node) -> Void) {
        body(self)
        for child in children { child.visit(body) }
    }

    /// The nodes directly below.
    var children: [Node] {
        switch kind {
        case .constant, .slot: []
        case .itemEntry(_, let item, let otherwise): [Node(.slot(item), .any, place), otherwise]
        case .list(let parts), .all(let parts), .any(let parts), .builtIn(_, let parts): parts
        case .context(let entries): entries.map(\.value)
        case .range(let low, _, let high, _, _): [low, high].compactMap { $0 }
        case .negation(let part), .not(let part), .instance(let part, _), .path(let part, _): [part]
        case .arithmetic(_, let a, let b): [a, b]
        case .comparison(_, let a, let b), .filter(let a, _, let b): [a, b]
        case .between(let a, let b, let c), .conditional(let a, let b, let c): [a, b, c]
        case .membership(let subject, _, let tests): [subject] + tests.map(\.node)
        case .iteration(let iterators, _, let body), .quantified(_, let iterators, let body):
            iterators.flatMap { [$0.source, $0.upTo].compactMap { $0 } } + [body]
        case .call(let callee, let arguments): [callee] + arguments.map(\.value)
        case .function(let function): [function.body]
        }
    }
}

extension Node.Test {
    var node: Node {
        switch self {
        case .compare(_, let node), .predicate(let node), .value(let node): node
        }
    }
}
