import Access
import Base
import Database

/// How a list is asked of the database: from where, under which conditions, in which order.
struct ListPlan {
    let from: SQL
    let conditions: [SQL]
    let keyset: Keyset
    /// The expressions of the order; the last one is the record's number.
    let sortExpressions: [SQL]

    init(_ query: ListQuery, _ definition: RegisterDefinition, reading: RegisterReading) throws {
        let view = definition.view(query.view)
        let sort = query.sort.isEmpty ? view.sort : query.sort
        var conditions: [SQL] = ["r.removed_at IS NULL", ListPlan.scope(definition, sort, query.verb, reading)]
        let own = query.ignoresViewCondition ? nil : view.condition
        for formula in [own, query.condition].compactMap({ $0 }) {
            conditions.append(try reading.condition(formula, register: definition, alias: "r"))
        }
        if view.isOfPresent, !query.ignoresViewCondition {
            conditions.append(reading.presence(definition, alias: "r"))
        }
        for filter in query.filters {
            if let condition = try ListPlan.condition(filter, definition, reading) { conditions.append(condition) }
        }
        if let extra = query.extra { conditions.append(extra) }

        var from: SQL = "\(name: definition.name) r"
        var columns: [Keyset.Column] = []
        if let search = try query.search.flatMap({ try ListPlan.search($0, definition, reading) }) {
            conditions.append(search.condition)
            if search.drives, query.sort.isEmpty {
                // The terms lead: their index gives the order, and a page needs no more rows than it shows.
                from = "search_term s CROSS JOIN \(name: definition.name) r"
                conditions.append("r.id = s.record")
                columns = [Keyset.Column("s.term", nullable: false)]
            } else if search.drives {
                conditions[conditions.count - 1] =
                    "r.id IN (SELECT s.record FROM search_term s WHERE \(search.condition))"
            }
        }
        if columns.isEmpty {
            columns = ListPlan.columns(sort, definition)
        }
        columns.append(Keyset.Column("r.id", nullable: false))
        self.from = from
        self.conditions = conditions
        keyset = Keyset(columns, engine: reading.connection.engine)
        sortExpressions = columns.map(\.expression)
    }

    /// The actor's scope. Where a list is in another order than by place and the scope is wide, the index of the order
    /// finds a page after a few rows, while the index of the place would have to sort a county: it is put out of reach.
    private static func scope(
        _ definition: RegisterDefinition, _ sort: [RegisterDefinition.SortKey], _ verb: Verb, _ reading: RegisterReading
    ) -> SQL {
        let byPlace = sort.isEmpty || sort.first?.field == definition.region
        let narrow = reading.actor.scope.roots.map { $0.allSatisfy { $0.level >= .town } } ?? false
        return reading.scopeCondition(definition, alias: "r", for: verb, hidesPlace: !byPlace && !narrow)
    }

    private static func columns(
        _ sort: [RegisterDefinition.SortKey], _ definition: RegisterDefinition
    ) -> [Keyset.Column] {
        let standard = [definition.region, definition.label].compactMap { $0 }.map { RegisterDefinition.SortKey($0) }
        let keys = sort.isEmpty ? standard : sort
        return keys.compactMap { key in
            // Only the list of what is overdue is in this order, and all in it have a deadline.
            if key.field == "state_due" {
                return Keyset.Column("r.state_due", descending: key.descending, nullable: false)
            }
            if key.field == "state" { return Keyset.Column("r.state", descending: key.descending) }
            guard let field = definition.field(key.field), field.isStored, !field.secret else { return nil }
            return Keyset.Column(
                "\(name: "r.\(field.name)")", descending: key.descending, nullable: !field.required)
        }
    }

    // MARK: Filters

