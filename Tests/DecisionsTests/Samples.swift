/// Models for tests.
enum Samples {
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
