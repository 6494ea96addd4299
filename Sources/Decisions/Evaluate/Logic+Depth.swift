import FEEL

extension Logic.Kind {
    /// How deep it is, itself included.
    var depth: Int {
        switch self {
        case .constant: 1
        case .expression(let bound): bound.expression.depth + 1
        case .checked(let logic): logic.depth + 1
        case .context(let entries, let result):
            entries.reduce(result?.depth ?? 0) { max($0, $1.value.depth) } + 2
        case .list(let items): items.reduce(0) { max($0, $1.depth) } + 2
        case .relation(_, let rows): rows.joined().reduce(0) { max($0, $1.depth) } + 3
        case .invocation(let function, let bindings):
            bindings.reduce(function.depth) { max($0, $1.value?.depth ?? 0) } + 3
        case .table(let table): table.depth + 3
        case .function: 1
        case .conditional(let a, let b, let c): max(a.depth, b.depth, c.depth) + 2
        case .filter(let source, let condition, _): max(source.depth, condition.expression.depth) + 2
        case .filterEach(let source, _, _, let match): max(source.depth, match.depth) + 2
        case .iteration(let source, _, _, let body): max(source.depth, body.depth) + 2
        case .quantified(_, let source, _, let condition): max(source.depth, condition.depth) + 2
        }
    }
}
