/// Writes an expression as SQL that means the same.
///
/// FEEL's `and`, `or`, `not` and order comparisons treat null as SQL does; `=` and `!=` do not (null = null is true).
/// Where only truth matters, false and null need not be told apart (`exact` is false), and plain `=` can use an index.
struct SQLCompiler {
    let dialect: SQLDialect
    private let expression: Expression
    private let moment: Moment
    var bindings: [Int: SQLPiece] = [:]
    private var aliases = 0

    /// Numbers with more digits do not fit the databases' integers.
    static let maximumDigits = 18
    /// How many items of a constant list may be written out.
    static let maximumItems = 1_000
    static let sealed = "保密字段加密保存，只能写“= null”或“!= null”，问它有没有填"

    init(
        _ expression: Expression, _ rows: SQLScope, _ dialect: SQLDialect, _ parameters: [String: Value],
        _ moment: Moment
    ) {
        (self.dialect, self.expression, self.moment) = (dialect, expression, moment)
        let row = SQLRow(alias: rows.alias, fields: rows.fields, reference: nil)
        for (name, slot) in zip(expression.referencedNames, expression.inputSlots) {
            if let field = rows.fields[name] {
                bindings[slot] = piece(field, of: row)
            } else {
                bindings[slot] = .constant(parameters[name] ?? .null(because: "没有“\(name)”的值"))
            }
        }
    }

    mutating func newAlias() -> String {
        aliases += 1
        return "feel\(aliases)"
    }

    func refuse(_ node: Node, _ message: String) -> ExpressionFault {
        ExpressionFault(node.place, "这一处不能交给数据库筛选：\(message)")
    }

    // MARK: Constants

    /// The value where it does not depend on the row.
    func constant(_ node: Node) -> Value? {
        var depends = false
        node.visit { inner in
            guard case .slot(let slot) = inner.kind, let binding = bindings[slot] else { return }
            if case .constant = binding { return }
            depends = true
        }
        if depends { return nil }
        var run = Run(slots: Array(repeating: .null, count: expression.slotCount), moment: moment)
        for (slot, binding) in bindings {
            if case .constant(let value) = binding { run.slots[slot] = value }
        }
        return node.evaluate(&run)
    }

    // MARK: Fields

    func piece(_ field: SQLField, of row: SQLRow) -> SQLPiece? {
        switch field {
        case .column(let column): piece(column, row.alias)
        case .children(let table):
            .rows(SQLRows(table: table, owner: row.alias))
        case .reference(let table):
            .row(SQLRow(alias: "", fields: table.fields, reference: SQLRows(table: table, owner: row.alias)))
        }
    }

    private func piece(_ column: SQLColumn, _ alias: String) -> SQLPiece? {
        let text: SQLText = alias.isEmpty ? "\(raw: column.sql)" : "\(raw: alias).\(raw: column.sql)"
        if column.isSealed { return .presence(text) }
        let kind: SQLScalar.Kind
        switch column.type {
        case .boolean: kind = .boolean
        case .number: kind = .number(scale: column.scale, digits: column.digits)
        case .string: kind = .string
        case .date: kind = .date
        case .list(.string): return .texts(SQLScalar(kind: .string, text: text, nullable: column.nullable))
        default: return nil
        }
        return .scalar(SQLScalar(kind: kind, text: text, nullable: column.nullable))
    }

    /// Rows under an alias of their own.
    mutating func opened(_ rows: SQLRows) -> SQLRows {
        if rows.alias != nil { return rows }
        let alias = newAlias()
        return SQLRows(
            table: rows.table, owner: rows.owner, alias: alias,
            conditions: ["(\(raw: rows.table.link(alias, rows.owner)))"])
    }

    // MARK: Pieces

