import Base
import Decisions
import FEEL
import PropertyTesting
import Testing

/// Models of others end in an error, whatever they hold.
@Suite struct HostileModelTests {
    private func value(_ elements: String, allowance: Int = DecisionModel.defaultAllowance) throws -> Value {
        let model = try Samples.model(elements)
        return try model.decide("d", inputs: [], at: Samples.day, allowance: allowance).value
    }

    @Test func runawayRecursionEnds() throws {
        let knowledge = { (body: String) in
            """
            <businessKnowledgeModel id="b" name="b"><encapsulatedLogic><formalParameter name="n"/>
            \(body)</encapsulatedLogic></businessKnowledgeModel>
            <decision name="d"><knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement>
            \(Samples.literal("b(1)"))</decision>
            """
        }
        #expect(try value(knowledge(Samples.literal("b(n + 1)"))).reason?.message == "函数调用层次太深")
        let table = Samples.table("FIRST", inputs: ["n"], outputs: ["<output/>"], rows: ["> 0 | [b(n + 1), b(n + 2)]"])
        let boxed = knowledge("<context><contextEntry>\(table)</contextEntry></context>")
        #expect(try value(boxed, allowance: 100_000).reason?.message.contains("超出上限") == true)
        let wide = Samples.literal("if n > 60 then 1 else b(n + 1) + b(n + 1)")
        #expect(try value(knowledge(wide), allowance: 100_000).reason?.message.contains("超出上限") == true)
    }

    @Test func aServiceThatCallsItselfEnds() throws {
        let elements = """
            <decisionService id="s" name="s"><outputDecision href="#d"/></decisionService>
            <decision id="d" name="d"><knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>
            \(Samples.literal("s()"))</decision>
            """
        #expect(try value(elements).reason?.message == "函数调用层次太深")
    }

    @Test(arguments: [
        "for i in 1..999999999999 return i", "count(for i in 1..3000, j in 1..3000, k in 1..3000 return 1)",
        "matches(string join(for i in 1..40 return \"a\"), \"(a*)*b\")",
    ])
    func hugeWorkEnds(expression: String) throws {
        let result = try value("<decision name=\"d\">\(Samples.literal(expression))</decision>", allowance: 200_000)
        #expect(result.isNull || result.boolean == false)
    }

    @Test func deepBoxesAreRefused() throws {
        let depth = 500
        let deep =
            String(repeating: "<list>", count: depth) + Samples.literal("1")
            + String(repeating: "</list>", count: depth)
        #expect(throws: Diagnostics.self) { try value("<decision name=\"d\">\(deep)</decision>") }
    }

    @Test func longChainsOfDecisionsWork() throws {
        var elements = "<decision id=\"d0\" name=\"d0\">\(Samples.literal("0"))</decision>"
        for number in 1...250 {
            elements += """
                <decision id="d\(number)" name="d\(number)"><informationRequirement>
                <requiredDecision href="#d\(number - 1)"/></informationRequirement>
                \(Samples.literal("d\(number - 1) + 1"))</decision>
                """
        }
        let model = try Samples.model(elements)
        #expect(try model.decide("d250", inputs: [], at: Samples.day).value.description == "250")
    }

    /// Bytes changed, cut out or doubled at random: read, linked and run, or refused; never a crash.
    @Test func changedModelsNeverCrash() {
        var random = SeededRandom(seed: 7)
        let original = Array(Samples.quota.utf8)
        for _ in 0..<400 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(bytes[place], at: place)
                default:
                    let end = min(bytes.count, place + Int.random(in: 1...200, using: &random))
                    bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &random))
                }
            }
            guard let definitions = try? Definitions.read(bytes, file: "x.dmn") else { continue }
            let model = DecisionModel(definitions)
            for name in model.decisions {
                _ = try? model.decide(name, inputs: [.init("单位", 1)], at: Samples.day, allowance: 10_000)
            }
            _ = model.checkTables()
        }
    }
}
