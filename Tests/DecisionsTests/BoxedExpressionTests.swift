import Base
import Decisions
import FEEL
import Testing

@Suite struct BoxedExpressionTests {
    private func same(_ value: Value, _ text: String) -> Bool { value.description == text }

    @Test func contextSeesItsEarlierEntriesAndMayHaveAResult() throws {
        let entries = """
            <contextEntry><variable name="月工资"/>\(Samples.literal("3000"))</contextEntry>
            <contextEntry><variable name="年 工资"/>\(Samples.literal("月工资 * 12"))</contextEntry>
            """
        #expect(same(try Samples.value(of: "<context>\(entries)</context>"), "{月工资: 3000, \"年 工资\": 36000}"))
        let result = "<contextEntry>\(Samples.literal("年 工资 + 1"))</contextEntry>"
        #expect(same(try Samples.value(of: "<context>\(entries)\(result)</context>"), "36001"))
    }

    @Test func listAndRelation() throws {
        let list = "<list>\(Samples.literal("1"))\(Samples.literal("a + 1"))</list>"
        #expect(same(try Samples.value(of: list, inputs: ["a": 4]), "[1, 5]"))
        let relation = """
            <relation><column name="档"/><column name="率"/>
            <row>\(Samples.literal("\"甲\""))\(Samples.literal("0.5"))</row>
            <row>\(Samples.literal("\"乙\""))\(Samples.literal("0.9"))</row></relation>
            """
        #expect(same(try Samples.value(of: relation), "[{档: \"甲\", 率: 0.5}, {档: \"乙\", 率: 0.9}]"))
    }

    @Test func functionIsCalledByNameThroughABoxedInvocation() throws {
        let function = """
            <contextEntry><variable name="f"/><functionDefinition><formalParameter name="x" typeRef="number"/>
            <formalParameter name="y" typeRef="number"/>\(Samples.literal("x - y"))</functionDefinition></contextEntry>
            """
        func call(_ bindings: [(String, String)]) -> String {
            let parts = bindings.map { "<binding><parameter name=\"\($0.0)\"/>\(Samples.literal($0.1))</binding>" }
            return "<context>\(function)<contextEntry><invocation>\(Samples.literal("f"))\(parts.joined())"
                + "</invocation></contextEntry></context>"
        }
        #expect(same(try Samples.value(of: call([("y", "1"), ("x", "10")])), "9"))
        let wrong = try Samples.value(of: call([("z", "1"), ("x", "10")]))
        #expect(wrong.reason?.message.contains("z") == true)
        let mistyped = try Samples.value(of: call([("y", "1"), ("x", "\"ten\"")]))
        #expect(mistyped.isNull && mistyped.reason?.message.contains("x") == true)
    }

    @Test func conditionalFilterAndLoops() throws {
        func boxed(_ tag: String, _ attribute: String, _ parts: [(String, String)]) -> String {
            let inner = parts.map { "<\($0.0)>\(Samples.literal($0.1))</\($0.0)>" }.joined()
            return "<\(tag) \(attribute)>\(inner)</\(tag)>"
        }
        let variable = "iteratorVariable=\"i\""
        let cases: [(String, String)] = [
            (boxed("conditional", "", [("if", "a > 2"), ("then", "\"多\""), ("else", "\"少\"")]), "\"多\""),
            (boxed("conditional", "", [("if", "null"), ("then", "1"), ("else", "2")]), "2"),
            (boxed("filter", "", [("in", "[1, 2, 3, 4]"), ("match", "item >= a")]), "[3, 4]"),
            (boxed("filter", "", [("in", "[{x: 1}, {x: 5}]"), ("match", "x > a")]), "[{x: 5}]"),
            (boxed("filter", "", [("in", "[1, 2]"), ("match", "\"no\"")]), "null"),
            (boxed("for", variable, [("in", "[1..3]"), ("return", "i * a")]), "[3, 6, 9]"),
            (boxed("for", variable, [("in", "[1, 2]"), ("return", "count(partial)")]), "[0, 1]"),
            (boxed("some", variable, [("in", "[1, 5]"), ("satisfies", "i > a")]), "true"),
            (boxed("every", variable, [("in", "[1, 5]"), ("satisfies", "i > a")]), "false"),
            (boxed("every", variable, [("in", "[]"), ("satisfies", "false")]), "true"),
            (boxed("every", variable, [("in", "[4, 5]"), ("satisfies", "if i = 5 then 1 else true")]), "null"),
        ]
        for (logic, expected) in cases {
            #expect(same(try Samples.value(of: logic, inputs: ["a": 3]), expected), "\(logic)")
        }
    }

    @Test func externalFunctionsAreRefusedClearly() throws {
        let model = try Samples.model(
            """
            <businessKnowledgeModel id="b" name="cos"><encapsulatedLogic kind="Java"><formalParameter name="x"/>
            \(Samples.literal("{class: \"java.lang.Math\"}"))</encapsulatedLogic></businessKnowledgeModel>
            <decision name="d"><knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement>
            \(Samples.literal("cos(1)"))</decision>
            """)
        #expect(model.faults.map(\.message).contains { $0.contains("Java") })
        #expect(try model.decide("d", inputs: [], at: Samples.day).value.reason?.message.contains("Java") == true)
    }
}
