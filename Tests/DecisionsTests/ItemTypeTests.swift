import Base
import Decisions
import FEEL
import Testing

@Suite struct ItemTypeTests {
    private static let types = """
        <itemDefinition name="tAge"><typeRef>number</typeRef><allowedValues><text>[0..150]</text></allowedValues></itemDefinition>
        <itemDefinition name="tAges" isCollection="true"><typeRef>tAge</typeRef>
        <typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
        <itemDefinition name="tPerson"><itemComponent name="姓名"><typeRef>string</typeRef></itemComponent>
        <itemComponent name="年龄"><typeRef>tAge</typeRef></itemComponent></itemDefinition>
        """

    private func accepted(_ type: String, _ value: Value) throws -> Value {
        let model = try Samples.model(
            Self.types + "<inputData id=\"i\" name=\"v\"><variable name=\"v\" typeRef=\"\(type)\"/></inputData>"
                + "<decision name=\"d\"><informationRequirement><requiredInput href=\"#i\"/></informationRequirement>"
                + "\(Samples.literal("v"))</decision>")
        #expect(model.faults.isEmpty)
        return try model.decide("d", inputs: [.init("v", value)], at: Samples.day).value
    }

    @Test(
        arguments: [
            ("tAge", 30, "30"), ("tAge", [30], "30"), ("tAges", 30, "[30]"), ("tAges", [1, 2], "[1, 2]"),
            ("tPerson", .context(["姓名": "甲", "年龄": 30, "备注": "x"]), "{姓名: \"甲\", 年龄: 30, 备注: \"x\"}"),
            ("tPerson", .context(["姓名": .null, "年龄": 30]), "{姓名: null, 年龄: 30}"),
            ("date and time", .date(.sample), "date and time(\"2026-01-31T00:00:00Z\")"), ("tAge", .null, "null"),
        ] as [(String, Value, String)])
    func takesWhatFits(type: String, value: Value, expected: String) throws {
        #expect(try accepted(type, value).description == expected)
    }

    @Test(
        arguments: [
            ("tAge", 151, "允许的值"), ("tAge", "三十", "应为数字"), ("tAges", [1, 2, 3], "允许的值"),
            ("tAges", [1, 200], "第 2 项"), ("tPerson", .context(["姓名": "甲"]), "缺少“年龄”"),
            ("tPerson", .context(["姓名": "甲", "年龄": -1]), "“年龄”"), ("string", true, "应为文字"),
        ] as [(String, Value, String)])
    func refusesTheRestWithTheReason(type: String, value: Value, reason: String) throws {
        let result = try accepted(type, value)
        #expect(result.isNull && result.reason?.message.contains(reason) == true, "\(result.reason?.message ?? "-")")
    }

    @Test func unknownAndCircularTypesAreFaults() throws {
        let unknown = try Samples.model("<decision name=\"d\"><variable name=\"d\" typeRef=\"tX\"/></decision>")
        #expect(unknown.faults.map(\.description) == ["test.dmn:2：“variable”：没有叫“tX”的类型。"])
        let circle = try Samples.model(
            """
            <itemDefinition name="a"><typeRef>b</typeRef></itemDefinition>
            <itemDefinition name="b"><typeRef>a</typeRef></itemDefinition>
            <decision name="d"><variable name="d" typeRef="a"/>\(Samples.literal("1"))</decision>
            """)
        #expect(circle.faults.contains { $0.message.contains("绕回了自己") })
    }
}

extension CivilDate {
    fileprivate static var sample: CivilDate { CivilDate("2026-01-31") ?? CivilDate(dayNumber: 0) ?? Samples.day.today }
}
