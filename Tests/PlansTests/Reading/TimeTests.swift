import Testing

@testable import Plans

/// Times as plans say them.
@Suite struct TimeTests {
    private func deadlines(_ text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        let plan = PlanText([
            RepairedParagraph(SourceLine(scalars: scalars, origins: scalars.map { _ in 0 }, number: 1))
        ])
        let maker = DeadlineMaker(
            text: plan, issued: CalendarDate(year: 2023, month: 11, day: 30), planEnd: CalendarDate(year: 2025))
        return maker.deadlines(0..<scalars.count, dated: false).map { "\($0.text)=\($0.on ?? "?")" }
    }

    @Test(arguments: [
        ("2020年底前将许可纳入平台", "2020年底前=2020-12-31"), ("2021年6月底前实现", "2021年6月底前=2021-06-30"),
        ("2024年2月底前完成", "2024年2月底前=2024-02-29"), ("到2025年达到", "2025年=2025-12-31"),
        ("每年10月底前报送", "每年10月底前=--10-31"), ("每年11月30日前报", "每年11月30日前=--11-30"),
        ("每年年底向政府报送", "每年年底=--12-31"), ("每年要组织评估，年底前报送", "年底前=--12-31"),
        ("于9月30日前报送", "9月30日前=2023-09-30"), ("年底前完成", "年底前=2023-12-31"),
        ("“十四五”期间建立", "“十四五”期间=2025-12-31"), ("“十五五”末达到", "“十五五”末=2030-12-31"),
        ("2019年1月1日至12月31日", "2019年1月1日至12月31日=2019-12-31"), ("印发之日起30日内制定", "印发之日起30日内=2023-12-30"),
        ("本文印发后3个月内出台", "印发后3个月内=2024-02-29"), ("在方案实施期间组织", "方案实施期间=2025-12-31"),
        ("2022—2024年共实现", "2022—2024年=2024-12-31"), ("二〇二五年六月底前", "二〇二五年六月底前=2025-06-30"),
        ("2024年上半年完成", "2024年上半年=2024-06-30"), ("2024年第三季度", "2024年第三季度=2024-09-30"),
    ])
    func resolves(_ text: String, _ expected: String) {
        #expect(deadlines(text) == [expected])
    }

    @Test(arguments: ["《某某规划（2021—2025年）》要求", "某发〔2023〕5号文件", "从2024年1月1日起施行", "每年培训", "全年无休", "百年大计", "3年以上经验"])
    func leavesWhatIsNotDue(_ text: String) {
        #expect(deadlines(text).isEmpty)
    }
}