    private static func condition(
        _ filter: Filter, _ definition: RegisterDefinition, _ reading: RegisterReading
    ) throws -> SQL? {
        if filter.field == "state" { return stateCondition(filter) }
        guard let field = definition.field(filter.field) else { return nil }
        if let computed = field.computed { return try computedCondition(filter, computed, definition, reading) }
        let column: SQL = "\(name: "r.\(field.name)")"
        if field.secret { return try secretCondition(filter.test, field, column, definition, reading) }
        func held(_ value: FieldValue) throws -> SQLValue { try reading.column(definition, field, value) }
        switch filter.test {
        case .equals(let value):
            if field.kind == .choices { return anyOf([value], column) }
            return value.isNull ? column + SQL(" IS NULL") : column + SQL(" = \(try held(value))")
        case .oneOf(let values):
            if field.kind == .choices { return anyOf(values, column) }
            return SQL.oneOf(column, try values.map(held))
        case .within(let region):
            return SQL("(") + column + SQL(" >= \(region.text) AND ") + column + SQL(" < \(region.rangeEnd))")
        case .from(let value): return column + SQL(" >= \(try held(value))")
        case .to(let value): return column + SQL(" <= \(try held(value))")
        case .empty: return column + SQL(" IS NULL")
        case .notEmpty: return column + SQL(" IS NOT NULL")
        }
    }

    /// A secret is found by its exact value, under whichever key it stands.
    private static func secretCondition(
        _ test: Filter.Test, _ field: FieldDefinition, _ column: SQL, _ definition: RegisterDefinition,
        _ reading: RegisterReading
    ) throws -> SQL? {
        switch test {
        case .equals(let value): return try reading.equality(definition, field, value)
        case .oneOf(let values):
            let tests = try values.map { try reading.equality(definition, field, $0) }
            return tests.isEmpty ? "FALSE" : "(" + tests.joined(separator: " OR ") + SQL(")")
        case .empty: return column + SQL(" IS NULL")
        case .notEmpty: return column + SQL(" IS NOT NULL")
        case .within, .from, .to: return "FALSE"
        }
    }

    private static func computedCondition(
        _ filter: Filter, _ formula: Formula, _ definition: RegisterDefinition, _ reading: RegisterReading
    ) throws -> SQL? {
        guard case .equals(.boolean(let wanted)) = filter.test else { return nil }
        let condition = try reading.condition(formula, register: definition, alias: "r")
        return wanted ? condition : "NOT (" + condition + SQL(")")
    }

    private static func stateCondition(_ filter: Filter) -> SQL? {
        switch filter.test {
        case .equals(.text(let state)): "r.state = \(state)"
        case .oneOf(let values): SQL.oneOf("r.state", values.compactMap(\.text))
        default: nil
        }
    }

    private static func anyOf(_ values: [FieldValue], _ column: SQL) -> SQL {
        let tests = values.compactMap(\.text).map { code in
            column + SQL(" LIKE \("%\"\(escaped(code))\"%") ESCAPE '\\'")
        }
        return tests.isEmpty ? "FALSE" : "(" + tests.joined(separator: " OR ") + SQL(")")
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }

    // MARK: Search

    /// A condition for what a person typed; `drives` when it is over the terms `s`.
    private static func search(
        _ typed: String, _ definition: RegisterDefinition, _ reading: RegisterReading
    ) throws -> (condition: SQL, drives: Bool)? {
        let exact = try definition.storedFields.compactMap { field -> SQL? in
            guard field.kind.isIdentifier, field.kind != .region, normalised(typed).utf8.count >= 7,
                let value = try? FieldText.read(typed, as: field, regions: reading.regions)
            else { return nil }
            return try reading.equality(definition, field, value)
        }
        if !exact.isEmpty { return ("(" + exact.joined(separator: " OR ") + SQL(")"), false) }
        guard let lookup = SearchTerms.lookup(typed) else { return nil }
        guard definition.fields.contains(where: \.searchable) else {
            guard let label = definition.field(definition.label), !label.secret else { return nil }
            return ("\(name: "r.\(label.name)") LIKE \("%\(escaped(typed))%") ESCAPE '\\'", false)
        }
        // A record is found once, under the first of its terms that fits. Its other terms are to be looked up by the record:
        // by the range of the terms every hit would walk through all hits. The empty text keeps that index out of reach.
        return (
            """
            s.register = \(definition.name) AND \(SQL.startsWith("s.term", lookup)) AND NOT EXISTS (
                SELECT 1 FROM search_term t WHERE t.register = s.register AND t.record = s.record
                AND (t.term || '') < s.term AND \(SQL.startsWith("(t.term || '')", lookup)))
            """, true
        )
    }
}
