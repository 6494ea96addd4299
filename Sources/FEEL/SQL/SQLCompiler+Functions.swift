extension SQLCompiler {
    /// Functions that give a boolean.
    mutating func builtInCondition(
        _ builtIn: BuiltIn, _ arguments: [Node], exact: Bool, _ node: Node
    ) throws(ExpressionFault) -> SQLText {
        switch builtIn.name {
        case "not" where arguments.count == 1: return "NOT (\(try condition(arguments[0], exact: true)))"
        case "contains":
            let (text, part) = (try text(arguments[0]), try self.text(arguments[1]))
            return dialect == .sqlite
                ? "instr(\(text.text), \(part.text)) > 0" : "strpos(\(text.text), \(part.text)) > 0"
        case "starts with":
            if let prefix = constant(arguments[1])?.string, let text = try startsWith(arguments[0], prefix) {
                return text
            }
            let (text, part) = (try text(arguments[0]), try self.text(arguments[1]))
            return "substr(\(text.text), 1, length(\(part.text))) = \(part.text)"
        case "ends with":
            let (text, part) = (try text(arguments[0]), try self.text(arguments[1]))
            return """
                (length(\(text.text)) >= length(\(part.text)) AND \
                substr(\(text.text), length(\(text.text)) - length(\(part.text)) + 1) = \(part.text))
                """
        case "list contains": return try listContains(arguments[0], arguments[1], exact, node)
        case "all" where arguments.count > 1, "any" where arguments.count > 1:
            var texts: [SQLText] = []
            for argument in arguments { texts.append(try condition(argument, exact: exact)) }
            return "(\(SQLText.join(texts, builtIn.name == "all" ? " AND " : " OR ")))"
        default: throw refuse(node, "函数“\(builtIn.name)”不能用在数据库的条件里")
        }
    }

    /// A beginning as an interval of texts, for which an index can be used.
    private mutating func startsWith(_ node: Node, _ prefix: String) throws(ExpressionFault) -> SQLText? {
        guard case .slot = node.kind, let last = prefix.unicodeScalars.last else { return nil }
        // The code point after the last one; the surrogates between U+D7FF and U+E000 are none.
        let next = last.value == 0xD7FF ? 0xE000 : last.value + 1
        guard let scalar = Unicode.Scalar(next) else { return nil }
        var end = prefix.unicodeScalars
        end.removeLast()
        end.append(scalar)
        let text = try text(node)
        let low = try self.scalar(.string(prefix), node).text
        let high = try self.scalar(.string(String(end)), node).text
        let order: SQLText = dialect == .postgres ? " COLLATE \"C\"" : ""
        return "(\(text.text)\(order) >= \(low) AND \(text.text)\(order) < \(high))"
    }

    private mutating func listContains(
        _ list: Node, _ element: Node, _ exact: Bool, _ node: Node
    ) throws(ExpressionFault) -> SQLText {
        let wanted = try piece(element)
        switch try piece(list) {
        case .constant(.list(let items)): return try oneOf(wanted, items, exact, node)
        case .constant(let value) where value.isNull: return exact ? null(.boolean) : "FALSE"
        case .constant(let value): return try oneOf(wanted, [value], exact, node)
        case .texts(let texts): return try contains(texts, wanted, exact, node)
        case .values(let rows, let value): return try holds(rows, value, wanted, node)
        default: throw refuse(list, "这里应为列表")
        }
    }

    private mutating func text(_ node: Node) throws(ExpressionFault) -> SQLScalar {
        let scalar = try scalar(node)
        if scalar.kind == .string { return scalar }
        guard constant(node)?.isNull == true else { throw refuse(node, "这里应为文字") }
        return SQLScalar(kind: .string, text: null(.string), nullable: true)
    }

    /// Functions that give another value.
    mutating func builtInPiece(
        _ builtIn: BuiltIn, _ arguments: [Node], _ node: Node
    ) throws(ExpressionFault) -> SQLPiece {
        if node.type == .boolean {
            let text = try builtInCondition(builtIn, arguments, exact: true, node)
            return .scalar(SQLScalar(kind: .boolean, text: "(\(text))", nullable: true))
        }
        switch builtIn.name {
        case "count": return .scalar(try count(arguments[0], node))
        case "sum", "min", "max": return .scalar(try aggregate(builtIn.name, arguments, node))
        case "string length":
            let text = try text(arguments[0])
            return number("CAST(length(\(text.text)) AS bigint)", digits: 10, text.nullable)
        case "upper case", "lower case":
            // SQLite changes ASCII letters only and PostgreSQL what its locale knows; the interpreter changes all.
            throw refuse(node, "函数“\(builtIn.name)”在不同的数据库里结果不同，请在录入时统一大小写，再直接比较")
        case "substring": return .scalar(try substring(arguments, node))
        case "abs":
            var scalar = try scalar(arguments[0])
            switch scalar.kind {
            case .number, .daysTime, .yearsMonths: scalar.text = "abs(\(scalar.text))"
            default: throw refuse(node, "“abs”要的是数字或时长")
            }
            return .scalar(scalar)
        case "years and months duration": return .scalar(try monthsBetween(arguments, node))
        case "date" where arguments.count == 1:
            let scalar = try scalar(arguments[0])
            guard scalar.isDate else { throw refuse(node, "字段应是日期，不能由文字转换") }
            return .scalar(scalar)
        case "distinct values", "concatenate", "append", "union", "flatten", "sublist", "sort", "reverse":
            throw refuse(node, "列表函数“\(builtIn.name)”不能用在数据库的条件里")
        default: throw refuse(node, "函数“\(builtIn.name)”不能用在数据库的条件里")
        }
    }

    private func number(_ text: SQLText, digits: Int, _ nullable: Bool) -> SQLPiece {
        .scalar(SQLScalar(kind: .number(scale: 0, digits: digits), text: text, nullable: nullable))
    }

    private mutating func count(_ list: Node, _ node: Node) throws(ExpressionFault) -> SQLScalar {
        let kind = SQLScalar.Kind.number(scale: 0, digits: 10)
        switch try piece(list) {
        case .rows(let closed):
            return SQLScalar(kind: kind, text: "(SELECT COUNT(*) FROM \(opened(closed).source))", nullable: false)
        case .values(let rows, _):
            return SQLScalar(kind: kind, text: "(SELECT COUNT(*) FROM \(rows.source))", nullable: false)
        case .texts(let texts):
            let count: SQLText =
                dialect == .sqlite
                ? "json_array_length(\(texts.text))" : "jsonb_array_length(CAST(\(texts.text) AS jsonb))"
            return SQLScalar(kind: kind, text: count, nullable: texts.nullable)
        default: throw refuse(node, "“count”要的是列表")
        }
    }

    /// sum, min and max over rows: null when there is none or one of them has no value.
    private mutating func aggregate(
        _ name: String, _ arguments: [Node], _ node: Node
    ) throws(ExpressionFault) -> SQLScalar {
        guard arguments.count == 1, case .values(let rows, let value) = try piece(arguments[0]) else {
            throw refuse(node, "“\(name)”要的是下级明细的某一项，如 \(name)(明细.金额)")
        }
        var kind = value.kind
        let order: SQLText = kind == .string && dialect == .postgres ? " COLLATE \"C\"" : ""
        var result: SQLText = "\(raw: name)(\(value.text)\(order))"
        if name == "sum" {
            switch kind {
            case .number(let scale, let digits):
                // A record has at most a million rows.
                guard digits + 6 <= Self.maximumDigits else { throw tooManyDigits(node, digits + 6) }
                kind = .number(scale: scale, digits: digits + 6)
            case .daysTime, .yearsMonths: break
            default: throw refuse(node, "“sum”要的是数字")
            }
            if dialect == .postgres { result = "CAST(\(result) AS bigint)" }
        } else if kind == .boolean {
            throw refuse(node, "是否不分先后大小")
        }
        if value.nullable { result = "CASE WHEN COUNT(*) = COUNT(\(value.text)) THEN \(result) END" }
        return SQLScalar(kind: kind, text: "(SELECT \(result) FROM \(rows.source))", nullable: true)
    }

    private mutating func substring(_ arguments: [Node], _ node: Node) throws(ExpressionFault) -> SQLScalar {
        let text = try text(arguments[0])
        guard let start = constant(arguments[1])?.number?.integer, start != 0, start.magnitude < 1_000_000 else {
            throw refuse(arguments[1], "开始的位置应是不为 0 的固定整数")
        }
        var length: SQLText = ""
        if arguments.count > 2 {
            guard let count = constant(arguments[2])?.number?.integer, count > 0, count < 1_000_000 else {
                throw refuse(arguments[2], "长度应是大于 0 的固定整数")
            }
            length = ", \(count)"
        }
        let result: SQLText =
            start > 0
            ? "substr(\(text.text), \(start)\(length))"
            : """
            CASE WHEN length(\(text.text)) >= \(-start) \
            THEN substr(\(text.text), length(\(text.text)) - \(-start) + 1\(length)) \
            WHEN \(text.text) IS NOT NULL THEN '' END
            """
        return SQLScalar(kind: .string, text: result, nullable: text.nullable)
    }

    /// Whole months from one date to another, toward zero.
    private mutating func monthsBetween(_ arguments: [Node], _ node: Node) throws(ExpressionFault) -> SQLScalar {
        let (from, to) = (try scalar(arguments[0]), try scalar(arguments[1]))
        guard from.kind == .date, to.kind == .date else {
            throw refuse(node, "两边应是日期，且在公元 1 年到 9999 年之间、没有加减过")
        }
        func part(_ name: String, _ date: SQLText) -> SQLText {
            if dialect == .postgres { return "CAST(EXTRACT(\(raw: name) FROM \(date)) AS bigint)" }
            let place: SQLText = name == "YEAR" ? "1, 4" : name == "MONTH" ? "6, 2" : "9, 2"
            return "CAST(substr(\(date), \(place)) AS INTEGER)"
        }
        func months(_ date: SQLText) -> SQLText { "\(part("YEAR", date)) * 12 + \(part("MONTH", date))" }
        // Going forwards a month counts only when its day is reached; going backwards the other way about.
        let text: SQLText = """
            (\(months(to.text)) - (\(months(from.text))) + CASE \
            WHEN \(to.text) >= \(from.text) AND \(part("DAY", to.text)) < \(part("DAY", from.text)) THEN -1 \
            WHEN \(to.text) < \(from.text) AND \(part("DAY", to.text)) > \(part("DAY", from.text)) THEN 1 ELSE 0 END)
            """
        return SQLScalar(kind: .yearsMonths, text: text, nullable: from.nullable || to.nullable)
    }
}
