import Base
import Decisions
import FEEL
import FileTesting
import Foundation
import Strict
import Testing

@Suite struct StrictModelTests {
    static let types = """
        <itemDefinition name="数"><typeRef>number</typeRef>
          <allowedValues><text>? in [-100..100] and decimal(?, 1) = ?</text></allowedValues></itemDefinition>
        <inputData id="a" name="甲"><variable name="甲" typeRef="数"/></inputData>
        """

    func program(_ table: String) throws -> StrictProgram {
        try Samples.definitions(
            Self.types + """
                <decision id="d" name="果"><variable name="果"/>
                <informationRequirement><requiredInput href="#a"/></informationRequirement>\(table)</decision>
                """
        ).strict(outputs: ["果"])
    }

    func table(_ policy: String, _ rules: [(String, String)]) -> String {
        let rows = rules.map { test, result in
            "<rule><inputEntry><text>\(test)</text></inputEntry><outputEntry><text>\(result)</text></outputEntry></rule>"
        }
        return """
            <decisionTable \(policy)><input><inputExpression><text>甲</text></inputExpression></input><output/>
            \(rows.joined())</decisionTable>
            """
    }

    func outcome(_ program: StrictProgram, _ value: Int64) throws -> StrictOutcome {
        let row = StrictRow(values: [value])
        let expected = StrictInterpreter(program).run(row)
        let batch = ColumnBatch(count: 1, inputs: [0: .column(Column([value]))])
        #expect(try CompiledColumns(StrictPlan(program)).run(batch).outcome(0) == expected)
        return expected
    }

    @Test func firstTakesTheFirstRow() throws {
        let program = try program(table("hitPolicy=\"FIRST\"", [("&lt; 0", "1"), ("[-5..5]", "2"), ("-", "甲 * 2")]))
        #expect(try outcome(program, -10) == .values([.number(Exact(1))]))
        #expect(try outcome(program, 25) == .values([.number(Exact(2))]))
        #expect(try outcome(program, 255) == .values([.number(Exact(51))]))
    }

    @Test func uniqueSaysOverlapsAndGaps() throws {
        let program = try program(table("hitPolicy=\"UNIQUE\"", [("&lt; 0", "1"), ("[-5..5]", "2")]))
        #expect(try outcome(program, -100) == .values([.number(Exact(1))]))
        guard case .refused(let overlap) = try outcome(program, -10), case .refused(let gap) = try outcome(program, 100)
        else {
            Issue.record("an overlap or a gap gave a value")
            return
        }
        #expect(program.reasons[overlap].message.contains("同时适用"))
        #expect(program.reasons[gap].message.contains("没有一行适用"))
    }

    @Test func collectAddsUp() throws {
        let program = try program(
            table("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", [("&lt; 0", "1"), ("[-5..5]", "2"), ("-", "甲")]))
        #expect(try outcome(program, -10) == .values([.number(Exact(2))]))
    }

    @Test func collectFallsBackToItsDefaultAndSaysWhenThereIsNone() throws {
        let gap = try program(table("hitPolicy=\"COLLECT\" aggregation=\"MAX\"", [("&lt; 0", "甲"), ("[-5..5]", "2")]))
        #expect(try outcome(gap, -10) == .values([.number(Exact(2))]))
        guard case .refused(let site) = try outcome(gap, 900) else {
            Issue.record("the greatest of no rows had a value")
            return
        }
        #expect(gap.reasons[site].message.contains("没有"))
        let count = try program(
            table("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", [("&lt; 0", "甲"), ("[-5..5]", "2")]))
        #expect(try outcome(count, 900) == .values([.number(.zero)]))
    }

    @Test(arguments: ["RULE ORDER", "OUTPUT ORDER", "COLLECT"])
    func listsOfRowsAreRefused(policy: String) throws {
        let faults = #expect(throws: Diagnostics.self) { try program(table("hitPolicy=\"\(policy)\"", [("-", "1")])) }
        #expect("\(faults.map { "\($0)" } ?? "")".contains("的结果是列表；请改用 UNIQUE、ANY、FIRST、PRIORITY"))
    }

