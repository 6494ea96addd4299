extension Expression {
    /// The condition as SQL that holds for exactly those rows for which the expression is true.
    ///
    /// What does not depend on the row is worked out here, so that `today()` and parameters become constants.
    /// - Parameters:
    ///   - rows: The fields as the database keeps them; names that are not among them are looked up in `parameters`.
    ///   - parameters: Values that are the same for every row.
    /// - Throws: `ExpressionFault` naming the place of what cannot be said in SQL.
    public func condition(
        over rows: SQLScope, dialect: SQLDialect, parameters: [String: Value] = [:], at moment: Moment
    ) throws(ExpressionFault) -> SQLCondition {
        var compiler = SQLCompiler(self, rows, dialect, parameters, moment)
        let text = try compiler.condition(root, exact: false)
        return SQLCondition(fragments: text.fragments, binds: text.binds)
    }
}

extension Expression {
    /// The value as SQL: a boolean, text, date, or number.
    ///
    /// - Parameters: As for `condition`.
    /// - Throws: `ExpressionFault` naming the place of what cannot be said in SQL.
    public func value(
        over rows: SQLScope, dialect: SQLDialect, parameters: [String: Value] = [:], at moment: Moment
    ) throws(ExpressionFault) -> SQLValueExpression {
        var compiler = SQLCompiler(self, rows, dialect, parameters, moment)
        var scalar = try compiler.scalar(root)
        var scale = 0
        switch scalar.kind {
        case .boolean, .string, .date: break
        case .number(let own, _): scale = own
        case .dayNumber: scalar.text = "date(\(scalar.text) * 86400, 'unixepoch')"
        case .daysTime, .yearsMonths: throw compiler.refuse(root, "时长不能作为结果，请取它的 days、years 或 months")
        }
        let sql = SQLCondition(fragments: scalar.text.fragments, binds: scalar.text.binds)
        return SQLValueExpression(sql: sql, type: scalar.kind.type, scale: scale)
    }
}
