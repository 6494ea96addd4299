import Foundation
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
}
