public import Base
import Database

extension RegisterReading {
    /// A page of a list.
    /// - Throws: `AccessError` or `UnknownRegister`.
    public func list(_ query: ListQuery) throws -> ListPage {
        try settle()
        let definition = try definition(query.register)
        let plan = try ListPlan(query, definition, reading: self)
        let reversed = query.before != nil && query.after == nil
        var conditions = plan.conditions
        if let cursor = query.after ?? query.before {
            conditions.append(plan.keyset.follows(cursor.values + [.integer(cursor.id)], reversed: reversed))
        }
        let table = store.table(definition)
        let keys = plan.sortExpressions.joined(separator: ", ")
        let rows = try connection.rows(
            """
            SELECT \(table.selection), \(keys) FROM \(plan.from)
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY \(plan.keyset.order(reversed: reversed)) LIMIT \(query.limit + 1)
            """)
        let more = rows.count > query.limit
        let shown = reversed ? rows.prefix(query.limit).reversed() : Array(rows.prefix(query.limit))
        let secret = shownSecret(definition)
        let records = try shown.map { try table.record($0, secret: secret) }
        let cursors = zip(shown, records).map { row, record in
            Cursor(
                values: plan.sortExpressions.indices.dropLast().map { row[table.readColumns.count + $0] }, id: record.id
            )
        }
        let hasNext = reversed ? true : more
        let hasPrevious = reversed ? more : query.after != nil
        return ListPage(
            records: records, next: hasNext ? cursors.last : nil, previous: hasPrevious ? cursors.first : nil)
    }

    /// How many records a question finds.
    /// - Parameter atMost: stop counting there; the answer is then `atMost + 1`.
    public func count(_ query: ListQuery, atMost: Int? = nil) throws -> Int {
        try settle()
        let definition = try definition(query.register)
        let plan = try ListPlan(query, definition, reading: self)
        let conditions = plan.conditions.joined(separator: " AND ")
        let sql: SQL
        if let atMost {
            sql = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM \(plan.from) WHERE \(conditions) LIMIT \(atMost + 1)) c"
        } else {
            sql = "SELECT COUNT(*) FROM \(plan.from) WHERE \(conditions)"
        }
        return Int(try connection.first(sql)?.int(0) ?? 0)
    }

    /// Every record that a question finds, in its order, one at a time: for export, at any size.
    public func each(_ query: ListQuery, _ body: (Record) throws -> Void) throws {
        try settle()
        let definition = try definition(query.register)
        let plan = try ListPlan(query, definition, reading: self)
        let table = store.table(definition)
        let secret = shownSecret(definition)
        try connection.each(
            """
            SELECT \(table.selection) FROM \(plan.from)
            WHERE \(plan.conditions.joined(separator: " AND ")) ORDER BY \(plan.keyset.order())
            """
        ) { row in
            try body(try table.record(row, secret: secret))
        }
    }

    /// How many live records lie in each region below one, by the region's code at a level.
    public func counts(_ query: ListQuery, by level: RegionLevel) throws -> [RegionCode: Int] {
        try settle()
        let definition = try definition(query.register)
        guard let field = definition.region else { return [:] }
        let plan = try ListPlan(query, definition, reading: self)
        let rows = try connection.rows(
            """
            SELECT SUBSTR(\(name: "r.\(field)"), 1, \(raw: String(level.length))) AS part, COUNT(*) FROM \(plan.from)
            WHERE \(plan.conditions.joined(separator: " AND ")) GROUP BY part
            """)
        var counts: [RegionCode: Int] = [:]
        for row in rows {
            guard let code = try row.textOrNil(0).flatMap({ RegionCode($0) }) else { continue }
            counts[code] = Int(try row.int(1))
        }
        return counts
    }
}
