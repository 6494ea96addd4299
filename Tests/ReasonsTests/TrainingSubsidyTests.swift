import Base
import FEEL
import Reasons
import Testing

/// The training subsidy of the packs: the public standard with its increase, for those who are entitled.
@Suite struct TrainingSubsidyTests {
    private func answer(
        _ gender: String, age: Int, card: Bool = true, on day: String = "2026-06-30", region: String? = "9901"
    ) throws -> Answer {
        let trainee = Context([("持有残疾人证", .boolean(card)), ("性别", .string(gender)), ("年龄", .number(age))])
        let course = Context([("公共培训标准", 1500)])
        let question = Question(
            inputs: Context([("学员", .context(trainee)), ("培训", .context(course))]), day: try Samples.day(day),
            region: region.flatMap { RegionCode($0) })
        return try Samples.model("training_subsidy").answer(question, parameters: Samples.parameters())
    }

    @Test(arguments: [
        ("男", 16, "1950"), ("男", 15, "0"), ("男", 59, "1950"), ("男", 60, "0"), ("女", 54, "1950"), ("女", 55, "0"),
    ])
    func theAgeDecides(_ gender: String, _ age: Int, _ subsidy: String) throws {
        #expect(try answer(gender, age: age).result.description == subsidy)
    }

    @Test func theReasonIsTold() throws {
        let granted = try answer("女", age: 30)
        let working = try #require(granted.steps.last?.workings.first)
        #expect(working.line == "1,500 元 ×（1 + 30%）＝ 1,950 元（四舍五入到分）")
        #expect(working.conditions == ["“可以申领”为是"])
        let refused = try answer("女", age: 30, card: false)
        #expect(refused.result.description == "0")
        let text = refused.sentences(place: "某地").map(\.text).joined()
        #expect(text.contains("没有残疾人证，不能申领") && text.contains("因为“可以申领”为否，每人补贴 ＝ 0 元。"), "\(text)")
    }

    @Test func thePlansPeriodEndsTheIncreaseWhereNoOtherTextGivesOne() throws {
        #expect(try answer("男", age: 30, on: "2025-12-31", region: nil).result.description == "1950")
        let refusal = #expect(throws: NoAnswer.self) { try answer("男", age: 30, on: "2026-01-01", region: nil) }
        #expect(refusal?.description.contains("2025年12月31日") == true)
    }
}
