import PropertyTesting

/// Makes models at random, in XML, of every form that the standard has; what they say makes little sense.
struct ModelMaker {
    var random: SeededRandom
    private var count = 0

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    mutating func maybe(_ text: String) -> String { Bool.random(using: &random) ? text : "" }

    mutating func pick(_ words: [String]) -> String { words.randomElement(using: &random) ?? "" }

    mutating func name() -> String {
        count += 1
        return pick(["人数", "月 工资", "a", "已&quot;安排&quot;", "x&lt;y", "率"]) + "\(count)"
    }

    mutating func text() -> String {
        pick(["1 + 2", "\"甲&amp;乙\"", "a &lt; b", " 两 头 空 ", "一行\n两行", "&#13;&#10;", "\"]]&gt;\"", "x\t|\\|y", "-"])
    }

    private mutating func id() -> String {
        count += 1
        return maybe("id=\"n\(count)\"")
    }

    private mutating func type() -> String { maybe("typeRef=\"\(pick(["number", "string", "tOwn", "Any"]))\"") }

    mutating func model() -> String {
        let items = (0..<number(0...3)).map { _ in item("itemDefinition", depth: 2) }
        let inputs = (0..<number(1...3)).map { place in
            "<inputData id=\"in\(place)\" name=\"\(name())\" \(maybe("label=\"多少？\""))>\(maybe("<description>\(text())</description>"))"
                + maybe("<variable name=\"\(name())\" \(type())/>") + "</inputData>"
        }
        let source =
            "<knowledgeSource id=\"law\" name=\"\(name())\" \(maybe("locationURI=\"https://example.org/a?b=c&amp;d\""))>"
            + maybe("<type>办法</type>") + "</knowledgeSource>"
        let function =
            "<businessKnowledgeModel id=\"bkm\" name=\"\(name())\"><description>说明</description>"
            + "<encapsulatedLogic \(type())>\(parameter())\(boxed(depth: 2))</encapsulatedLogic></businessKnowledgeModel>"
        let decisions = (0..<number(1...3)).map { decision($0, inputs: inputs.count) }
        let service =
            "<decisionService id=\"s\" name=\"\(name())\"><variable name=\"\(name())\"/>"
            + "<outputDecision href=\"#d0\"/><inputData href=\"#in0\"/></decisionService>"
        return
            "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"\(name())\" namespace=\"urn:made\">"
            + maybe("<description>\(text())</description>") + items.joined() + inputs.joined() + source + function
            + decisions.joined() + service + "</definitions>"
    }

    private mutating func item(_ element: String, depth: Int) -> String {
        var inner: String
        switch number(0...2) {
        case 0 where depth > 0:
            inner = (0...number(0...2)).map { _ in item("itemComponent", depth: depth - 1) }.joined()
        case 1:
            inner =
                "<functionItem outputTypeRef=\"number\"><parameters name=\"\(name())\" typeRef=\"string\"/></functionItem>"
        default:
            inner = "<typeRef>number</typeRef>" + maybe("<allowedValues><text>\(text())</text></allowedValues>")
            inner += maybe("<typeConstraint \(id())><text>\(text())</text></typeConstraint>")
        }
        return "<\(element) \(id()) name=\"\(name())\" \(maybe("isCollection=\"true\""))>\(inner)</\(element)>"
    }

    private mutating func decision(_ place: Int, inputs: Int) -> String {
        var text = "<decision id=\"d\(place)\" name=\"\(name())\">\(maybe("<description>\(self.text())</description>"))"
        text += maybe("<question>\(self.text())</question>") + maybe("<allowedAnswers>是、否</allowedAnswers>")
        text += maybe("<variable name=\"\(name())\" \(type())/>")
        text +=
            "<informationRequirement><requiredInput href=\"#in\(number(0...inputs - 1))\"/></informationRequirement>"
        if place > 0 { text += "<informationRequirement><requiredDecision href=\"#d0\"/></informationRequirement>" }
        text += maybe("<knowledgeRequirement><requiredKnowledge href=\"#bkm\"/></knowledgeRequirement>")
        text += maybe("<authorityRequirement><requiredAuthority href=\"#law\"/></authorityRequirement>")
        return text + maybe(boxed(depth: 3)) + "</decision>"
    }

    private mutating func parameter() -> String { "<formalParameter name=\"\(name())\" \(type())/>" }

    private mutating func literal() -> String {
        "<literalExpression \(id()) \(type())>\(maybe("<text>\(text())</text>"))</literalExpression>"
    }

    /// A boxed expression of any form.
    mutating func boxed(depth: Int) -> String {
        guard depth > 0 else { return literal() }
        let deeper = depth - 1
        switch number(0...11) {
        case 0:
            let entries = (0...number(0...2)).map { _ in
                "<contextEntry><variable name=\"\(name())\" \(type())/>\(boxed(depth: deeper))</contextEntry>"
            }
            return "<context \(id())>\(entries.joined())\(maybe("<contextEntry>\(literal())</contextEntry>"))</context>"
        case 1: return "<list \(type())>\((0...number(0...2)).map { _ in boxed(depth: deeper) }.joined())</list>"
        case 2:
            return "<relation><column name=\"\(name())\"/><column name=\"\(name())\" \(type())/>"
                + "<row>\(literal())\(literal())</row><row>\(literal())\(boxed(depth: deeper))</row></relation>"
        case 3:
            return
                "<invocation>\(literal())<binding><parameter name=\"\(name())\"/>\(maybe(boxed(depth: deeper)))</binding></invocation>"
        case 4:
            return
                "<functionDefinition \(maybe("kind=\"Java\""))>\(parameter())\(boxed(depth: deeper))</functionDefinition>"
        case 5: return walk("conditional", [("if", depth), ("then", depth), ("else", depth)])
        case 6: return walk("filter", [("in", depth), ("match", depth)])
        case 7: return walk("for iteratorVariable=\"i\"", [("in", depth), ("return", depth)])
        case 8: return walk("every iteratorVariable=\"i\"", [("in", depth), ("satisfies", depth)])
        case 9: return walk("some iteratorVariable=\"i\"", [("in", depth), ("satisfies", depth)])
        default: return table()
        }
    }

    private mutating func walk(_ tag: String, _ parts: [(name: String, depth: Int)]) -> String {
        let inner = parts.map { "<\($0.name)>\(boxed(depth: $0.depth - 1))</\($0.name)>" }
        return "<\(tag)>\(inner.joined())</\(tag.split(separator: " ")[0])>"
    }

    /// A decision table.
    mutating func table() -> String {
        let (inputs, outputs, notes) = (number(0...3), number(1...2), number(0...2))
        let policy = pick(["", "hitPolicy=\"FIRST\"", "hitPolicy=\"RULE ORDER\"", "hitPolicy=\"ANY\""])
        let collects =
            outputs == 1 ? maybe("hitPolicy=\"COLLECT\" aggregation=\"\(pick(["SUM", "MIN", "MAX", "COUNT"]))\"") : ""
        var text = "<decisionTable \(id()) \(collects.isEmpty ? policy : collects)>"
        for _ in 0..<inputs {
            text +=
                "<input \(maybe("label=\"\(name())\""))><inputExpression \(type())><text>\(name())</text></inputExpression>"
            text += maybe("<inputValues><text>\(self.text())</text></inputValues>") + "</input>"
        }
        for place in 0..<outputs {
            text +=
                "<output \(place > 0 || outputs > 1 ? "name=\"\(name())\"" : "") \(type()) \(maybe("label=\"\(name())\""))>"
            text += maybe("<outputValues><text>\"甲\",\"乙\"</text></outputValues>")
            text += maybe("<defaultOutputEntry><text>\(self.text())</text></defaultOutputEntry>") + "</output>"
        }
        for _ in 0..<notes { text += "<annotation name=\"\(name())\"/>" }
        for _ in 0..<number(0...4) {
            text += "<rule>\(maybe("<description>行 \(self.text())</description>"))"
            for _ in 0..<inputs { text += "<inputEntry \(id())><text>\(maybe(self.text()))</text></inputEntry>" }
            for _ in 0..<outputs { text += "<outputEntry><text>\(self.text())</text></outputEntry>" }
            for _ in 0..<notes { text += "<annotationEntry><text>\(maybe("第八条 | 二"))</text></annotationEntry>" }
            text += "</rule>"
        }
        return text + "</decisionTable>"
    }
}
