import Database
import FEEL
import PropertyTesting
import StoreTesting
import Testing

@testable import Strict

/// Interpreter, columns and SQL give the same answer to the last digit, and the same reason for none.
@Suite struct ThreeWaysTests {
    static let models: UInt64 = 600
    static let rowCount = 260

    static func rows(_ seed: UInt64) -> [StrictRow] {
        var maker = RandomModel(seed: seed)
        return (0..<rowCount).map { _ in maker.row() }
    }

    @Test func columnsAgreeWithTheInterpreter() throws {
        let rows = Self.rows(1)
        var (compared, refused, decided, wide, inSQL) = (0, 0, 0, 0, 0)
        for seed in 1...Self.models {
            var maker = RandomModel(seed: seed)
            guard let program = maker.program(), let plan = try? StrictPlan(program),
                let columns = try? CompiledColumns(plan)
            else {
                refused += 1
                continue
            }
            if plan.width == 128 { wide += 1 }
            if (try? NarrowPlan(plan)) != nil { inSQL += 1 }
            let coded = rows.map { Self.coded($0, program) }
            let result = columns.run(batch(of: coded, program), threads: 2)
            let interpreter = StrictInterpreter(program)
            for (index, row) in coded.enumerated() {
                let expected = interpreter.run(row)
                let got = result.outcome(index)
                if case .values = expected { decided += 1 }
                compared += 1
                guard expected != got else { continue }
                Issue.record("seed \(seed), row \(row): interpreter \(expected), columns \(got)")
                return
            }
        }
        print("StrictTests: \(compared) cases, \(decided) with a value")
        print("StrictTests: columns \(Int(Self.models) - refused) of \(Self.models) native, SQL \(inSQL)")
        #expect(compared >= 100_000 && decided > compared / 3)
        #expect(wide > 10 && inSQL > 100, "models of 64 and of 128 bits")
    }

    /// Whole numbers of any size say the same as columns and the interpreter, which count on bounds.
    @Test func bigWholeNumbersAgree() throws {
        let rows = Self.rows(3)
        var (compared, decided) = (0, 0)
        for seed in 1...Self.models {
            var maker = RandomModel(seed: seed)
            guard let program = maker.program(), let plan = try? StrictPlan(program),
                let columns = try? CompiledColumns(plan)
            else { continue }
            let coded = rows.enumerated().filter { $0.offset % 10 == Int(seed % 10) }.map {
                Self.coded($0.element, program)
            }
            let result = columns.run(batch(of: coded, program), threads: 1)
            var reference = BigReference(program)
            let interpreter = StrictInterpreter(program)
            for (index, row) in coded.enumerated() {
                guard let expected = reference.run(row) else { continue }
                compared += 1
                if case .values = expected { decided += 1 }
                let got = result.outcome(index)
                if got == expected, interpreter.run(row) == expected { continue }
                Issue.record("seed \(seed), row \(row): big \(expected), columns \(got), \(interpreter.run(row))")
                return
            }
        }
        print("StrictTests: \(compared) cases held to whole numbers of any size, \(decided) with a value")
        #expect(compared > 8_000 && decided > compared / 4)
    }

    /// The rows' texts are counted as in the fields' order 甲 乙 丙; each program has codes of its own.
    static func coded(_ row: StrictRow, _ program: StrictProgram) -> StrictRow {
        var row = row
        let code = row.values[4]
        let words = ["甲", "乙", "丙"]
        if code >= 0 { row.values[4] = program.code(of: words[Int(code)]) }
        for index in row.children[0].indices where row.children[0][index][4] >= 0 {
            row.children[0][index][4] = program.code(of: words[Int(row.children[0][index][4])])
        }
        return row
    }