    @Test func aMarkedModelThatDoesNotFitIsRefusedAtLoad() throws {
        func text(_ logic: String) -> [UInt8] {
            let model = Samples.text(
                Self.types + "<decision id=\"d\" name=\"果\"><variable name=\"果\"/>"
                    + "<informationRequirement><requiredInput href=\"#a\"/></informationRequirement>\(Samples.literal(logic))</decision>"
            )
            let mark = " expressionLanguage=\"\(Definitions.strictLanguage)\""
            return Array(model.replacing(" name=\"t\"", with: " name=\"t\"\(mark)").utf8)
        }
        let model = DecisionModel(try Definitions.read(text("甲 * 2"), file: "a.dmn"))
        #expect(model.faults.isEmpty)
        #expect(try model.decide("果", inputs: [.init("甲", 4)], at: Samples.day).value.number == 8)
        let faults = #expect(throws: Diagnostics.self) { try Definitions.read(text("\n  sqrt(甲)"), file: "a.dmn") }
        let fault = try #require(faults?.list.first)
        #expect(fault.description.contains("sqrt") && fault.description.contains("a.dmn:"), "\(fault)")
    }

    @Test func verdictsNameThePlaceAndTheReason() throws {
        let model = try Samples.definitions(
            Self.types + """
                <decision id="d1" name="好"><variable name="好"/>
                <informationRequirement><requiredInput href="#a"/></informationRequirement>
                <literalExpression><text>甲 / 3</text></literalExpression></decision>
                <decision id="d2" name="表"><variable name="表"/>
                <literalExpression><text>[1, 2]</text></literalExpression></decision>
                <decision id="d3" name="坏"><variable name="坏"/>
                <literalExpression><text>now()</text></literalExpression></decision>
                """)
        let verdicts = model.strictVerdicts()
        #expect(verdicts.map(\.isNative) == [true, true, false] && verdicts[1].isHelper)
        #expect(verdicts[2].refusal?.diagnostic.description.contains("now") == true)
    }

    @Test func aNumberWithoutBoundsIsRefused() throws {
        let model = try Samples.definitions(
            """
            <inputData id="a" name="甲"><variable name="甲" typeRef="number"/></inputData>
            <decision id="d" name="果"><variable name="果"/><informationRequirement><requiredInput href="#a"/></informationRequirement>
            <literalExpression><text>甲</text></literalExpression></decision>
            """)
        let faults = #expect(throws: Diagnostics.self) { try model.strict(outputs: ["果"]) }
        #expect("\(faults.map { "\($0)" } ?? "")".contains("上下限和小数位数"))
    }

    /// The yardstick's model: 100 employees at 1.5 %, half a person placed; 80,000 yuan a year.
    @Test func theYardsticksModelAnswers() throws {
        let model = try Definitions.read(path: ProjectFiles.root + "/Benchmarks/decisions/levy.dmn")
        let program = try model.strict(outputs: ["应缴", "档次", "加权人月"])
        #expect(try StrictPlan(program).width == 64)
        let values = program.inputs.map { input -> Int64 in
            switch input.path {
            case "单位.在职职工人数": 100
            case "单位.年平均工资": 8_000_000
            case "地区.安排比例": 150
            case "地区.社会平均工资": 6_000_000
            default: 0
            }
        }
        let months = Array(repeating: [0, 3, 1] as [Int64], count: 6)
        guard case .values(let results) = StrictInterpreter(program).run(StrictRow(values: values, children: [months]))
        else {
            Issue.record("no value")
            return
        }
        #expect(results[0] == .number(Exact(72_000)))
        #expect(results[1] == .text(Int(program.code(of: "减按90%"))))
    }
}
