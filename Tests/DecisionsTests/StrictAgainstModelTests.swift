import Base
import Decisions
import FEEL
import Strict
import Testing

/// Strict decisions say what the standard's own evaluation says, for the forms of DMN that the profile takes in.
@Suite struct StrictAgainstModelTests {
    static let types = """
        <itemDefinition name="数"><typeRef>number</typeRef>
          <allowedValues><text>? in [-100..100] and decimal(?, 1) = ?</text></allowedValues></itemDefinition>
        <itemDefinition name="小数"><typeRef>number</typeRef><allowedValues><text>[0..50]</text></allowedValues></itemDefinition>
        <itemDefinition name="等级"><typeRef>string</typeRef><allowedValues><text>"一级","二级"</text></allowedValues></itemDefinition>
        <inputData id="a" name="甲"><variable name="甲" typeRef="数"/></inputData>
        <inputData id="b" name="级"><variable name="级" typeRef="等级"/></inputData>
        """
    static let needs = """
        <informationRequirement><requiredInput href="#a"/></informationRequirement>
        <informationRequirement><requiredInput href="#b"/></informationRequirement>
        """

    static func text(_ text: String) -> String { Samples.literal(text) }

    /// Holds the strict decision to the model's own answer, for numbers from -10 to 10 and texts of the type and others.
    static func agree(_ elements: String, decision: String = "果") throws {
        let definitions = try Samples.definitions(types + elements)
        let model = DecisionModel(definitions)
        #expect(model.faults.isEmpty, "\(model.faults)")
        let program = try definitions.strict(outputs: [decision])
        let interpreter = StrictInterpreter(program)
        let columns = try CompiledColumns(StrictPlan(program))
        var decided = 0
        for tenths in stride(from: -100, through: 100, by: 5) {
            for word in ["一级", "二级", "三级"] {
                let inputs: [String: Value] = ["甲": .number(Number(tenths, scale: 1)), "级": .string(word)]
                let row = StrictRow(program, reading: inputs)
                let outcome = interpreter.run(row)
                let bindings = row.values.indices.map { ($0, ColumnBinding.column(Column([row.values[$0]]))) }
                let batch = ColumnBatch(count: 1, inputs: Dictionary(uniqueKeysWithValues: bindings))
                #expect(columns.run(batch).outcome(0) == outcome)
                let value = try model.decide(
                    decision, inputs: inputs.map { .init($0.key, $0.value) }, at: Samples.day
                ).value
                switch outcome {
                case .refused(let site):
                    // An input that is not of its type is null to the standard, which may go on with it; strict stops.
                    let isInput = word == "三级" && program.reasons[site].message.hasPrefix("“级”")
                    #expect(value.isNull || isInput, "\(tenths) \(word): \(value)")
                case .values(let values):
                    decided += 1
                    #expect(shown(values, program) == shown(value), "\(tenths) \(word)")
                }
            }
        }
        #expect(decided > 20)
    }

    private static func shown(_ values: [StrictValue], _ program: StrictProgram) -> [String] {
        values.map { value in
            switch value {
            case .number(let number): number.description
            case .boolean(let boolean): "\(boolean)"
            case .text(let code): program.texts[code]
            case .date(let day): CivilDate(dayNumber: day)?.description ?? ""
            case .days(let days): "\(days)"
            case .months(let months): "\(months)"
            }
        }
    }

    private static func shown(_ value: Value) -> [String] {
        switch value {
        case .context(let context): context.entries.flatMap { shown($0.value) }
        case .string(let text): [text]
        default: [value.description]
        }
    }

    @Test func functionsAndInvocations() throws {
        try Self.agree(
            """
            <businessKnowledgeModel id="k1" name="加成"><variable name="加成"/><encapsulatedLogic>
              <formalParameter name="额" typeRef="number"/>\(Self.text("额 * 1.5 + 1"))</encapsulatedLogic></businessKnowledgeModel>
            <businessKnowledgeModel id="k2" name="两次"><variable name="两次"/><encapsulatedLogic>
              <formalParameter name="x" typeRef="小数"/>\(Self.text("加成(加成(x))"))</encapsulatedLogic>
              <knowledgeRequirement><requiredKnowledge href="#k1"/></knowledgeRequirement></businessKnowledgeModel>
            <decision id="d" name="果"><variable name="果"/>\(Self.needs)
              <knowledgeRequirement><requiredKnowledge href="#k2"/></knowledgeRequirement>
              <context>
                <contextEntry><variable name="直"/>\(Self.text("两次(甲)"))</contextEntry>
                <contextEntry><variable name="框"/><invocation>\(Self.text("两次"))
                  <binding><parameter name="x"/>\(Self.text("甲 + 3"))</binding></invocation></contextEntry>
                <contextEntry><conditional><if>\(Self.text("级 = \"一级\""))</if><then>\(Self.text("直"))</then>
                  <else>\(Self.text("框"))</else></conditional></contextEntry>
              </context></decision>
            """)
    }

