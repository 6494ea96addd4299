import Access
import Base
import Database
import Registers

/// An indicator asked of the database: which records stand behind it, and what they come to.
///
/// Where each value counts once, the record that comes first by date and number stands for it; so every figure is a sum over
/// records, months and regions add up, and the names are these records.
struct IndicatorQuery {
    /// The indicator asked for.
    let asked: IndicatorDefinition
    /// Whose records are counted: the indicator itself, of a ratio the whole.
    let definition: IndicatorDefinition
    /// Of a ratio, the indicator whose people are within, with its register.
    private let within: (definition: IndicatorDefinition, register: RegisterDefinition)?
    let question: FigureQuestion
    let register: RegisterDefinition
    let reading: RegisterReading

    /// - Throws: `Refusal` when the packs have no such indicator in the region.
    init(_ question: FigureQuestion, _ book: IndicatorBook, _ reading: RegisterReading) throws {
        func found(_ name: String) throws -> (IndicatorDefinition, RegisterDefinition) {
            guard let definition = book.definition(name, in: question.region),
                let register = reading.catalogue.register(definition.register)
            else { throw Refusal([FieldFault("indicator", "没有名为“\(name)”的指标，请在方案里为这条目标重新选一个。")]) }
            return (definition, register)
        }
        let named = try found(question.indicator).0
        let (counted, register) = try found(named.ratio?.whole ?? question.indicator)
        guard counted.register == named.register else {
            throw Refusal([FieldFault("indicator", "本地的“\(counted.title)”换了台账，“\(named.title)”也要在本地重新定义。")])
        }
        asked = named.over(counted)
        self.definition = counted
        within = try asked.ratio?.counted.map { try found($0) }
        self.question = question
        self.register = register
        self.reading = reading
    }

    /// The registers on which the figure rests.
    var registers: [String] {
        let counted = [register] + (within.map { [$0.register] } ?? [])
        return Array(Set(counted.flatMap { [$0.name, reading.leaving($0)?.name].compactMap { $0 } })).sorted()
    }
    /// Which of their rows the asker sees.
    var scopes: [ScopeKey] { [reading.scopeKey(register)] + (within.map { [reading.scopeKey($0.register)] } ?? []) }

    /// The figure by month (`yyyy-MM`, empty without a date) and by region at the level below (empty without a region).
    func cells() throws -> [FigureCells.Cell] {
        let month: SQL = definition.date.map { SQL("SUBSTR(CAST(\(name: "h.\($0)") AS TEXT), 1, 7)") } ?? "''"
        let region: SQL =
            definition.region.map { SQL("SUBSTR(\(name: "h.\($0)"), 1, \(raw: String(partLength)))") } ?? "''"
        let counted: SQL = asked.ratio == nil ? "COUNT(*)" : "COALESCE(SUM(h.is_within), 0)"
        let value: SQL = definition.sum.map { SQL("COALESCE(SUM(\(name: "h.\($0)")), 0)") } ?? counted
        let rows = try reading.connection.rows(
            """
            SELECT \(month) AS month_part, \(region) AS region_part, \(value), COUNT(*) FROM \(hits())
            GROUP BY month_part, region_part
            """)
        return try rows.map { row in
            FigureCells.Cell(
                month: Month(iso: try row.textOrNil(0) ?? ""), region: try row.textOrNil(1) ?? "",
                value: try row.int(2), whole: asked.ratio == nil ? 0 : try row.int(3))
        }
    }

    /// A condition over the alias `r` that holds for exactly the records behind the figure, cuts included.
    func namesCondition() throws -> SQL {
        var conditions = [try counted(alias: "r")]
        if let distinct = definition.distinct { conditions.append(try isFirst(of: distinct)) }
        if let side = question.side {
            conditions.append("\(try isWithin()) = \(raw: side == .within ? "1" : "0")")
        }
        if let part = question.part, let field = definition.region {
            // A record that names no region so far below stands in the line of the one that it names.
            let column: SQL = "\(name: "r.\(field)")"
            conditions.append(
                part.level.length < partLength ? column + SQL(" = \(part.text)") : SQL.startsWith(column, part.text))
        }
        if let month = question.month, let field = definition.date {
            conditions.append(
                "\(name: "r.\(field)") >= \(month.first.iso) AND \(name: "r.\(field)") <= \(month.last.iso)")
        }
        return "(" + conditions.joined(separator: " AND ") + SQL(")")
    }

    /// How many characters the code of a region directly below has.
    var partLength: Int { FigureCells.level(below: question.region, reading.regions).length }

