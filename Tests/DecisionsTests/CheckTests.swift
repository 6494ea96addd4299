import Base
import Decisions
import Testing

/// What is doubtful about a model before it runs, with its place.
@Suite struct CheckTests {
    private static let model = """
        <itemDefinition name="人数"><typeRef>number</typeRef></itemDefinition>
        <itemDefinition name="旧类型"><typeRef>number</typeRef></itemDefinition>
        <inputData id="i" name="a"><variable name="a" typeRef="人数"/></inputData>
        <inputData id="old" name="旧输入"><variable name="旧输入" typeRef="number"/></inputData>
        <knowledgeSource id="k" name="第八条"/>
        <knowledgeSource id="gone" name="已废止的通知"/>
        <businessKnowledgeModel id="b" name="加倍"><variable name="加倍"/><encapsulatedLogic>
        <formalParameter name="x"/><literalExpression><text>x * 2</text></literalExpression></encapsulatedLogic>
        </businessKnowledgeModel>
        <decision id="d" name="d"><variable name="d" typeRef="number"/>
        <informationRequirement><requiredInput href="#i"/></informationRequirement>
        <authorityRequirement><requiredAuthority href="#k"/></authorityRequirement>
        <decisionTable hitPolicy="UNIQUE"><input><inputExpression typeRef="number"><text>a</text></inputExpression></input>
        <output/>
        ROWS
        </decisionTable></decision>
        """

    private func model(_ rows: [(String, String)], policy: String = "UNIQUE") throws -> DecisionModel {
        let written = rows.map { test, result in
            "<rule><inputEntry><text>\(test)</text></inputEntry><outputEntry><text>\(result)</text></outputEntry></rule>"
        }
        return try Samples.model(
            Self.model.replacing("ROWS", with: written.joined(separator: "\n")).replacing("UNIQUE", with: policy))
    }

    @Test func gapsOverlapsAndDeadRowsNameTheirPlaceAndAnExample() throws {
        let gap = try #require(
            try model([("[0..10)", "1"), ("> 10", "2")]).checkTables().first { $0.finding.example.first?.value == "10" }
        )
        #expect(gap.name == "d" && gap.finding.kind == .gap && gap.finding.origin.line == 14)
        #expect(gap.finding.example.map(\.column) == ["a"])
        let overlap = try model([("&lt;= 10", "1"), ("&gt;= 10", "2")]).checkTables()
        #expect(overlap.map(\.finding.kind) == [.overlap([0, 1])] && overlap[0].finding.example[0].value == "10")
        let dead = try model([("> 5", "1"), ("> 7", "2"), ("-", "3")], policy: "FIRST").checkTables()
        #expect(dead.map(\.finding.kind) == [.unreachable(1)] && dead[0].finding.origin.line == 17)
        #expect(try model([("&lt; 10", "1"), ("&gt;= 10", "2")]).checkTables().isEmpty)
    }

    @Test func whatNothingUsesIsNamedWithItsLine() throws {
        let told = try model([("-", "1")]).checkUnused().map(\.description)
        #expect(
            told == [
                "test.dmn:5：输入“旧输入”没有用到。", "test.dmn:3：类型“旧类型”没有用到。", "test.dmn:8：业务知识模型“加倍”没有用到。",
                "test.dmn:7：依据“已废止的通知”没有用到。",
            ], "\(told)")
    }

    @Test func whatIsUsedIsNotNamed() throws {
        let used = Self.model.replacing(
            "ROWS",
            with:
                "<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>加倍(旧输入) instance of 旧类型</text></outputEntry></rule>"
        )
        .replacing(
            "<authorityRequirement>",
            with: """
                <informationRequirement><requiredInput href="#old"/></informationRequirement>
                <knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement>
                <authorityRequirement><requiredAuthority href="#gone"/></authorityRequirement><authorityRequirement>
                """)
        #expect(try Samples.model(used).checkUnused().isEmpty)
    }
}
