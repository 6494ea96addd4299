extension SQLCompiler {
    /// A boolean expression as SQL. With `exact` the result is NULL just where FEEL's is null; without it may be
    /// either false or NULL there.
    mutating func condition(_ node: Node, exact: Bool) throws(ExpressionFault) -> SQLText {
        if let value = constant(node) {
            switch value {
            case .boolean(let boolean): return boolean ? "TRUE" : "FALSE"
            case .null: return exact ? null(.boolean) : "FALSE"
            default: throw refuse(node, "这里应为条件（是否），却是\(value.type.chinese)")
            }
        }
        switch node.kind {
        case .all(let parts): return try joined(parts, "AND", exact)
        case .any(let parts): return try joined(parts, "OR", exact)
        case .not(let part): return "NOT (\(try condition(part, exact: true)))"
        case .comparison(let comparison, let left, let right):
            return try compare(comparison, left, right, exact: exact, node)
        case .between(let value, let low, let high):
            let first = try compare(.greaterOrEqual, value, low, exact: exact, node)
            let second = try compare(.lessOrEqual, value, high, exact: exact, node)
            return "(\(first) AND \(second))"
        case .membership(let subject, let slot, let tests):
            return try membership(subject, slot, tests, exact: exact, node)
        case .quantified(let every, let iterators, let body):
            return try quantified(every: every, iterators[...], body, exact: exact, node)
        case .conditional(let test, let first, let second):
            let parts = (
                try condition(test, exact: false), try condition(first, exact: exact),
                try condition(second, exact: exact)
            )
            return "CASE WHEN \(parts.0) THEN \(parts.1) ELSE \(parts.2) END"
        case .builtIn(let builtIn, let arguments) where node.type == .boolean:
            return try builtInCondition(builtIn, arguments, exact: exact, node)
        default:
            let scalar = try self.scalar(node)
            guard scalar.kind == .boolean else { throw refuse(node, "这里应为条件（是否）") }
            return scalar.text
        }
    }

    private mutating func joined(_ parts: [Node], _ word: String, _ exact: Bool) throws(ExpressionFault) -> SQLText {
        var texts: [SQLText] = []
        for part in parts { texts.append(try condition(part, exact: exact)) }
        return "(\(SQLText.join(texts, " \(word) ")))"
    }
}
