import Foundation
import PropertyTesting
import Testing

@testable import Strict

/// Files in, file out.
@Suite struct BatchFilesTests {
    func decide(_ files: [String: String]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("batch-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
        var builder = StrictBuilder([
            .init(
                "单位",
                .record([.init("人数", .number(scale: 0, 1...1_000)), .init("工资", .number(scale: 2, 0...10_000_000))])),
            .init("比例", .number(scale: 4, 0...1_000)),
            .init("行", .rows([.init("算", .boolean), .init("日", .date)], limit: 3)),
        ])
        try builder.define("数", "count(行[算 and 日 >= date(\"2024-02-01\")])")
        try builder.define("额", "round half up(max(0, 单位.人数 * 比例 - 数 / 3) * 单位.工资, 2)")
        let program = try builder.program(outputs: ["额", "数"])
        let description = try JSONDecoder().decode(BatchDescription.self, from: Data(Self.description.utf8))
        let batch = try BatchReader(program, description, folder: folder, threads: 2).read()
        let result = try CompiledColumns(StrictPlan(program)).run(batch)
        try ResultWriter(program, result).write(
            result, keys: batch.keys, keyTitle: "id", to: "\(folder)/out.csv", threads: 2)
        return try String(contentsOfFile: "\(folder)/out.csv", encoding: .utf8)
    }

    static let description = """
        {"rows": {"file": "rows.csv", "key": "id"},
         "inputs": {"单位.人数": {"column": "head"}, "单位.工资": {"column": "wage"}},
         "lookups": [{"file": "places.csv", "key": "code", "of": "place", "from": "first", "to": "last",
                      "on": "2024-06-30", "inputs": {"比例": {"column": "bp", "counted": 4}}}],
         "children": {"行": {"file": "parts.csv", "parent": "row", "inputs": {"行.算": {"column": "yes"}, "行.日": {"column": "day"}}}}}
        """

    static let files = [
        "rows.csv":
            "\u{FEFF}id,place,head,wage,note\r\n7,1,100,12345.67,\"a, b\"\r\n8,1,0,5,x\r\n9,3,10,5,x\r\n10,2,50,100.005,\r\n11,2,50,80,\r\n",
        "places.csv":
            "code,first,last,bp\n1,2023-01-01,2023-12-31,900\n1,2024-01-01,,150\n2,2024-01-01,2024-12-31,200\n",
        "parts.csv":
            "row,yes,day\n7,true,2024-03-01\n7,false,2024-03-01\n7,true,2024-01-31\n11,是,2024-02-01\n11,1,2024-02-01\n11,0,2024-02-01\n11,0,2024-02-01\n",
    ]

    @Test func rowsLookupsAndChildrenMeet() throws {
        let lines = try decide(Self.files).split(separator: "\n").map(String.init)
        #expect(lines[0] == "id,额,数,没有结果的原因")
        // (100 × 1.5 % - 1/3) × 12,345.67 = 14,403.2816…
        #expect(lines[1] == "7,14403.28,1,")
        #expect(lines[2].hasPrefix("8,,,\"“单位.人数”没有值"))
        #expect(lines[3].hasPrefix("9,,,\"“比例”没有值"))
        #expect(lines[4].hasPrefix("10,,,\"“单位.工资”没有值"))
        #expect(lines[5].hasPrefix("11,,,\"“行”超过 3 行"))
        #expect(lines.count == 6)
    }

    @Test(arguments: [
        ("rows.csv", "id,place,head\n1,1,1\n", "没有“wage”这一列"), ("rows.csv", "id,place,head,wage\nx,1,1,1\n", "不是整数"),
        ("places.csv", "code,first,last,bp\n1,2024-01-01,,1\n1,2024-02-01,,2\n", "同一天有两行"),
    ])
    func whatIsWrongWithAFileIsSaid(file: String, text: String, part: String) throws {
        var files = Self.files
        files[file] = text
        let fault = #expect(throws: BatchFault.self) { try decide(files) }
        #expect(fault?.description.contains(part) == true, "\(String(describing: fault))")
    }

    /// Keys far apart and close together, with the greatest and the least there are.
    @Test func childRowsWithoutARowAreNamedEach() {
        var random = SeededRandom(seed: 5)
        for spread: Int64 in [1, 7_919, 1 << 40] {
            let rows = (0..<3_000).map { (index: Int64) in index * spread } + [.max]
            let children: [Int64] =
                (0..<20_000).map { _ in Int64.random(in: 0..<3_200, using: &random) * spread } + [.max, .max - 1, .min]
            let batch = ColumnBatch(count: rows.count, keys: Column(rows), inputs: [:])
            let orphans = batch.orphans(of: ChildBatch(keys: Column(children), inputs: [:]))
            let known = Set(rows)
            #expect(orphans == children.filter { !known.contains($0) })
            #expect(batch.orphans(of: ChildBatch(keys: Column(rows), inputs: [:])).isEmpty)
        }
    }

    /// Fields of every length, quoted or not, as numbers, conditions and what is none of these.
    @Test func fieldsAreReadAsTheyAreWritten() {
        var random = SeededRandom(seed: 6)
        func field() -> (text: String, number: Int64, truth: Int64) {
            let length = Int.random(in: 1...18, using: &random)
            let digits = String((0..<length).map { _ in "0123456789".randomElement(using: &random) ?? "0" })
            switch Int.random(in: 0..<8, using: &random) {
            case 0: return ("true", .min, 1)
            case 1: return ("false", .min, 0)
            case 2: return ("\"\(digits)\"", Int64(digits) ?? .min, digits == "1" ? 1 : digits == "0" ? 0 : -1)
            case 3: return ("-\(digits)", -(Int64(digits) ?? 0), -1)
            case 4: return ("truely", .min, -1)
            case 5: return ("", .min, -1)
            case 6: return (digits + "x", .min, -1)
            default: return (digits, Int64(digits) ?? .min, digits == "1" ? 1 : digits == "0" ? 0 : -1)
            }
        }
        let readings = [
            FieldReading(keyAt: 0), FieldReading(.boolean, counted: nil, texts: [], column: 2), FieldReading(keyAt: 2),
            FieldReading(keyAt: 3),
        ]
        let split = FieldSplit(readings, capacity: 16)
        var expected: [[Int64]] = [[], [], [], []]
        for _ in 0..<2_000 {
            let fields = (0..<4).map { _ in field() }
            let line = Array(fields.map(\.text).joined(separator: ",").utf8)
            // What lies behind a line is the next one, as far as it goes.
            let memory = line + Array("\n1234567,".utf8)
            memory.withUnsafeBufferPointer { bytes in
                if let base = bytes.baseAddress { split.line(base, line.count) }
            }
            expected[0].append(fields[0].number)
            expected[1].append(fields[2].truth)
            expected[2].append(fields[2].number)
            expected[3].append(fields[3].number)
        }
        let columns = FieldSplit.joined([split], readings)
        for (column, values) in zip(columns, expected) {
            #expect((0..<column.count).map { column[$0] } == values)
        }
    }
}
