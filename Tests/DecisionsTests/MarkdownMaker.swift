import PropertyTesting

/// Makes models at random of what Markdown can hold: inputs, types, tables and expressions.
struct MarkdownMaker {
    private var maker: ModelMaker

    init(seed: UInt64) { maker = ModelMaker(seed: seed) }

    private mutating func prose() -> String {
        maker.maybe(
            "<description>"
                + maker.pick(["一行", "- 像属性\n| 像表 |\n## 像标题", "第一段\n\n第二段", "\\- 反斜杠", "  * 缩进\n# 甲", "```\n代码"])
                + "</description>")
    }

    mutating func model() -> String {
        let inputs = (0...maker.number(0...2)).map { place -> String in
            let name = maker.name()
            let type = maker.pick(["", "typeRef=\"number\"", "typeRef=\"tOwn\""])
            return "<inputData id=\"in\(place)\" name=\"\(name)\" \(maker.maybe("label=\"多少 | 几？\""))>\(prose())"
                + "<variable name=\"\(name)\" \(type)/></inputData>"
        }
        let types = maker.maybe(
            "<itemDefinition name=\"tOwn\"><itemComponent name=\"月 份\" isCollection=\"true\"><typeRef>string</typeRef>"
                + "<allowedValues><text>\"|\", \"&lt;br>\", \"&lt;\\br>\"</text></allowedValues></itemComponent></itemDefinition>"
        )
        let sources =
            "<knowledgeSource id=\"law\" name=\"第[八]条\" locationURI=\"https://example.org/(1)?a=b\"/>"
            + maker.maybe("<knowledgeSource id=\"note\" name=\"通知\"/>")
        let decisions = (0...maker.number(0...2)).map { decision($0, inputs.count) }
        return Samples.text(prose() + types + inputs.joined() + decisions.joined() + sources, namespace: "urn:made")
    }

    private mutating func decision(_ place: Int, _ inputs: Int) -> String {
        let name = maker.name()
        var text = "<decision id=\"d\(place)\" name=\"\(name)\">\(prose())\(maker.maybe("<question>几\n个？</question>"))"
        text += maker.maybe("<allowedAnswers>是&lt;br>否</allowedAnswers>")
        text += "<variable name=\"\(maker.pick([name, "别名\(place)"]))\" \(maker.maybe("typeRef=\"number\""))/>"
        text += maker.maybe(
            "<informationRequirement><requiredInput href=\"#in\(maker.number(0...inputs - 1))\"/></informationRequirement>"
        )
        if place > 0 {
            text += maker.maybe("<informationRequirement><requiredDecision href=\"#d0\"/></informationRequirement>")
        }
        text += maker.maybe("<authorityRequirement><requiredAuthority href=\"#law\"/></authorityRequirement>")
        return text + maker.pick(["", table(), table(), literal()]) + "</decision>"
    }

    private mutating func literal() -> String {
        let text = maker.pick(["1 +\n2", "\"```\"", "# 甲", "| a | b |", "", "\"a\\\\|b\""])
        return "<literalExpression \(maker.maybe("typeRef=\"number\""))><text>\(text)</text></literalExpression>"
    }

    private mutating func table() -> String {
        let (inputs, outputs, notes) = (maker.number(0...3), maker.number(1...2), maker.number(0...2))
        func word(_ maker: inout ModelMaker) -> String {
            maker.pick([
                "-", "\"甲\"", "&lt; 1", "", "a\\|b", "\\", "|", "&lt;br>", "&lt;\\\\br>", "一\n二", "x|", "\"\\\\\"",
            ])
        }
        var text = "<decisionTable hitPolicy=\"\(maker.pick(["UNIQUE", "RULE ORDER", "COLLECT", "FIRST"]))\">"
        for _ in 0..<inputs {
            text += "<input \(maker.maybe("label=\"比|例\""))><inputExpression \(maker.maybe("typeRef=\"number\""))>"
            text += "<text>\(word(&maker))</text></inputExpression>"
            text += maker.maybe("<inputValues><text>1, 2</text></inputValues>") + "</input>"
        }
        for _ in 0..<outputs {
            let name = outputs > 1 ? "name=\"\(maker.name())\"" : maker.maybe("name=\"\(maker.name())\"")
            text += "<output \(name) \(maker.maybe("label=\"结\\果\"")) \(maker.maybe("typeRef=\"string\""))>"
            text += maker.maybe("<outputValues><text>\"甲\"</text></outputValues>")
            text += maker.maybe("<defaultOutputEntry><text>\"|\"</text></defaultOutputEntry>") + "</output>"
        }
        for _ in 0..<notes { text += "<annotation name=\"依据\"/>" }
        for _ in 0..<maker.number(0...4) {
            text += "<rule>" + maker.maybe("<description>行\n二</description>")
            for _ in 0..<inputs { text += "<inputEntry><text>\(word(&maker))</text></inputEntry>" }
            for _ in 0..<outputs { text += "<outputEntry><text>\(word(&maker))</text></outputEntry>" }
            for _ in 0..<notes { text += "<annotationEntry><text>\(maker.maybe("第八条 | 二"))</text></annotationEntry>" }
            text += "</rule>"
        }
        return text + "</decisionTable>"
    }
}
