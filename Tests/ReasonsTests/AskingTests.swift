import Base
import FEEL
import Packs
import Reasons
import Testing

/// Questions of which only a part is known, and questions with assumptions.
@Suite struct AskingTests {
    private func levy(_ known: [(String, Value)], assuming assumptions: [Question.Assumption] = []) throws -> Question {
        var inputs = Context()
        if !known.isEmpty { inputs["单位"] = .context(Context(known)) }
        return Question(
            inputs: inputs, day: try Samples.day("2026-06-30"), region: RegionCode("990101"), assumptions: assumptions)
    }

    private let whole: [(String, Value)] = [
        ("是否企业", true), ("在职职工人数", 200), ("工资总额", 12_000_000), ("已安排人数", 2),
    ]

    @Test func whatIsStillToBeAskedIsNamed() throws {
        let model = try Samples.model("levy")
        guard case .question(let next, let others) = try model.ask(levy([]), parameters: Samples.parameters()) else {
            Issue.record("an answer without anything known")
            return
        }
        #expect(model.fields.contains { $0.path.joined(separator: ".") == next.name } && others > 0)
        guard
            case .question(let last, 0) = try model.ask(
                levy(whole.filter { $0.0 != "已安排人数" }), parameters: Samples.parameters())
        else {
            Issue.record("no last question")
            return
        }
        #expect(last.name == "单位.已安排人数" && last.text.contains("多少人") && last.hint?.contains("年审") == true)
    }

    @Test func whatNoLongerMattersIsNotAsked() throws {
        let model = try Samples.model("training_subsidy")
        let known = Context([("学员", .context(Context([("持有残疾人证", false)])))])
        let question = Question(inputs: known, day: try Samples.day("2026-06-30"), region: RegionCode("990101"))
        guard case .answer(let answer) = try model.ask(question, parameters: Samples.parameters()) else {
            Issue.record("asks on")
            return
        }
        #expect(answer.text == "0 元" && answer.unasked == ["性别", "年龄", "公共培训标准"], "\(answer.unasked)")
        #expect(answer.facts.map(\.title) == ["持有残疾人证"])
        let told = answer.sentences(place: "云河市").map(\.text).joined(separator: "\n")
        #expect(told.contains("没有填的性别、年龄、公共培训标准不影响结果"), "\(told)")
        // Nothing is told of a value that nobody gave.
        let steps = answer.sentences(place: "云河市").filter { $0.kind != .parameter }.map(\.text).joined()
        #expect(!steps.contains("周岁") && !steps.contains("男") && !steps.contains("不适用"), "\(steps)")
    }

    @Test func anAnswerOfAllInputsIsTheSameAsEver() throws {
        let model = try Samples.model("levy")
        guard case .answer(let answer) = try model.ask(levy(whole), parameters: Samples.parameters()) else {
            Issue.record("asks on")
            return
        }
        #expect(try answer.text == model.answer(levy(whole), parameters: Samples.parameters()).text)
        #expect(answer.unasked.isEmpty && answer.text == "30,000 元")
    }

    @Test func noAnswerDependsOnWhatWasNotAsked() throws {
        let model = try Samples.model("training_subsidy")
        let parameters = try Samples.parameters()
        let genders: [Value?] = [nil, "男", "女"]
        for certificate in [nil, true, false] as [Value?] {
            for gender in genders {
                for age in [nil, 15, 30, 57, 70] as [Value?] {
                    var trainee = Context()
                    for (name, value) in [("持有残疾人证", certificate), ("性别", gender), ("年龄", age)] {
                        if let value { trainee[name] = value }
                    }
                    let known = Context([
                        ("学员", .context(trainee)), ("培训", .context(Context([("公共培训标准", 1_000)]))),
                    ])
                    let question = Question(
                        inputs: known, day: try Samples.day("2026-06-30"), region: RegionCode("990101"))
                    guard case .answer(let early) = try model.ask(question, parameters: parameters) else { continue }
                    for (name, all) in [("持有残疾人证", [true, false]), ("性别", ["男", "女"]), ("年龄", [0, 16, 55, 60, 150])]
                        as [(String, [Value])] where trainee[name] == nil
                    {
                        for value in all {
                            var other = trainee
                            other[name] = value
                            for (rest, sample) in [("持有残疾人证", true), ("性别", "女"), ("年龄", 40)] as [(String, Value)]
                            where other[rest] == nil { other[rest] = sample }
                            var full = question
                            full.inputs["学员"] = .context(other)
                            #expect(
                                try model.answer(full, parameters: parameters).text == early.text, "\(other.entries)")
                        }
                    }
                }
            }
        }
    }

    @Test func aWhatIfStandsBesideWhatHolds() throws {
        let model = try Samples.model("levy")
        let question = try levy(whole, assuming: [.init(parameter: "保障金.安排比例", value: "2")])
        let both = try model.whatIf(question, parameters: Samples.parameters())
        #expect(try both.present.get().text == "30,000 元" && both.assumed.text == "60,000 元")
        #expect(both.difference == "多 30,000 元")
        #expect(both.changes.map(\.name) == ["残疾人就业保障金：规定的安排比例", "年缴纳额", "应缴保障金"], "\(both.changes)")
        #expect(both.changes.first?.present == "1.5%" && both.changes.first?.assumed == "2%")
        let less = try model.whatIf(
            levy(whole, assuming: [.init(parameter: "保障金.达到界限的缴纳比例", value: "40")]), parameters: Samples.parameters())
        #expect(less.difference?.hasPrefix("少 ") == true)
    }

    @Test func anAssumptionKeepsToWhatTheParameterAllows() throws {
        let model = try Samples.model("levy")
        for (written, words) in [
            ("200%", "应在 1.5 到 5 %之间，填的是 200。"), ("1.4", "应在 1.5 到 5 %之间，填的是 1.4。"),
            ("很多", "应是数字，如 1.25。"), ("1.60001", "在这个决策里应在 0% 到 100% 之间，最多 4 位小数"),
        ] {
            let question = try levy(whole, assuming: [.init(parameter: "保障金.安排比例", value: written)])
            let refusal = #expect(throws: NoAnswer.self) {
                try model.whatIf(question, parameters: Samples.parameters())
            }
            #expect(refusal?.description.contains("“残疾人就业保障金：规定的安排比例”" + words) == true, "\(refusal as Any)")
        }
    }

    @Test func anAssumptionCanStandWhereNothingHolds() throws {
        let model = try Samples.model("levy")
        var question = try levy(
            whole,
            assuming: [
                .init(parameter: "保障金.分档界限", value: "1"), .init(parameter: "保障金.达到界限的缴纳比例", value: "50"),
                .init(parameter: "保障金.低于界限的缴纳比例", value: "90"), .init(parameter: "保障金.免征人数", value: "30"),
                .init(parameter: "保障金.社会平均工资", value: "96000"),
            ])
        question.day = try Samples.day("2028-06-30")
        let both = try model.whatIf(question, parameters: Samples.parameters())
        #expect(throws: NoAnswer.self) { try both.present.get() }
        #expect(both.assumed.text == "30,000 元" && both.difference == nil)
        #expect(both.changes.contains { $0.present == "没有结果" })
    }
}
