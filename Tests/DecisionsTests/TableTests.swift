import Base
import Decisions
import FEEL
import PropertyTesting
import Testing

@Suite struct TableTests {
    private static func model(_ table: String, _ inputs: [String: String]) throws -> DecisionModel {
        let data = inputs.map { name, type in
            "<inputData id=\"\(name)\" name=\"\(name)\"><variable name=\"\(name)\" typeRef=\"\(type)\"/></inputData>"
        }
        let needs = inputs.keys.map {
            "<informationRequirement><requiredInput href=\"#\($0)\"/></informationRequirement>"
        }
        return try Samples.model(data.joined() + "<decision name=\"d\">\(needs.joined())\(table)</decision>")
    }

    @Test(arguments: ["UNIQUE", "FIRST", "COLLECT"])
    func theIndexGivesWhatEveryRowTestedGives(policy: String) throws {
        var random = SeededRandom(seed: 11)
        func cell() -> String {
            switch Int.random(in: 0..<10, using: &random) {
            case 0: "-"
            case 1: "> \(Int.random(in: 0...9, using: &random))"
            case 2: "not(\(Int.random(in: 0...9, using: &random)))"
            case 3...5: "\(Int.random(in: 0...9, using: &random)), \(Int.random(in: 0...9, using: &random))"
            default: "\(Int.random(in: 0...9, using: &random))"
            }
        }
        func interval() -> String {
            let (low, length) = (Int.random(in: 0...9, using: &random), Int.random(in: 0...3, using: &random))
            let open = Bool.random(using: &random) && length > 0
            let text = "\(open ? "(" : "[")\(low)..\(low + length)\(open ? ")" : "]")"
            switch Int.random(in: 0..<12, using: &random) {
            case 0: return "-"
            case 1: return "!= \(low)"
            case 2: return "< \(low)"
            case 3: return "\(text), \(low + 5)"
            default: return text
            }
        }
        let rows = (0..<120).map { "\(cell()) | \(interval()) | \($0)" }
        let outputs = ["<output/>"]
        let indexed = try Self.model(
            Samples.table(policy, inputs: ["a", "b"], outputs: outputs, rows: rows), ["a": "number", "b": "number"])
        for _ in 0..<100 {
            let (a, b) = (Int.random(in: -1...10, using: &random), Int.random(in: -10...130, using: &random))
            let given: [DecisionModel.Given] = [.init("a", .number(a)), .init("b", .number(Number(b, scale: 1)))]
            let quick = try indexed.decide("d", inputs: given, at: Samples.day)
            // With a trace every row is tested.
            let slow = try indexed.decide("d", inputs: given, at: Samples.day, tracing: true)
            #expect(quick.value.description == slow.value.description)
        }
    }

    @Test func theTraceNamesRowsAndCells() throws {
        let table = Samples.table(
            "FIRST", inputs: ["a", "b"], outputs: ["<output/>"], rows: ["> 5 | - | 1", "- | \"x\" | 2", "- | - | 3"])
        let model = try Self.model(table, ["a": "number", "b": "string"])
        let outcome = try model.decide("d", inputs: [.init("a", 1), .init("b", "y")], at: Samples.day, tracing: true)
        let step = try #require(outcome.steps.first)
        #expect(step.kind == .decision && step.name == "d" && step.result.description == "3")
        #expect(Set(step.inputs.map { "\($0.name)=\($0.value)" }) == ["a=1", "b=\"y\""])
        let swept = try #require(step.steps.first)
        #expect(swept.rows == [.failed(column: 0), .failed(column: 1), .fired])
        #expect(try model.decide("d", inputs: [], at: Samples.day).steps.isEmpty)
    }

    @Test func theSweepFindsGapsOverlapsAndDeadRows() throws {
        func findings(
            _ policy: String, _ rows: [String], _ inputs: [String: String] = ["a": "number"]
        ) throws -> [String] {
            let table = Samples.table(policy, inputs: inputs.keys.sorted(), outputs: ["<output/>"], rows: rows)
            return try Self.model(table, inputs).checkTables().map(\.finding.message)
        }
        #expect(try findings("UNIQUE", ["< 0 | 1", "[0..10) | 2", ">= 10 | 3"]).isEmpty)
        #expect(try findings("UNIQUE", ["< 0 | 1", "> 0 | 2"]) == ["有空缺：a = 0时没有一行符合。"])
        #expect(try findings("UNIQUE", ["<= 0 | 1", ">= 0 | 2"]) == ["有重叠：a = 0时第 1 行、第 2 行都符合。"])
        #expect(try findings("ANY", ["<= 0 | 1", ">= 0 | 1"]).isEmpty)
        #expect(try findings("FIRST", ["> 5 | 1", "> 7 | 2", "- | 3"]) == ["第 2 行永远用不到：前面的行已包括它，或它的条件自相矛盾。"])
        #expect(try findings("FIRST", ["true | 1", "false | 2"], ["a": "boolean"]).isEmpty)
        let both = try findings("UNIQUE", ["> 5 | \"x\" | 1", "<= 5 | - | 2"], ["a": "number", "b": "string"])
        #expect(both == ["有空缺：a = 6，b = \"（其他）\"时没有一行符合。"])
        #expect(try findings("COLLECT", ["> 5 | 1"]).isEmpty)
        #expect(try findings("FIRST", ["> b | - | 1"], ["a": "number", "b": "number"]).first?.contains("没有检查") == true)
    }

    @Test func inputsAreReadFromJSONAndRows() throws {
        let model = try Samples.model(
            """
            <itemDefinition name="t"><itemComponent name="日 期"><typeRef>date</typeRef></itemComponent>
            <itemComponent name="金额"><typeRef>number</typeRef></itemComponent></itemDefinition>
            <inputData id="i" name="单"><variable name="单" typeRef="t"/></inputData>
            <decision name="d"><informationRequirement><requiredInput href="#i"/></informationRequirement>
            \(Samples.literal("string(单.日 期 + @\"P1D\") + \" \" + string(单.金额)"))</decision>
            """)
        let json = #"{"单": {"日 期": "2026-01-31", "金额": 0.1000000000000000000000000001}}"#
        let context = try #require(try Value(json: Array(json.utf8), file: "x.json").context)
        let given = model.given(context, forDecision: "d")
        #expect(
            try model.decide("d", inputs: given, at: Samples.day).value.string
                == "2026-02-01 0.1000000000000000000000000001")
        let row = model.given(columns: ["单.日 期", "单.金额"], row: ["2026-02-28", "3.50"], forDecision: "d")
        #expect(try model.decide("d", inputs: row, at: Samples.day).value.string == "2026-03-01 3.5")
        let fault = #expect(throws: Diagnostic.self) { try Value(json: Array("{\"a\":\n ?}".utf8), file: "x.json") }
        #expect(fault?.place == Place(file: "x.json", line: 2, column: 2))
    }
}