    mutating func piece(_ node: Node) throws(ExpressionFault) -> SQLPiece {
        if let value = constant(node) { return .constant(value) }
        switch node.kind {
        case .slot(let slot):
            guard let piece = bindings[slot] else { throw refuse(node, "这种值在数据库里没有") }
            return piece
        case .path(let base, let name): return try path(base, name, node)
        case .filter(let base, let item, let condition): return try filter(base, item: item, condition, node)
        case .arithmetic(let sign, let left, let right): return .scalar(try arithmetic(sign, left, right, node))
        case .negation(let operand):
            var scalar = try self.scalar(operand)
            switch scalar.kind {
            case .number, .daysTime, .yearsMonths: scalar.text = "(-\(scalar.text))"
            default: throw refuse(node, "这种值没有负数")
            }
            return .scalar(scalar)
        case .conditional(let condition, let first, let second) where node.type != .boolean:
            return .scalar(try conditional(condition, first, second, node))
        case .builtIn(let builtIn, let arguments): return try builtInPiece(builtIn, arguments, node)
        case .all, .any, .not, .comparison, .between, .membership, .quantified, .conditional:
            let text = try condition(node, exact: true)
            return .scalar(SQLScalar(kind: .boolean, text: "(\(text))", nullable: true))
        case .list: throw refuse(node, "列表里用到了字段，请改写成用 or 连接的条件")
        case .iteration: throw refuse(node, "“for … return”要逐条计算")
        case .instance: throw refuse(node, "“instance of”不能用在这里")
        case .context: throw refuse(node, "“{ }”不能用在这里")
        case .call, .function: throw refuse(node, "自己定义的函数不能用在这里")
        case .range: throw refuse(node, "区间只能用在“in”之后")
        case .constant, .itemEntry: throw refuse(node, "数据的结构要事先知道")
        }
    }

    mutating func scalar(_ node: Node) throws(ExpressionFault) -> SQLScalar {
        switch try piece(node) {
        case .scalar(let scalar): return scalar
        case .constant(let value): return try scalar(value, node)
        case .rows, .values, .texts: throw refuse(node, "这里应为单个值，却是列表")
        case .presence: throw refuse(node, Self.sealed)
        case .row: throw refuse(node, "这里应为单个值，请写出它的某一项")
        }
    }

    /// A constant in SQL.
    func scalar(_ value: Value, _ node: Node) throws(ExpressionFault) -> SQLScalar {
        switch value {
        case .null: return SQLScalar(kind: nullKind(node.type), text: null(nullKind(node.type)), nullable: true)
        case .boolean(let boolean):
            return SQLScalar(kind: .boolean, text: boolean ? "TRUE" : "FALSE", nullable: false)
        case .number(let number):
            let scale = max(0, -Int(number.reduced.exponent))
            guard let units = number.scaled(by: scale) else { throw refuse(node, "数字 \(number) 的位数太多") }
            return SQLScalar(
                kind: .number(scale: scale, digits: PowersOfTen.digits(UInt128(units.magnitude))),
                text: units < 0 ? "(\(units))" : "\(units)", nullable: false)
        case .string(let text):
            return SQLScalar(kind: .string, text: bound(.string(text), "text"), nullable: false)
        case .date(let date):
            guard (1...9999).contains(date.year) else {
                if dialect == .sqlite {
                    return SQLScalar(kind: .dayNumber, text: "(\(date.dayNumber))", nullable: false)
                }
                throw refuse(node, "日期 \(date) 不在公元 1 年到 9999 年之间")
            }
            return SQLScalar(kind: .date, text: bound(.date(date), "date"), nullable: false)
        case .daysTime(let span):
            guard let seconds = span.seconds, seconds.magnitude < 1_000_000_000_000_000 else {
                throw refuse(node, "时长 \(span) 不是整秒或太长")
            }
            let unit = seconds % 86_400 == 0 ? 86_400 : 1
            return SQLScalar(kind: .daysTime(unit: unit), text: "(\(seconds / unit))", nullable: false)
        case .yearsMonths(let span):
            return SQLScalar(kind: .yearsMonths, text: "(\(span.months))", nullable: false)
        default: throw refuse(node, "\(value.type.chinese)不能写进数据库的条件")
        }
    }

    private func nullKind(_ type: FEELType) -> SQLScalar.Kind {
        switch type {
        case .number: .number(scale: 0, digits: 1)
        case .string: .string
        case .date: .date
        case .daysTime: .daysTime(unit: 86_400)
        case .yearsMonths: .yearsMonths
        default: .boolean
        }
    }

    func null(_ kind: SQLScalar.Kind) -> SQLText {
        guard dialect == .postgres else { return "NULL" }
        return switch kind {
        case .boolean: "CAST(NULL AS boolean)"
        case .string: "CAST(NULL AS text)"
        case .date: "CAST(NULL AS date)"
        default: "CAST(NULL AS bigint)"
        }
    }

    private func bound(_ value: Value, _ type: String) -> SQLText {
        dialect == .sqlite ? "\(bind: value)" : "CAST(\(bind: value) AS \(raw: type))"
    }
}
