extension SQLCompiler {
    mutating func compare(
        _ comparison: Comparison, _ left: Node, _ right: Node, exact: Bool, _ node: Node
    ) throws(ExpressionFault) -> SQLText {
        let (a, b) = (try piece(left), try piece(right))
        return try compare(comparison, a, b, exact: exact, node)
    }

    mutating func compare(
        _ comparison: Comparison, _ left: SQLPiece, _ right: SQLPiece, exact: Bool, _ node: Node
    ) throws(ExpressionFault) -> SQLText {
        if case .constant(let a) = left, case .constant(let b) = right {
            switch Value.compare(comparison, a, b) {
            case .boolean(let boolean): return boolean ? "TRUE" : "FALSE"
            default: return exact ? null(.boolean) : "FALSE"
            }
        }
        if case .constant(let value) = left, value.isNull { return try compareNull(comparison, right, exact, node) }
        if case .constant(let value) = right, value.isNull { return try compareNull(comparison, left, exact, node) }
        let (a, b) = try aligned(try single(left, node), try single(right, node), node)
        switch comparison {
        case .equal where a.nullable || b.nullable:
            if !exact, !(a.nullable && b.nullable) { return "\(a.text) = \(b.text)" }
            return dialect == .sqlite ? "\(a.text) IS \(b.text)" : "\(a.text) IS NOT DISTINCT FROM \(b.text)"
        case .notEqual where a.nullable || b.nullable:
            return dialect == .sqlite ? "\(a.text) IS NOT \(b.text)" : "\(a.text) IS DISTINCT FROM \(b.text)"
        case .equal: return "\(a.text) = \(b.text)"
        case .notEqual: return "\(a.text) <> \(b.text)"
        default:
            if a.kind == .boolean { throw refuse(node, "是否不分先后大小") }
            // PostgreSQL orders texts by its locale unless told to go by code points.
            let order: SQLText = a.kind == .string && dialect == .postgres ? " COLLATE \"C\"" : ""
            return "\(a.text) \(raw: comparison.rawValue) \(b.text)\(order)"
        }
    }

    private mutating func compareNull(
        _ comparison: Comparison, _ piece: SQLPiece, _ exact: Bool, _ node: Node
    ) throws(ExpressionFault) -> SQLText {
        guard comparison == .equal || comparison == .notEqual else { return exact ? null(.boolean) : "FALSE" }
        let word: SQLText = comparison == .equal ? "IS NULL" : "IS NOT NULL"
        switch piece {
        case .scalar(let scalar), .texts(let scalar): return "\(scalar.text) \(word)"
        case .presence(let text): return "\(text) \(word)"
        case .row(let row):
            guard let reference = row.reference else { return comparison == .equal ? "FALSE" : "TRUE" }
            let rows = opened(reference)
            let exists: SQLText = comparison == .equal ? "NOT EXISTS" : "EXISTS"
            return "\(exists) (SELECT 1 FROM \(rows.source))"
        case .rows, .values: return comparison == .equal ? "FALSE" : "TRUE"
        case .constant: throw refuse(node, "这里应为字段")
        }
    }

    func single(_ piece: SQLPiece, _ node: Node) throws(ExpressionFault) -> SQLScalar {
        switch piece {
        case .scalar(let scalar): return scalar
        case .constant(let value): return try scalar(value, node)
        case .rows, .values, .texts: throw refuse(node, "列表不能这样比较，请用 some、every 或 count")
        case .presence: throw refuse(node, Self.sealed)
        case .row: throw refuse(node, "请写出要比较的是它的哪一项")
        }
    }

    /// Both in the same units.
    mutating func aligned(
        _ left: SQLScalar, _ right: SQLScalar, _ node: Node
    ) throws(ExpressionFault) -> (SQLScalar, SQLScalar) {
        switch (left.kind, right.kind) {
        case (.number(let a, _), .number(let b, _)):
            let scale = max(a, b)
            return (try rescaled(left, to: scale, node), try rescaled(right, to: scale, node))
        case (.daysTime(let a), .daysTime(let b)):
            let unit = min(a, b)
            return (refined(left, to: unit), refined(right, to: unit))
        case (.date, .dayNumber): return (dayNumber(left), right)
        case (.dayNumber, .date): return (left, dayNumber(right))
        default:
            guard left.kind == right.kind else { throw refuse(node, "两边不是同一种值") }
            return (left, right)
        }
    }

    private func rescaled(_ scalar: SQLScalar, to scale: Int, _ node: Node) throws(ExpressionFault) -> SQLScalar {
        guard case .number(let own, let digits) = scalar.kind else { return scalar }
        if own == scale { return scalar }
        let added = scale - own
        guard digits + added <= Self.maximumDigits else { throw tooManyDigits(node, digits + added) }
        var result = scalar
        result.kind = .number(scale: scale, digits: digits + added)
        let factor = Int(PowersOfTen[added])
        result.text = "(\(scalar.text) * \(factor))"
        return result
    }

    func tooManyDigits(_ node: Node, _ digits: Int) -> ExpressionFault {
        refuse(node, "算出来可能有 \(digits) 位，超过数据库整数的 \(Self.maximumDigits) 位")
    }

    private func refined(_ scalar: SQLScalar, to unit: Int) -> SQLScalar {
        guard case .daysTime(let own) = scalar.kind, own != unit else { return scalar }
        var result = scalar
        result.kind = .daysTime(unit: unit)
        result.text = "(\(scalar.text) * \(own / unit))"
        return result
    }
}