    @Test func services() throws {
        try Self.agree(
            """
            <inputData id="c" name="基数"><variable name="基数" typeRef="数"/></inputData>
            <decision id="d1" name="倍"><variable name="倍"/><informationRequirement><requiredInput href="#c"/></informationRequirement>
              \(Self.text("基数 * 2"))</decision>
            <decision id="d2" name="和"><variable name="和"/><informationRequirement><requiredDecision href="#d1"/></informationRequirement>
              <informationRequirement><requiredInput href="#c"/></informationRequirement>\(Self.text("倍 + 基数 / 4"))</decision>
            <decisionService id="s1" name="服务"><variable name="服务"/><outputDecision href="#d2"/>
              <encapsulatedDecision href="#d1"/><inputData href="#c"/></decisionService>
            <decisionService id="s2" name="后半"><variable name="后半"/><outputDecision href="#d2"/><outputDecision href="#d1"/>
              <inputDecision href="#d1"/><inputData href="#c"/></decisionService>
            <decision id="d" name="果"><variable name="果"/>\(Self.needs)
              <knowledgeRequirement><requiredKnowledge href="#s1"/></knowledgeRequirement>
              \(Self.text("服务(甲) * 3"))</decision>
            """)
    }

    @Test func relationsAreLookedUp() throws {
        let cells = [("\"一级\"", "0", "1.5"), ("\"二级\"", "-5", "2"), ("\"二级\"", "5", "4")].map { level, from, rate in
            "<row>\(Self.text(level))\(Self.text(from))\(Self.text(rate))</row>"
        }
        let relation =
            "<relation><column name=\"级别\"/><column name=\"起\"/><column name=\"率\"/>\(cells.joined())</relation>"
        let table = "<decision id=\"t\" name=\"标准\"><variable name=\"标准\"/>\(relation)</decision>"
        for formula in [
            "标准[级别 = 级][1].率 * 甲", "标准[级别 = 级 and 起 <= 甲][-1].率", "count(标准[起 <= 甲])", "sum(标准[起 <= 甲].率)",
            "max(标准[级别 = 级 and 起 < 甲].率)", "mean(for 行 in 标准 return 行.率 * 甲)", "some 行 in 标准 satisfies 行.起 = 甲",
            "every 行 in 标准[级别 = 级] satisfies 行.起 <= 甲", "标准[2].率 + 甲",
        ] {
            try Self.agree(
                table
                    + "<decision id=\"d\" name=\"果\"><variable name=\"果\"/>\(Self.needs)"
                    + "<informationRequirement><requiredDecision href=\"#t\"/></informationRequirement>"
                    + "\(Self.text(formula))</decision>")
        }
    }

    @Test(arguments: [
        "UNIQUE", "ANY", "FIRST", "PRIORITY", "COLLECT:SUM", "COLLECT:COUNT", "COLLECT:MIN", "COLLECT:MAX",
    ])
    func hitPolicies(policy: String) throws {
        let parts = policy.split(separator: ":").map(String.init)
        let attributes = parts.count > 1 ? "aggregation=\"\(parts[1])\"" : ""
        for fallback in ["", "<defaultOutputEntry><text>7</text></defaultOutputEntry>"] {
            let table = Samples.table(
                parts[0], inputs: ["甲", "级"],
                outputs: ["<output><outputValues><text>2, 3, 1</text></outputValues>\(fallback)</output>"],
                rows: [
                    "[-8..0) | - | 1", "[-3..4] | \"一级\" | 2", "[-3..1] | \"二级\" | 1", ">= 4 | not(\"二级\") | 3",
                    "9 | - | 3",
                ],
                attributes: attributes)
            try Self.agree(
                "<decision id=\"d\" name=\"果\"><variable name=\"果\"/>\(Self.needs)\(table)</decision>")
        }
    }

    @Test func boxedListsFiltersAndIterations() throws {
        let list = "<list>\(Self.text("1"))\(Self.text("甲"))\(Self.text("甲 * 2"))</list>"
        let filter = "<filter><in>\(list)</in><match>\(Self.text("item > 2"))</match></filter>"
        let loop = "<for iteratorVariable=\"x\"><in>\(filter)</in><return>\(Self.text("x + 0.5"))</return></for>"
        let some = "<some iteratorVariable=\"x\"><in>\(list)</in><satisfies>\(Self.text("x = 4"))</satisfies></some>"
        try Self.agree(
            """
            <decision id="e" name="列"><variable name="列"/>\(Self.needs)\(loop)</decision>
            <decision id="f" name="有"><variable name="有"/>\(Self.needs)\(some)</decision>
            <decision id="d" name="果"><variable name="果"/>\(Self.needs)
            <informationRequirement><requiredDecision href="#e"/></informationRequirement>
            <informationRequirement><requiredDecision href="#f"/></informationRequirement>
            \(Self.text("if 有 then 100 else sum(列)"))</decision>
            """)
    }

    @Test func aFunctionThatCallsItselfIsRefused() throws {
        let model = try Samples.definitions(
            Self.types + """
                <businessKnowledgeModel id="k1" name="阶乘"><variable name="阶乘"/><encapsulatedLogic>
                  <formalParameter name="n"/>\(Self.text("if n <= 1 then 1 else n * 阶乘(n - 1)"))</encapsulatedLogic>
                </businessKnowledgeModel>
                <decision id="d" name="果"><variable name="果"/>\(Self.needs)
                  <knowledgeRequirement><requiredKnowledge href="#k1"/></knowledgeRequirement>\(Self.text("阶乘(甲)"))</decision>
                """)
        let verdict = model.strictVerdict("果")
        #expect(verdict.refusal?.diagnostic.description.contains("不能直接或间接调用它自己") == true, "\(verdict)")
    }
}
