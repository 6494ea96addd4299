extension SQLCompiler {
    // MARK: Paths and filters

    mutating func path(_ base: Node, _ name: String, _ node: Node) throws(ExpressionFault) -> SQLPiece {
        switch try piece(base) {
        case .row(let row):
            guard let field = row.fields[name] else { throw refuse(node, "没有“\(name)”这一项") }
            guard let reference = row.reference else { return try self.field(field, of: row, node) }
            let rows = opened(reference)
            let inner = SQLRow(alias: rows.alias ?? "", fields: row.fields, reference: nil)
            switch try self.field(field, of: inner, node) {
            case .scalar(var scalar):
                scalar.text = "(SELECT \(scalar.text) FROM \(rows.source))"
                scalar.nullable = true
                return .scalar(scalar)
            case .texts(var scalar):
                scalar.text = "(SELECT \(scalar.text) FROM \(rows.source))"
                scalar.nullable = true
                return .texts(scalar)
            default: throw refuse(node, "隔着一层关联，只能取单个值")
            }
        case .rows(let closed):
            let rows = opened(closed)
            guard let field = rows.table.fields[name] else { throw refuse(node, "没有“\(name)”这一项") }
            let row = SQLRow(alias: rows.alias ?? "", fields: rows.table.fields, reference: nil)
            guard case .scalar(let scalar) = try self.field(field, of: row, node) else {
                throw refuse(node, "“\(name)”在每一行里不是单个值")
            }
            return .values(rows, scalar)
        case .scalar(let scalar): return .scalar(try property(name, of: scalar, node))
        default: throw refuse(node, "取不到“\(name)”")
        }
    }

    private func field(_ field: SQLField, of row: SQLRow, _ node: Node) throws(ExpressionFault) -> SQLPiece {
        guard let piece = piece(field, of: row) else { throw refuse(node, "这一项的类型不能用在条件里") }
        return piece
    }

    mutating func filter(
        _ base: Node, item slot: Int, _ condition: Node, _ node: Node
    ) throws(ExpressionFault) -> SQLPiece {
        guard condition.type == .boolean else { throw refuse(condition, "“[ ]”中应为条件，不能按序号取") }
        switch try piece(base) {
        case .rows(let closed):
            var rows = opened(closed)
            bindings[slot] = .row(SQLRow(alias: rows.alias ?? "", fields: rows.table.fields, reference: nil))
            rows.conditions.append("(\(try self.condition(condition, exact: false)))")
            return .rows(rows)
        case .values(var rows, let value):
            bindings[slot] = .scalar(value)
            rows.conditions.append("(\(try self.condition(condition, exact: false)))")
            return .values(rows, value)
        default: throw refuse(base, "只有下级明细能用“[ ]”筛选")
        }
    }

    private func property(_ name: String, of scalar: SQLScalar, _ node: Node) throws(ExpressionFault) -> SQLScalar {
        let text = scalar.text
        let result: SQLText
        let digits: Int
        switch (scalar.kind, name) {
        case (.date, "year"), (.date, "month"), (.date, "day"):
            (result, digits) = (datePart(name, text), 4)
        case (.date, "weekday"):
            digits = 1
            result =
                dialect == .sqlite
                ? "((CAST(strftime('%w', \(text)) AS INTEGER) + 6) % 7 + 1)"
                : "CAST(EXTRACT(ISODOW FROM \(text)) AS bigint)"
        case (.yearsMonths, "years"): (result, digits) = ("((\(text)) / 12)", 12)
        case (.yearsMonths, "months"): (result, digits) = ("((\(text)) % 12)", 2)
        case (.daysTime(let unit), "days"):
            (result, digits) = (unit == 86_400 ? "(\(text))" : "((\(text)) / \(86_400 / unit))", 12)
        default: throw refuse(node, "“\(name)”不能用在这里")
        }
        return SQLScalar(kind: .number(scale: 0, digits: digits), text: result, nullable: scalar.nullable)
    }

    private func datePart(_ name: String, _ text: SQLText) -> SQLText {
        if dialect == .postgres { return "CAST(EXTRACT(\(raw: name.uppercased()) FROM \(text)) AS bigint)" }
        let place: SQLText = name == "year" ? "1, 4" : name == "month" ? "6, 2" : "9, 2"
        return "CAST(substr(\(text), \(place)) AS INTEGER)"
    }

    // MARK: Arithmetic

    mutating func arithmetic(
        _ sign: ArithmeticOperator, _ left: Node, _ right: Node, _ node: Node
    ) throws(ExpressionFault) -> SQLScalar {
        let (a, b) = (try scalar(left), try scalar(right))
        let nullable = a.nullable || b.nullable
        switch (sign, a.kind, b.kind) {
        case (.add, .number, .number), (.subtract, .number, .number):
            let (x, y) = try aligned(a, b, node)
            guard case .number(let scale, let first) = x.kind, case .number(_, let second) = y.kind else {
                throw refuse(node, "两边不是数字")
            }
            let digits = max(first, second) + 1
            guard digits <= Self.maximumDigits else { throw tooManyDigits(node, digits) }
            return SQLScalar(
                kind: .number(scale: scale, digits: digits), text: "(\(x.text) \(raw: sign.rawValue) \(y.text))",
                nullable: nullable)
        case (.multiply, .number(let scale, let first), .number(let other, let second)):
            guard first + second <= Self.maximumDigits else { throw tooManyDigits(node, first + second) }
            return SQLScalar(
                kind: .number(scale: scale + other, digits: first + second), text: "(\(a.text) * \(b.text))",
                nullable: nullable)
        case (.divide, _, _): throw refuse(node, "除法除不尽时会有误差，请改写成乘法（把除数移到另一边）")
        case (.power, _, _): throw refuse(node, "不能用乘方")
        case (.add, .string, .string):
            return SQLScalar(kind: .string, text: "(\(a.text) || \(b.text))", nullable: nullable)
        case (.multiply, .daysTime, .number(0, _)), (.multiply, .yearsMonths, .number(0, _)):
            return SQLScalar(kind: a.kind, text: "(\(a.text) * \(b.text))", nullable: nullable)
        case (.multiply, .number(0, _), .daysTime), (.multiply, .number(0, _), .yearsMonths):
            return SQLScalar(kind: b.kind, text: "(\(a.text) * \(b.text))", nullable: nullable)
        case (.add, .yearsMonths, .yearsMonths), (.subtract, .yearsMonths, .yearsMonths):
            return SQLScalar(
                kind: .yearsMonths, text: "(\(a.text) \(raw: sign.rawValue) \(b.text))", nullable: nullable)
        case (.add, .daysTime, .daysTime), (.subtract, .daysTime, .daysTime):
            let (x, y) = try aligned(a, b, node)
            return SQLScalar(kind: x.kind, text: "(\(x.text) \(raw: sign.rawValue) \(y.text))", nullable: nullable)
        default: return try dateArithmetic(sign, a, b, node)
        }
    }

    private func dateArithmetic(
        _ sign: ArithmeticOperator, _ a: SQLScalar, _ b: SQLScalar, _ node: Node
    ) throws(ExpressionFault) -> SQLScalar {
        let nullable = a.nullable || b.nullable
        switch (sign, a.isDate, b.isDate) {
        case (.subtract, true, true):
            let text: SQLText =
                dialect == .sqlite
                ? "(\(dayNumber(a).text) - \(dayNumber(b).text))" : "CAST(\(a.text) - \(b.text) AS bigint)"
            return SQLScalar(kind: .daysTime(unit: 86_400), text: text, nullable: nullable)
        case (.add, true, false), (.subtract, true, false): return try shifted(a, by: b, sign, nullable, node)
        case (.add, false, true): return try shifted(b, by: a, sign, nullable, node)
        default: throw refuse(node, "“\(sign.rawValue)”不能这样用")
        }
    }

    private func shifted(
        _ date: SQLScalar, by span: SQLScalar, _ sign: ArithmeticOperator, _ nullable: Bool, _ node: Node
    ) throws(ExpressionFault) -> SQLScalar {
        switch span.kind {
        case .daysTime(let unit):
            guard unit == 86_400 else { throw refuse(node, "日期只能加减整天") }
            if dialect == .sqlite {
                let text: SQLText = "(\(dayNumber(date).text) \(raw: sign.rawValue) \(span.text))"
                return SQLScalar(kind: .dayNumber, text: text, nullable: nullable)
            }
            let text: SQLText = "(\(date.text) \(raw: sign.rawValue) \(bounded(span.text, 1_460_000)))"
            return SQLScalar(kind: .date, text: text, nullable: nullable)
        case .yearsMonths:
            if dialect == .postgres {
                // Like FEEL, PostgreSQL takes the month's last day where the month is shorter.
                let months: SQLText = "make_interval(months => \(raw: sign.rawValue) \(bounded(span.text, 48_000)))"
                return SQLScalar(
                    kind: .date, text: "CAST(\(date.text) + \(months) AS date)", nullable: nullable)
            }
            guard date.kind == .date else { throw refuse(node, "加减过天数的日期不能再加减月份，请先加减月份") }
            let text = monthsShifted(date.text, "\(raw: sign.rawValue) (\(span.text))")
            return SQLScalar(kind: .dayNumber, text: text, nullable: nullable)
        default: throw refuse(node, "日期只能加减时长")
        }
    }

    /// PostgreSQL fails on dates before 4713 BC, so a shift is kept within 4,000 years either way.
    private func bounded(_ text: SQLText, _ limit: Int) -> SQLText {
        "CAST(CASE WHEN \(text) > \(limit) THEN \(limit) WHEN \(text) < -\(limit) THEN -\(limit) ELSE \(text) END AS integer)"
    }

    // MARK: Dates on SQLite

    /// Days since 1970-01-01. SQLite's own date functions end with the year 9999, and add months without
    /// regard to their length, so dates that are worked out become counts of days.
    func dayNumber(_ date: SQLScalar) -> SQLScalar {
        guard date.kind == .date, dialect == .sqlite else { return date }
        let text: SQLText = "CAST(julianday(\(date.text)) - 2440587.5 AS INTEGER)"
        return SQLScalar(kind: .dayNumber, text: text, nullable: date.nullable)
    }

    private func monthsShifted(_ date: SQLText, _ shift: SQLText) -> SQLText {
        // Months counted from March of the year -12000 (30 turns of 4800 months), so that divisions stay positive
        // and the leap day is the last of its year.
        let months: SQLText = """
            (CAST(substr(\(date), 1, 4) AS INTEGER) * 12 + CAST(substr(\(date), 6, 2) AS INTEGER) - 3 + 144000 \(shift))
            """
        let first = firstOfMonth(months)
        let next = firstOfMonth("(\(months) + 1)")
        return "(\(first) + min(CAST(substr(\(date), 9, 2) AS INTEGER) - 1, \(next) - \(first) - 1))"
    }

    /// The day number of the first day of a month counted as above.
    private func firstOfMonth(_ m: SQLText) -> SQLText {
        """
        (365 * (\(m) / 12) + \(m) / 48 - \(m) / 1200 + \(m) / 4800 + (153 * (\(m) % 12) + 2) / 5 - 5102378)
        """
    }

    // MARK: if

    mutating func conditional(
        _ condition: Node, _ first: Node, _ second: Node, _ node: Node
    ) throws(ExpressionFault) -> SQLScalar {
        let test = try self.condition(condition, exact: false)
        var (a, b) = (try scalar(first), try scalar(second))
        let isNull = (constant(first)?.isNull ?? false, constant(second)?.isNull ?? false)
        if isNull.0 { a = SQLScalar(kind: b.kind, text: null(b.kind), nullable: true) }
        if isNull.1 { b = SQLScalar(kind: a.kind, text: null(a.kind), nullable: true) }
        (a, b) = try aligned(a, b, node)
        var kind = a.kind
        if case .number(let scale, let one) = a.kind, case .number(_, let other) = b.kind {
            kind = .number(scale: scale, digits: max(one, other))
        }
        return SQLScalar(
            kind: kind, text: "CASE WHEN \(test) THEN \(a.text) ELSE \(b.text) END", nullable: a.nullable || b.nullable)
    }
}

extension SQLScalar {
    var isDate: Bool { kind == .date || kind == .dayNumber }
}