    /// The records that stand behind the figure, as a table named `h`.
    private func hits() throws -> SQL {
        let table: SQL = "\(name: register.name)"
        let counted = try counted(alias: "r")
        // Only what is added up: a sort over whole rows would be several times slower.
        let fields = ["id", definition.date, definition.region, definition.sum].compactMap { $0 }
        var parts = fields.map { SQL("\(name: "r.\($0)")") }
        if asked.ratio != nil { parts.append("\(try isWithin()) AS is_within") }
        let columns = parts.joined(separator: ", ")
        guard let distinct = definition.distinct else {
            return "(SELECT \(columns) FROM \(table) r WHERE \(counted)) h"
        }
        return """
            (SELECT \(columns), ROW_NUMBER() OVER (PARTITION BY \(name: "r.\(distinct)") ORDER BY \(order("r"))) AS turn
            FROM \(table) r WHERE \(counted)) h WHERE h.turn = 1
            """
    }

    /// 1 for a record under `r` that is within the ratio, else 0; what cannot be told is not within.
    private func isWithin() throws -> SQL {
        var condition: SQL = "1 = 1"
        if let formula = asked.ratio?.condition {
            condition = try reading.condition(formula, register: register, alias: "r")
        } else if let (other, own) = within, let subject = other.distinct {
            let key: SQL = "\(name: "r.\(definition.distinct ?? "id")")"
            condition = """
                EXISTS (SELECT 1 FROM \(name: own.name) w
                WHERE \(name: "w.\(subject)") = \(key) AND \(try counted(other, own, alias: "w", isPlaced: false)))
                """
        }
        return "CASE WHEN \(condition) THEN 1 ELSE 0 END"
    }

    /// Whether the record under `r` is the first of its value: asked through the index on the subject where there is one.
    private func isFirst(of distinct: String) throws -> SQL {
        let table: SQL = "\(name: register.name)"
        let counted = try counted(alias: "e")
        guard distinct == register.subject else {
            return """
                r.id IN (SELECT f.id FROM (SELECT e.id, ROW_NUMBER() OVER (
                    PARTITION BY \(name: "e.\(distinct)") ORDER BY \(order("e"))) AS turn
                FROM \(table) e WHERE \(counted)) f WHERE f.turn = 1)
                """
        }
        let earlier: SQL =
            definition.date.map { date -> SQL in
                let (own, other): (SQL, SQL) = ("\(name: "r.\(date)")", "\(name: "e.\(date)")")
                return "(\(other) < \(own) OR (\(other) = \(own) AND e.id < r.id))"
            } ?? "e.id < r.id"
        return """
            NOT EXISTS (SELECT 1 FROM \(table) e
            WHERE \(name: "e.\(distinct)") = \(name: "r.\(distinct)") AND \(earlier) AND \(counted))
            """
    }

    private func order(_ alias: String) -> SQL {
        definition.date.map { "\(name: "\(alias).\($0)"), \(name: "\(alias).id")" } ?? "\(name: "\(alias).id")"
    }

    /// Which records count at all: live, in scope, in the region, in the time, meeting the condition.
    private func counted(alias: String) throws -> SQL {
        try counted(definition, register, alias: alias, isPlaced: true)
    }

    /// - Parameter isPlaced: whether only the region asked about counts; somebody of the whole is within wherever it was done.
    private func counted(
        _ definition: IndicatorDefinition, _ register: RegisterDefinition, alias: String, isPlaced: Bool
    ) throws -> SQL {
        var conditions: [SQL] = [
            "\(name: "\(alias).removed_at") IS NULL", reading.scopeCondition(register, alias: alias),
        ]
        if isPlaced, let field = definition.region {
            conditions.append(SQL.startsWith("\(name: "\(alias).\(field)")", question.region.text))
        }
        if let field = definition.date {
            let column: SQL = "\(name: "\(alias).\(field)")"
            conditions.append(column + SQL(" <= \(min(question.to ?? reading.day, reading.day).iso)"))
            if let from = question.from { conditions.append(column + SQL(" >= \(from.iso)")) }
        }
        if let distinct = definition.distinct { conditions.append("\(name: "\(alias).\(distinct)") IS NOT NULL") }
        if let formula = definition.condition {
            conditions.append(try reading.condition(formula, register: register, alias: alias))
        }
        conditions.append(reading.presence(register, alias: alias, date: definition.date))
        return "(" + conditions.joined(separator: " AND ") + SQL(")")
    }
}
