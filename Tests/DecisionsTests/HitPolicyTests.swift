import Decisions
import FEEL
import Testing

@Suite struct HitPolicyTests {
    private static let rows = ["< 20 | \"c\"", "> 5 | \"a\"", "[8..12] | \"b\"", "99 | \"c\""]
    private static let ranked = "<output><outputValues><text>\"a\",\"b\",\"c\"</text></outputValues></output>"

    private func value(
        _ policy: String, _ x: Value, output: String = "<output/>", attributes: String = ""
    ) throws -> Value {
        try Samples.value(
            of: Samples.table(policy, inputs: ["x"], outputs: [output], rows: Self.rows, attributes: attributes),
            inputs: ["x": x])
    }

    @Test func singleHits() throws {
        #expect(try value("UNIQUE", 3).string == "c")
        #expect(try value("UNIQUE", 10).reason?.message.contains("第 1 行、第 2 行、第 3 行") == true)
        #expect(try value("FIRST", 10).string == "c")
        #expect(try value("PRIORITY", 10, output: Self.ranked).string == "a")
        #expect(try value("ANY", 3).string == "c")
        #expect(try value("ANY", 10).reason?.message.contains("不一致") == true)
        #expect(try value("UNIQUE", "x").reason?.message == "没有一行符合")
    }

    @Test func manyHits() throws {
        #expect(try value("RULE ORDER", 10).description == "[\"c\", \"a\", \"b\"]")
        #expect(try value("COLLECT", 10).description == "[\"c\", \"a\", \"b\"]")
        #expect(try value("OUTPUT ORDER", 10, output: Self.ranked).description == "[\"a\", \"b\", \"c\"]")
        #expect(try value("COLLECT", 10, attributes: "aggregation=\"COUNT\"").description == "3")
        #expect(try value("COLLECT", "x", attributes: "aggregation=\"COUNT\"").description == "0")
    }

    @Test(arguments: [("SUM", "6.5"), ("MIN", "1"), ("MAX", "4")])
    func aggregates(name: String, expected: String) throws {
        let table = Samples.table(
            "COLLECT", inputs: ["x"], outputs: ["<output/>"], rows: ["> 0 | 1", "> 1 | 4", "> 2 | 1.5", "> 9 | 100"],
            attributes: "aggregation=\"\(name)\"")
        #expect(try Samples.value(of: table, inputs: ["x": 5]).description == expected)
    }

    @Test func defaultsAndSeveralOutputs() throws {
        let outputs = [
            "<output name=\"档\"><defaultOutputEntry><text>\"无\"</text></defaultOutputEntry></output>",
            "<output name=\"率\" typeRef=\"number\"/>",
        ]
        let table = Samples.table("UNIQUE", inputs: ["x", "y"], outputs: outputs, rows: ["> 5 | - | \"甲\" | x / 2"])
        #expect(try Samples.value(of: table, inputs: ["x": 9, "y": 1]).description == "{档: \"甲\", 率: 4.5}")
        #expect(try Samples.value(of: table, inputs: ["x": 1, "y": 1]).description == "{档: \"无\", 率: null}")
    }

    @Test func outputOrderLooksAtTheFirstColumnFirst() throws {
        let outputs = ["a", "b"].map {
            "<output name=\"\($0)\"><outputValues><text>\"x\",\"y\"</text></outputValues></output>"
        }
        let rows = ["- | \"y\" | \"x\"", "- | \"x\" | \"y\"", "- | \"x\" | \"x\""]
        let table = Samples.table("OUTPUT ORDER", inputs: ["v"], outputs: outputs, rows: rows)
        #expect(
            try Samples.value(of: table, inputs: ["v": 1]).description
                == "[{a: \"x\", b: \"x\"}, {a: \"x\", b: \"y\"}, {a: \"y\", b: \"x\"}]")
    }

    @Test func valuesOutsideTheColumnsValuesAreRefused() throws {
        let table = """
            <decisionTable><input><inputExpression><text>x</text></inputExpression>
            <inputValues><text>"甲","乙"</text></inputValues></input><output/>
            <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry></rule></decisionTable>
            """
        #expect(try Samples.value(of: table, inputs: ["x": "甲"]).description == "1")
        #expect(try Samples.value(of: table, inputs: ["x": "丙"]).reason?.message.contains("允许的值") == true)
    }
}
