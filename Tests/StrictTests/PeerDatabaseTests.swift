import FEEL
import FileTesting
import Foundation
import PropertyTesting
import Testing

@testable import Strict

/// A Python with DuckDB and PySpark, named by QIHANG_PEERS.
private enum Peers {
    static let python = ProcessInfo.processInfo.environment["QIHANG_PEERS"].flatMap { $0.isEmpty ? nil : $0 }
    static let hasDuckDB = succeeds("import duckdb")
    static let hasSpark = succeeds("import pyspark, shutil, sys; sys.exit(shutil.which('java') is None)")

    private static func succeeds(_ program: String) -> Bool {
        (try? run(["-c", program]))?.code == 0
    }

    /// Runs Python; what it says on the way is only told when it fails.
    static func run(_ arguments: [String]) throws -> (code: Int32, text: String) {
        guard let python else { return (1, "QIHANG_PEERS is not set") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = arguments
        let pipe = Pipe()
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let text = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: text, as: UTF8.self))
    }
}

/// Generated decisions give the same in DuckDB and in Spark as in the interpreter. `scripts/peer-databases.sh` installs both.
@Suite struct PeerDatabaseTests {
    private struct Input: Encodable {
        struct Column: Encodable {
            let name, kind: String
        }
        struct Table: Encodable {
            let name: String
            let columns: [Column]
            let rows: [[String?]]
        }
        let tables: [Table]
        let queries: [String]
    }

    @Test(.enabled(if: Peers.hasDuckDB, "QIHANG_PEERS does not name a Python with DuckDB"))
    func duckDBAgreesWithTheInterpreter() throws { try agrees(.duckdb, models: 150, wide: 20) }

    @Test(.enabled(if: Peers.hasSpark, "QIHANG_PEERS does not name a Python with PySpark, or there is no Java"))
    func sparkAgreesWithTheInterpreter() throws { try agrees(.spark, models: 10, wide: 2) }

    private func agrees(_ dialect: StrictDialect, models: Int, wide most: Int) throws {
        let rows = ThreeWaysTests.rows(6)
        let cases = Self.cases(dialect, models: models, wide: most)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("peers-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let input = Input(tables: Self.tables(rows), queries: cases.map(\.query))
        try JSONEncoder().encode(input).write(to: folder.appendingPathComponent("in.json"))
        let script = ProjectFiles.root + "/Tests/Peers/run.py"
        let run = try Peers.run([script, dialect.rawValue, folder.path])
        try #require(run.code == 0, "\(run.text.suffix(3_000))")
        let answers = try JSONDecoder().decode(
            [[[String]]].self, from: Data(contentsOf: folder.appendingPathComponent("out.json")))
        var (compared, wide) = (0, 0)
        for (item, found) in zip(cases, answers) {
            let interpreter = StrictInterpreter(item.program)
            if try StrictPlan(item.program).width == 128 { wide += 1 }
            #expect(found.count == rows.count)
            for answer in found.map({ $0.map { Int128($0) ?? 0 } }) {
                let row = ThreeWaysTests.coded(rows[Int(answer[0])], item.program)
                compared += 1
                #expect(ThreeWaysTests.outcome(answer, item.program) == interpreter.run(row), "\(row)\n\(item.query)")
            }
        }
        print("StrictTests: \(compared) cases in \(dialect.rawValue), \(cases.count) models, \(wide) of 128 bits")
        #expect(cases.count == answers.count && cases.count > models / 2 && wide >= most)
    }

    /// Models as they come, then some whose steps are wider than 64 bits.
    private static func cases(
        _ dialect: StrictDialect, models: Int, wide most: Int
    ) -> [(program: StrictProgram, query: String)] {
        var (cases, wide): ([(program: StrictProgram, query: String)], Int) = ([], 0)
        for seed in 1...1_000 where seed <= models || wide < most {
            var maker = RandomModel(seed: 40_000 + UInt64(seed))
            guard let program = maker.program(), let plan = try? StrictPlan(program),
                seed <= models || plan.width == 128,
                let query = try? plan.sql(dialect, over: ThreeWaysTests.tables)
            else { continue }
            if plan.width == 128 { wide += 1 }
            cases.append((program, query))
        }
        return cases
    }

    private static func tables(_ rows: [StrictRow]) -> [Input.Table] {
        func columns(_ names: KeyValuePairs<String, String>) -> [Input.Column] {
            names.map { Input.Column(name: $0.key, kind: $0.value) }
        }
        let facts = rows.enumerated().map { index, row in
            let values = row.values
            return ["\(index)"] + (0...3).map { number(values[$0]) } + [
                word(values[4]), day(values[5]), day(values[6]),
            ]
        }
        let parts = rows.enumerated().flatMap { index, row in
            row.children[0].map { child in
                ["\(index)"] + (0...2).map { number(child[$0]) } + [day(child[3]), word(child[4])]
            }
        }
        return [
            Input.Table(
                name: "fact",
                columns: columns([
                    "id": "int", "a": "int", "b": "int", "c": "int", "yes": "bool", "word": "text", "day_one": "date",
                    "day_two": "date",
                ]), rows: facts),
            Input.Table(
                name: "part",
                columns: columns([
                    "fact": "int", "amount": "int", "grade": "int", "yes": "bool", "day": "date", "word": "text",
                ]), rows: parts),
        ]
    }

    private static func number(_ value: Int64) -> String? { value == StrictRow.missing ? nil : "\(value)" }

    private static func word(_ value: Int64) -> String? {
        value == StrictRow.missing ? nil : ["其他", "甲", "乙", "丙"][Int(value) + 1]
    }

    private static func day(_ value: Int64) -> String? {
        value == StrictRow.missing ? nil : CivilDate(dayNumber: Int(value))?.description
    }
}
