import Decisions
import FEEL
import Foundation
import Testing

/// Models for tests.
enum Samples {
    /// A model of these elements.
    static func model(_ elements: String, namespace: String = "urn:test") throws -> DecisionModel {
        DecisionModel(try definitions(elements, namespace: namespace))
    }

    static func definitions(_ elements: String, namespace: String = "urn:test") throws -> Definitions {
        try Definitions.read(Array(text(elements, namespace: namespace).utf8), file: "test.dmn")
    }

    static func text(_ elements: String, namespace: String = "urn:test") -> String {
        "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"t\" namespace=\"\(namespace)\">\n"
            + elements + "\n</definitions>"
    }

    /// The value of the one decision whose logic this is, with inputs of any type.
    static func value(of logic: String, type: String = "Any", inputs: [String: Value] = [:]) throws -> Value {
        let data = inputs.keys.map {
            "<inputData id=\"i\($0)\" name=\"\($0)\"><variable name=\"\($0)\"/></inputData>"
        }
        let needs = inputs.keys.map {
            "<informationRequirement><requiredInput href=\"#i\($0)\"/></informationRequirement>"
        }
        let decision =
            "<decision name=\"d\"><variable name=\"d\" typeRef=\"\(type)\"/>\(needs.joined())\(logic)</decision>"
        let model = try model(data.joined() + decision)
        #expect(model.faults.isEmpty)
        return try model.decide("d", inputs: inputs.map { .init($0.key, $0.value) }, at: day).value
    }

    static let day = Moment(secondsSince1970: 1_780_000_000, offset: 28_800) ?? .current

    /// A literal expression.
    static func literal(_ text: String) -> String {
        let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        return "<literalExpression><text>\(escaped)</text></literalExpression>"
    }

    /// A decision table; cells of a row are parted by `|`, the results come last.
    static func table(
        _ policy: String, inputs: [String], outputs: [String], rows: [String], attributes: String = ""
    ) -> String {
        func text(_ cell: String) -> String {
            let trimmed = cell.trimmingCharacters(in: .whitespaces)
            return "<text>\(trimmed.replacing("&", with: "&amp;").replacing("<", with: "&lt;"))</text>"
        }
        var xml = "<decisionTable hitPolicy=\"\(policy)\" \(attributes)>"
        for input in inputs { xml += "<input><inputExpression>\(text(input))</inputExpression></input>" }
        for output in outputs { xml += output.hasPrefix("<") ? output : "<output name=\"\(output)\"/>" }
        for row in rows {
            let cells = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            xml += "<rule>"
            for cell in cells.prefix(inputs.count) { xml += "<inputEntry>\(text(cell))</inputEntry>" }
            for cell in cells.dropFirst(inputs.count) { xml += "<outputEntry>\(text(cell))</outputEntry>" }
            xml += "</rule>"
        }
        return xml + "</decisionTable>"
    }

    /// A folder in the official suite's form with one case that passes and one that does not.
    static func suite() throws -> String {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("suite-\(UUID().uuidString)")
        let folder = root.appendingPathComponent("level/0001-greeting")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let model = text("<decision name=\"Greeting\">\(literal("\"hello\""))</decision>")
        try Data(model.utf8).write(to: folder.appendingPathComponent("0001-greeting.dmn"))
        func test(_ id: String, _ expected: String) -> String {
            "<testCase id=\"\(id)\"><resultNode name=\"Greeting\"><expected><value>\(expected)</value></expected>"
                + "</resultNode></testCase>"
        }
        let tests =
            "<testCases xmlns=\"http://www.omg.org/spec/DMN/20160719/testcase\"><modelName>0001-greeting.dmn</modelName>"
            + test("001", "hello") + test("002", "goodbye") + "</testCases>"
        try Data(tests.utf8).write(to: folder.appendingPathComponent("0001-greeting-test-01.xml"))
        return root.path
    }

    static let quota = """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:x="urn:x" id="m" name="按比例就业"
            namespace="urn:quota">
          <itemDefinition name="tEmployer">
            <itemComponent name="在职职工人数"><typeRef>number</typeRef></itemComponent>
            <itemComponent name="已安排人数"><typeRef>number</typeRef></itemComponent>
          </itemDefinition>
          <itemDefinition name="tRate"><typeRef>number</typeRef><allowedValues><text>[0..1]</text></allowedValues></itemDefinition>
          <inputData id="i1" name="单位"><variable name="单位" typeRef="tEmployer"/></inputData>
          <knowledgeSource id="k1" name="办法" locationURI="https://example.org/72"/>
          <decision id="d1" name="应安排人数">
            <extensionElements><x:note>ours</x:note></extensionElements>
            <question>要安排多少人？</question>
            <variable name="应安排人数" typeRef="number"/>
            <informationRequirement>
              <requiredInput href="#i1"/>
            </informationRequirement>
            <authorityRequirement><requiredAuthority href="#k1"/></authorityRequirement>
            <literalExpression><text>单位.在职职工人数 * 0.015</text></literalExpression>
          </decision>
          <decision id="d2" name="档次">
            <variable name="档次" typeRef="string"/>
            <informationRequirement><requiredInput href="#i1"/></informationRequirement>
            <informationRequirement><requiredDecision href="#d1"/></informationRequirement>
            <decisionTable hitPolicy="FIRST">
              <input label="比例"><inputExpression typeRef="number">
                <text>单位.已安排人数 / 应安排人数</text>
              </inputExpression></input>
              <output typeRef="string"/>
              <annotation name="依据"/>
              <rule>
                <inputEntry><text>&lt; 1</text></inputEntry>
                <outputEntry><text>"未达标"</text></outputEntry>
                <annotationEntry><text>第八条</text></annotationEntry>
              </rule>
              <rule>
                <inputEntry><text>-</text></inputEntry>
                <outputEntry><text>"达标"</text></outputEntry>
                <annotationEntry><text></text></annotationEntry>
              </rule>
            </decisionTable>
          </decision>
        </definitions>
        """
}
