import Base
import FEEL
import Packs
import Reasons
import Testing

/// The levy of the packs: the published check values to the fen, its edges, and its reasons.
@Suite struct LevyTests {
    private func question(
        staff: String, payroll: String, placed: String, enterprise: Bool = true, on day: String = "2026-06-30",
        region: String? = "9901", assuming assumptions: [Question.Assumption] = []
    ) throws -> Question {
        func number(_ text: String) throws -> Value { .number(try #require(Number(text))) }
        let unit = Context([
            ("是否企业", .boolean(enterprise)), ("在职职工人数", try number(staff)), ("工资总额", try number(payroll)),
            ("已安排人数", try number(placed)),
        ])
        return Question(
            inputs: Context([("单位", .context(unit))]), day: try Samples.day(day),
            region: region.flatMap { RegionCode($0) },
            assumptions: assumptions)
    }

    private func answer(_ question: Question) throws -> Answer {
        try Samples.model("levy").answer(question, parameters: Samples.parameters())
    }

    /// facts.md §2, with a social average wage of 96,000 yuan, twice which is the cap.
    @Test(arguments: [
        ("31", "3100000", "0", "41850"), ("30", "3000000", "0", "0"), ("100", "12000000", "0", "162000"),
        ("100", "12000000", "1", "30000"), ("100", "12000000", "2", "0"), ("100", "30000000", "0", "259200"),
        // 200 staff, 3 wanted, 2 placed, 60,000 yuan: at half, as the rate of 1 % is reached.
        ("200", "12000000", "2", "30000"),
        // Fractions: 1 person for 7 months is 0.5833; (67 × 1.5 % − 0.5833) × 10,000,000 ÷ 67 × 90 % = 56,646.2686…
        ("67", "10000000", "0.5833", "56646.27"),
    ])
    func checkValuesAreMetToTheFen(_ staff: String, _ payroll: String, _ placed: String, _ levy: String) throws {
        let answer = try answer(question(staff: staff, payroll: payroll, placed: placed))
        #expect(answer.isStrict)
        #expect(answer.result.description == levy)
    }

    @Test func onlyEnterprisesAreExemptForBeingSmall() throws {
        let question = try question(staff: "30", payroll: "3000000", placed: "0", enterprise: false)
        #expect(try answer(question).result.description == "40500")
    }

    @Test func theNearestRegionsRatioHolds() throws {
        var question = try question(staff: "100", payroll: "6000000", placed: "0", region: "4115")
        question.assumptions = [.init(parameter: "社会平均工资", value: "96000")]
        let faults = #expect(throws: NoAnswer.self) { try self.answer(question) }
        #expect(faults?.description.contains("没有用到") == true)
        question.assumptions = [.init(parameter: "保障金.社会平均工资", value: "96000")]
        let answer = try answer(question)
        // 100 × 1.6 % × 60,000 × 90 %
        #expect(answer.result.description == "86400")
        let ratio = try #require(answer.parameters.first { $0.path == "保障金.安排比例" })
        #expect(ratio.text == "1.6%" && ratio.entry.region == RegionCode("4115"))
    }

    @Test(arguments: [("2027-12-31", false), ("2028-01-01", true), ("2019-12-31", true)])
    func whereTheLawEndsNothingIsGuessed(_ day: String, _ isRefused: Bool) throws {
        let assumed = [Question.Assumption(parameter: "levy_social_average_wage", value: "96000")]
        let question = try question(staff: "100", payroll: "12000000", placed: "0", on: day, assuming: assumed)
        guard isRefused else {
            #expect(try answer(question).result.description == "162000")
            return
        }
        let refusal = #expect(throws: NoAnswer.self) { try answer(question) }
        let words = refusal?.description ?? ""
        #expect(words.contains("分档减缴的界限") && words.contains("2027年12月31日"), "\(words)")
    }

    @Test func aRegionWithoutAValueIsToldWhichOneIsMissing() throws {
        let question = try question(staff: "100", payroll: "12000000", placed: "0", region: "350582")
        let refusal = #expect(throws: NoAnswer.self) { try answer(question) }
        #expect(refusal?.reasons.count == 1)
        #expect(refusal?.description.contains("levy_social_average_wage") == true)
    }

    @Test func inputsOutOfBoundsAreRefused() throws {
        for (staff, payroll) in [("0", "100"), ("1.00001", "100"), ("10", "-1")] {
            let question = try question(staff: staff, payroll: payroll, placed: "0")
            #expect(throws: NoAnswer.self, "\(staff) \(payroll)") { try answer(question) }
        }
        var question = try question(staff: "10", payroll: "100", placed: "0")
        question.inputs = Context([("单位", .context(Context([("在职职工人数", 10)])))])
        #expect(throws: NoAnswer.self) { try answer(question) }
    }

    @Test func theAnswerRestsOnItsParameters() throws {
        let answer = try answer(question(staff: "200", payroll: "12000000", placed: "2"))
        #expect(answer.parameters.count == 7)
        let band = try #require(answer.parameters.first { $0.path == "保障金.分档界限" })
        #expect(band.text == "1%" && band.entry.verified)
        #expect(band.entry.citation.document == "财政部公告2023年第8号")
        #expect(answer.unverified.map(\.name) == ["封顶倍数"])
        #expect(answer.doubts == ["封顶倍数 2 倍 还没有人核对过原文。"])
    }

    @Test func theWorkingIsWrittenAsTheOfficerDoes() throws {
        let answer = try answer(question(staff: "200", payroll: "12000000", placed: "2"))
        let year = try #require(answer.steps.first { $0.name == "年缴纳额" }?.workings.first)
        #expect(year.formula == "（在职职工人数 × 安排比例 − 已安排人数）× 计费工资")
        #expect(year.line == "（200 人 × 1.5% − 2 人）× 60,000 元 ＝ 60,000 元")
        let wage = try #require(answer.steps.first { $0.name == "计费工资" }?.workings.first)
        #expect(wage.line == "取小（60,000 元，2 倍 × 96,000 元）＝ 60,000 元")
        let levy = try #require(answer.steps.last?.workings.first)
        #expect(levy.line == "60,000 元 × 50% ＝ 30,000 元（四舍五入到分）")
    }

    @Test func theReasonsTellRowsAndSources() throws {
        let answer = try answer(question(staff: "200", payroll: "12000000", placed: "2"))
        let sentences = answer.sentences(place: "云河市")
        let text = sentences.map(\.text).joined(separator: "\n")
        #expect(text.contains("按2026年6月30日在云河市执行的规定计算"))
        #expect(text.contains("减免的第 1 行不适用：年缴纳额为 60,000 元，这一行要 ≤ 0 元。"), "\(text)")
        #expect(text.contains("减免的第 2 行不适用：在职职工人数为 200 人，这一行要 ≤ 免征人数 30 人。"))
        #expect(text.contains("减免：第 3 行适用，情形：达到分档界限，减缴，缴纳比例：50%。依据：财政部公告2023年第8号。"))
        #expect(text.contains("所以，应缴保障金：30,000 元。"))
        #expect(text.contains("安排比例：1.5%，依据云岭省人民政府令第118号，第九条，2020年1月1日起执行。"))
        #expect(sentences.last?.kind == .doubt)
        #expect(answer.steps.first?.sources.first?.text?.contains("可以不是整数") == true)
    }

    @Test func whatIsAssumedIsSaid() throws {
        let assumed = [Question.Assumption(parameter: "参数.保障金.安排比例", value: "2%")]
        let answer = try answer(question(staff: "200", payroll: "12000000", placed: "2", assuming: assumed))
        #expect(answer.result.description == "60000")
        #expect(answer.doubts.first == "安排比例按假设的 2% 计算，不是现行规定。")
        #expect(answer.question.assumptions == assumed)
        let wrong = try question(
            staff: "200", payroll: "12000000", placed: "2", assuming: [.init(parameter: "保障金.免征人数", value: "三十")])
        #expect(throws: NoAnswer.self) { try self.answer(wrong) }
    }
}
