import Base
import Decisions
import FEEL
import Reasons
import Testing

/// Which months of a placement count, for how many, and by which rule they do not.
@Suite struct PersonMonthTests {
    /// A month that counts once: 2025-03, a man born in 1980, a three-year contract.
    private static let good: [(String, String)] = [
        ("月", "2025-03-01"), ("证件", "残疾人证"), ("等级", "3"), ("证件有效期起", "2018-05-01"), ("证件有效期止", "2028-04-30"),
        ("性别", "男"), ("出生日期", "1980-06-15"), ("用工", "劳动合同"), ("合同起", "2024-01-01"), ("合同止", "2026-12-31"),
        ("签订期满", "2026-12-31"), ("工资", "2070"), ("养老保险", "true"), ("医疗保险", "true"), ("计入哪一方", "本单位"),
        ("在岗", "true"),
    ]
    private static let numbers: Set<String> = ["等级", "工资"]

    private func verdict(_ changes: [String: String] = [:], region: String? = "9901") throws -> (String, String) {
        let facts = try PersonMonthTests.good.map { name, text -> (String, Value) in
            let text = changes[name] ?? text
            if text.contains("-") { return (name, Value(text: text, as: .date)) }
            if PersonMonthTests.numbers.contains(name) { return (name, .number(try #require(Number(text)))) }
            return (name, ["true", "false"].contains(text) ? .boolean(text == "true") : .string(text))
        }
        let question = Question(
            inputs: Context([("人月", .context(Context(facts)))]),
            day: try Samples.day(changes["月"] ?? "2025-03-01"), region: region.flatMap { RegionCode($0) })
        let answer = try Samples.model("person_month").answer(question, parameters: Samples.parameters())
        #expect(answer.isStrict)
        let result = try #require(answer.result.context)
        guard case .string(let rule) = result["情形"], let heads = result["计入人数"] else { return ("", "") }
        return (rule, heads.description)
    }

    @Test(
        arguments: [
            ([:], "计入", "1"), (["等级": "2"], "计入", "2"), (["等级": "1"], "计入", "2"),
            (["证件": "残疾军人证", "等级": "3"], "计入", "2"), (["证件": "残疾军人证", "等级": "4"], "计入", "1"),
            (["证件": "残疾军人证", "等级": "8"], "计入", "1"), (["证件": "残疾军人证", "等级": "9"], "证件不在有效期", "0"),
            // In force on one day of the month at least.
            (["证件有效期止": "2025-03-01"], "计入", "1"), (["证件有效期止": "2025-02-28"], "证件不在有效期", "0"),
            (["证件有效期起": "2025-03-31"], "计入", "1"), (["证件有效期起": "2025-04-01"], "证件不在有效期", "0"),
            // 16 to 59 and 16 to 54, both ends included.
            (["出生日期": "2009-03-31"], "计入", "1"), (["出生日期": "2009-04-01"], "不在就业年龄", "0"),
            (["出生日期": "1965-03-02"], "计入", "1"), (["出生日期": "1965-03-01"], "不在就业年龄", "0"),
            (["性别": "女", "出生日期": "1970-03-02"], "计入", "1"),
            (["性别": "女", "出生日期": "1970-03-01"], "不在就业年龄", "0"),
            (["用工": "其他"], "不在编，也没有覆盖这个月的一年以上合同", "0"),
            (["合同起": "2025-01-01", "签订期满": "2025-12-31"], "计入", "1"),
            (["合同起": "2025-01-01", "签订期满": "2025-12-30"], "不在编，也没有覆盖这个月的一年以上合同", "0"),
            (["用工": "在编", "签订期满": "2024-02-01"], "计入", "1"),
            (["合同止": "2025-02-28"], "不在编，也没有覆盖这个月的一年以上合同", "0"),
            (["合同起": "2025-04-01"], "不在编，也没有覆盖这个月的一年以上合同", "0"),
            (["计入哪一方": "对方单位"], "劳务派遣未约定计入本单位", "0"), (["计入哪一方": "没有约定"], "劳务派遣未约定计入本单位", "0"),
            (["在岗": "false"], "这个月不在岗", "0"),
            // The minimum wage of that month in that region, to the fen.
            (["工资": "2069.99"], "工资低于当月最低工资", "0"),
            (["月": "2025-07-01", "工资": "2189.99"], "工资低于当月最低工资", "0"), (["月": "2025-07-01", "工资": "2190"], "计入", "1"),
            (["养老保险": "false"], "社会保险没有缴齐", "0"), (["医疗保险": "false"], "社会保险没有缴齐", "0"),
            // The first rule that fails is named.
            (["医疗保险": "false", "工资": "0", "在岗": "false"], "这个月不在岗", "0"),
        ] as [([String: String], String, String)])
    func theRuleIsNamed(_ changes: [String: String], _ rule: String, _ heads: String) throws {
        let found = try verdict(changes)
        #expect(found == (rule, heads))
    }

    @Test func whereNoMinimumWageIsKnownNothingIsGuessed() throws {
        let missing = #expect(throws: NoAnswer.self) { try verdict(region: "3505") }
        #expect(missing?.description.contains("最低工资") == true)
    }
}
