extension SQLCompiler {
    mutating func membership(
        _ subject: Node, _ slot: Int, _ tests: [Node.Test], exact: Bool, _ node: Node
    ) throws(ExpressionFault) -> SQLText {
        let piece = try piece(subject)
        bindings[slot] = piece
        var texts: [SQLText] = []
        var items: [Value] = []
        for test in tests {
            switch test {
            case .compare(let comparison, let end):
                texts.append(try compare(comparison, piece, try self.piece(end), exact: exact, end))
            case .predicate(let node): texts.append(try condition(node, exact: exact))
            case .value(let node):
                if let value = constant(node) {
                    switch value {
                    case .list(let list): items += list
                    case .range(let range): texts.append(try inside(piece, range, exact, node))
                    default: items.append(value)
                    }
                } else {
                    texts.append(try memberOf(piece, node, exact))
                }
            }
        }
        if !items.isEmpty { texts.insert(try oneOf(piece, items, exact, node), at: 0) }
        return texts.count == 1 ? texts[0] : "(\(SQLText.join(texts, " OR ")))"
    }

    /// Whether a value equals one of constants or lies in one of constant intervals; never null.
    mutating func oneOf(
        _ piece: SQLPiece, _ items: [Value], _ exact: Bool, _ node: Node
    ) throws(ExpressionFault) -> SQLText {
        guard items.count <= Self.maximumItems else { throw refuse(node, "列表超过 \(Self.maximumItems) 项") }
        if case .constant(let value) = piece {
            return Value.member(value, of: .list(items)).isTrue ? "TRUE" : "FALSE"
        }
        let scalar = try single(piece, node)
        var texts: [SQLText] = []
        var literals: [SQLText] = []
        for item in items {
            switch item {
            case .null: texts.append("\(scalar.text) IS NULL")
            case .range(let range):
                let within = try inside(piece, range, false, node)
                texts.append(exact ? "(\(scalar.text) IS NOT NULL AND \(within))" : within)
            default:
                guard item.type.mayBe(scalar.kind.type) else { continue }
                let (a, b) = try aligned(scalar, try self.scalar(item, node), node)
                // A constant in the same units joins the list; others (a half where the column is whole) stand alone.
                if a.kind.isSameUnit(scalar.kind) {
                    literals.append(b.text)
                } else {
                    texts.append(
                        exact && scalar.nullable
                            ? "(\(scalar.text) IS NOT NULL AND \(a.text) = \(b.text))" : "\(a.text) = \(b.text)")
                }
            }
        }
        if !literals.isEmpty {
            let list: SQLText =
                literals.count == 1
                ? "\(scalar.text) = \(literals[0])" : "\(scalar.text) IN (\(SQLText.join(literals, ", ")))"
            texts.insert(exact && scalar.nullable ? "(\(scalar.text) IS NOT NULL AND \(list))" : list, at: 0)
        }
        if texts.isEmpty { return "FALSE" }
        return texts.count == 1 ? texts[0] : "(\(SQLText.join(texts, " OR ")))"
    }

    private mutating func inside(
        _ piece: SQLPiece, _ range: RangeValue, _ exact: Bool, _ node: Node
    ) throws(ExpressionFault) -> SQLText {
        if range.comparison == .notEqual {
            return try compare(.notEqual, piece, .constant(range.low), exact: exact, node)
        }
        if range.comparison == .equal { return try compare(.equal, piece, .constant(range.low), exact: exact, node) }
        var texts: [SQLText] = []
        if !range.low.isNull {
            let sign: Comparison = range.includesLow ? .greaterOrEqual : .greater
            texts.append(try compare(sign, piece, .constant(range.low), exact: exact, node))
        }
        if !range.high.isNull {
            let sign: Comparison = range.includesHigh ? .lessOrEqual : .less
            texts.append(try compare(sign, piece, .constant(range.high), exact: exact, node))
        }
        return texts.count == 1 ? texts[0] : "(\(SQLText.join(texts, " AND ")))"
    }

    /// `in` something that depends on the row: an interval with fields as ends, a list of texts, rows' values, a value.
    private mutating func memberOf(_ piece: SQLPiece, _ node: Node, _ exact: Bool) throws(ExpressionFault) -> SQLText {
        if case .range(let low?, let includesLow, let high?, let includesHigh, nil) = node.kind {
            let (lowPiece, highPiece) = (try self.piece(low), try self.piece(high))
            let first = try compare(includesLow ? .greaterOrEqual : .greater, piece, lowPiece, exact: true, node)
            let second = try compare(includesHigh ? .lessOrEqual : .less, piece, highPiece, exact: true, node)
            if !exact { return "(\(first) AND \(second))" }
            // An interval whose ends are the wrong way round or missing is null, and so is being in it.
            let ordered = try compare(.lessOrEqual, lowPiece, highPiece, exact: false, node)
            return "CASE WHEN \(ordered) THEN (\(first) AND \(second)) END"
        }
        switch try self.piece(node) {
        case .texts(let list): return try contains(list, piece, exact, node)
        case .values(let rows, let value): return try holds(rows, value, piece, node)
        case .rows: throw refuse(node, "请写出要找的是哪一项，如 明细.金额")
        case let other: return try compare(.equal, piece, other, exact: exact, node)
        }
    }

    /// Whether one of the rows has the value.
    mutating func holds(
        _ rows: SQLRows, _ value: SQLScalar, _ piece: SQLPiece, _ node: Node
    ) throws(ExpressionFault) -> SQLText {
        let test = try compare(.equal, .scalar(value), piece, exact: false, node)
        var rows = rows
        rows.conditions.append(test)
        return "EXISTS (SELECT 1 FROM \(rows.source))"
    }

    /// Whether a JSON list of texts has a text; null when the list is null.
    mutating func contains(
        _ list: SQLScalar, _ piece: SQLPiece, _ exact: Bool, _ node: Node
    ) throws(ExpressionFault) -> SQLText {
        if case .constant(let value) = piece, value.isNull { return "FALSE" }
        let text = try single(piece, node)
        guard text.kind == .string else { throw refuse(node, "列表里是文字，要找的却不是") }
        let source: SQLText =
            dialect == .sqlite
            ? "json_each(\(list.text)) feel_item WHERE feel_item.value = \(text.text)"
            : "jsonb_array_elements_text(CAST(\(list.text) AS jsonb)) feel_item(value) WHERE feel_item.value = \(text.text)"
        let found: SQLText = "EXISTS (SELECT 1 FROM \(source))"
        if exact, list.nullable { return "CASE WHEN \(list.text) IS NOT NULL THEN \(found) END" }
        return found
    }
}
