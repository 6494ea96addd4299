import Base
import Decisions
import FEEL
import Testing

@Suite struct RequirementTests {
    @Test func aDecisionSeesOnlyWhatItRequires() throws {
        let model = try Samples.model(
            """
            <decision id="a" name="a">\(Samples.literal("1"))</decision>
            <decision id="b" name="b">\(Samples.literal("a"))</decision>
            """)
        #expect(try model.decide("b", inputs: [], at: Samples.day).value.reason?.message == "不认识“a”")
        #expect(throws: Diagnostic.self) { try model.decide("c", inputs: [], at: Samples.day) }
        // The standard lets it run; a check tells of it.
        #expect(model.faults.isEmpty)
        let doubts = model.checkExpressions().map(\.description)
        #expect(doubts.count == 1 && doubts[0].hasPrefix("test.dmn:3") && doubts[0].contains("不认识“a”"), "\(doubts)")
    }

    @Test func decisionsWithoutIdsMayStandOnOneLine() throws {
        let model = try Samples.model(
            "<decision name=\"a\">\(Samples.literal("1"))</decision><decision name=\"b\">\(Samples.literal("2"))</decision>"
        )
        #expect(try model.decide("a", inputs: [], at: Samples.day).value.description == "1")
        #expect(try model.decide("b", inputs: [], at: Samples.day).value.description == "2")
    }

    @Test func ringsAreFaultsNotCrashes() throws {
        func needs(_ id: String) -> String {
            "<informationRequirement><requiredDecision href=\"#\(id)\"/></informationRequirement>"
        }
        let model = try Samples.model(
            """
            <decision id="a" name="a">\(needs("b"))\(Samples.literal("b"))</decision>
            <decision id="b" name="b">\(needs("a"))\(Samples.literal("a"))</decision>
            <decision id="c" name="c">\(needs("x"))\(Samples.literal("1"))</decision>
            """)
        #expect(model.faults.contains { $0.message.contains("绕回了自己") })
        #expect(model.faults.contains { $0.message.contains("没有 id 为“x”") })
        #expect(try model.decide("a", inputs: [], at: Samples.day).value.isNull)
        #expect(try model.decide("c", inputs: [], at: Samples.day).value.description == "1")
    }

    @Test func aServiceTakesInputsThenDecisionsAndLeavesTheRestAlone() throws {
        let model = try Samples.model(
            """
            <inputData id="i" name="i"><variable name="i" typeRef="string"/></inputData>
            <decision id="given" name="given"><variable name="given" typeRef="string"/>\(Samples.literal("\"own\""))</decision>
            <decision id="inner" name="inner">
            <informationRequirement><requiredInput href="#i"/></informationRequirement>
            <informationRequirement><requiredDecision href="#given"/></informationRequirement>
            \(Samples.literal("i + given"))</decision>
            <decisionService id="s" name="s"><outputDecision href="#inner"/><inputDecision href="#given"/>
            <inputData href="#i"/></decisionService>
            <decision id="d" name="d"><knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>
            <informationRequirement><requiredDecision href="#given"/></informationRequirement>
            \(Samples.literal("[s(\"a\", \"b\"), s(given: \"x\", i: \"y\"), s(1, \"b\"), given]"))</decision>
            """)
        let value = try model.decide("d", inputs: [], at: Samples.day).value
        #expect(value.description == "[\"ab\", \"yx\", null, \"own\"]")
        let called = try model.call("s", with: [.init("i", "1"), .init("given", "2")], at: Samples.day)
        #expect(called.value.string == "12")
    }

    @Test func importedElementsStandUnderTheImportsName() throws {
        let library = try Samples.definitions(
            """
            <itemDefinition name="tRate"><typeRef>number</typeRef><allowedValues><text>[0..1]</text></allowedValues></itemDefinition>
            <inputData id="i" name="人数"><variable name="人数" typeRef="number"/></inputData>
            <decision id="half" name="半 数"><informationRequirement><requiredInput href="#i"/></informationRequirement>
            \(Samples.literal("人数 / 2"))</decision>
            <businessKnowledgeModel id="b" name="加倍"><encapsulatedLogic><formalParameter name="x"/>
            \(Samples.literal("x * 2"))</encapsulatedLogic></businessKnowledgeModel>
            """, namespace: "urn:library")
        let main = try Samples.definitions(
            """
            <import namespace="urn:library" name="库" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
            <decision name="d"><variable name="d" typeRef="number"/>
            <informationRequirement><requiredDecision href="urn:library#half"/></informationRequirement>
            <knowledgeRequirement><requiredKnowledge href="urn:library#b"/></knowledgeRequirement>
            \(Samples.literal("库.加倍(库.半 数) + 1"))</decision>
            <decision name="e"><variable name="e" typeRef="库.tRate"/>\(Samples.literal("2"))</decision>
            """)
        let model = DecisionModel(main, imports: [library])
        #expect(model.faults.isEmpty)
        let given = DecisionModel.Given("人数", namespace: "urn:library", 7)
        #expect(try model.decide("d", inputs: [given], at: Samples.day).value.description == "8")
        #expect(try model.decide("e", inputs: [], at: Samples.day).value.isNull)
        #expect(DecisionModel(main).faults.contains { $0.message.contains("urn:library") })
    }

    @Test func builtInFunctionsCanBePassedOn() throws {
        let model = try Samples.model(
            """
            <itemDefinition name="tPair"><functionItem outputTypeRef="number"><parameters name="a" typeRef="number"/>
            <parameters name="b" typeRef="number"/></functionItem></itemDefinition>
            <businessKnowledgeModel id="b" name="apply"><encapsulatedLogic><formalParameter name="f" typeRef="tPair"/>
            \(Samples.literal("f(1, 2)"))</encapsulatedLogic></businessKnowledgeModel>
            <decision name="d"><knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement>
            \(Samples.literal("[apply(sum), apply(sqrt), apply(function(a: number, b: number) a - b)]"))</decision>
            """)
        #expect(try model.decide("d", inputs: [], at: Samples.day).value.description == "[3, null, -1]")
    }
}