    @Test(arguments: Store.engines)
    func sqlAgreesWithTheInterpreter(_ engine: Database.Engine) async throws {
        let rows = Self.rows(2)
        let queries = try Self.queries(engine)
        #expect(try queries.count { try StrictPlan($0.0).width == 128 } > 5, "models of 128 bits")
        try await withDatabase(engine) { database in
            try await database.write { connection in try Self.fill(connection, rows, engine) }
            for (program, query) in queries {
                let columns = program.outputs.indices.map {
                    ", CAST(upper_\($0) AS TEXT) AS u\($0), CAST(lower_\($0) AS TEXT) AS l\($0)"
                }
                let asText = "SELECT key, reason\(columns.joined()) FROM (\(query)) strict_all"
                let answers = try await database.read { connection in
                    try connection.rows(SQL(raw: asText)).map { row in
                        try (0..<row.count).map { $0 < 2 ? Int128(try row.int($0)) : Int128(try row.text($0)) ?? 0 }
                    }
                }
                let interpreter = StrictInterpreter(program)
                var seen = 0
                for answer in answers.sorted(by: { $0[0] < $1[0] }) {
                    let expected = interpreter.run(Self.coded(rows[Int(answer[0])], program))
                    #expect(Self.outcome(answer, program) == expected, "row \(rows[Int(answer[0])])\n\(query)")
                    seen += 1
                }
                #expect(seen == rows.count)
            }
        }
    }

    static let tables = StrictTables(
        source: "fact", key: "id",
        columns: [0: "a", 1: "b", 2: "c", 3: "yes", 4: "word", 5: "day_one", 6: "day_two"],
        children: [
            .init(
                source: "part", parent: "fact", columns: [7: "amount", 8: "grade", 9: "yes", 10: "day", 11: "word"])
        ])

    /// Sixty models as they come, and some whose steps are wider than 64 bits.
    private static func queries(_ engine: Database.Engine) throws -> [(StrictProgram, String)] {
        var (queries, wide): ([(StrictProgram, String)], Int) = ([], 0)
        for seed in 1...Self.models where seed <= 60 || wide < 12 {
            var maker = RandomModel(seed: seed)
            guard let program = maker.program(), let plan = try? StrictPlan(program), seed <= 60 || plan.width == 128,
                let query = try? plan.sql(engine == .sqlite ? .sqlite : .postgres, over: tables)
            else { continue }
            if plan.width == 128 { wide += 1 }
            queries.append((program, query))
        }
        return queries
    }

    static func outcome(_ answer: [Int128], _ program: StrictProgram) -> StrictOutcome {
        if answer[1] > 0 { return .refused(Int(answer[1]) - 1) }
        return .values(
            program.outputs.enumerated().map { index, output in
                StrictValue(Exact(answer[2 + index * 2], over: answer[3 + index * 2]), output.kind)
            })
    }

    static func fill(_ connection: Connection, _ rows: [StrictRow], _ engine: Database.Engine) throws {
        let (yesOrNo, date) = engine == .sqlite ? ("INTEGER", "TEXT") : ("BOOLEAN", "DATE")
        try connection.run(
            SQL(
                raw: """
                    CREATE TABLE fact (id BIGINT PRIMARY KEY, a INTEGER, b BIGINT, c INTEGER, yes \(yesOrNo), word TEXT,
                    day_one \(date), day_two \(date))
                    """))
        try connection.run(
            SQL(
                raw:
                    "CREATE TABLE part (fact BIGINT, amount INTEGER, grade SMALLINT, yes \(yesOrNo), day \(date), word TEXT)"
            ))
        for (index, row) in rows.enumerated() {
            let values = row.values
            let text = [
                "\(index)", number(values[0]), number(values[1]), number(values[2]), boolean(values[3], engine),
                word(values[4]), day(values[5]), day(values[6]),
            ]
            try connection.run(SQL(raw: "INSERT INTO fact VALUES (\(text.joined(separator: ", ")))"))
            for child in row.children[0] {
                let text = [
                    "\(index)", number(child[0]), number(child[1]), boolean(child[2], engine), day(child[3]),
                    word(child[4]),
                ]
                try connection.run(SQL(raw: "INSERT INTO part VALUES (\(text.joined(separator: ", ")))"))
            }
        }
    }

    private static func word(_ value: Int64) -> String {
        value == StrictRow.missing ? "NULL" : "'\(["其他", "甲", "乙", "丙"][Int(value) + 1])'"
    }

    private static func day(_ value: Int64) -> String {
        if value == StrictRow.missing { return "NULL" }
        return CivilDate(dayNumber: Int(value)).map { "'\($0)'" } ?? "NULL"
    }

    private static func number(_ value: Int64) -> String { value == StrictRow.missing ? "NULL" : "\(value)" }

    private static func boolean(_ value: Int64, _ engine: Database.Engine) -> String {
        if value == StrictRow.missing { return "NULL" }
        return engine == .sqlite ? "\(value)" : value == 1 ? "TRUE" : "FALSE"
    }
}
