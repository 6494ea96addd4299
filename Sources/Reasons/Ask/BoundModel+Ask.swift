import Base
import Decisions
import FEEL
public import Packs

/// What a question comes to of which only a part is known.
public enum BoundInquiry: Sendable {
    /// The answer: what is not known does not change it.
    case answer(Answer)
    /// What to ask next, and how many more may have to be asked after it.
    case question(NextInput, others: Int)

    /// An input that is not known and can matter.
    public struct NextInput: Sendable {
        /// Where it belongs, as `单位.在职职工人数`.
        public let name: String
        /// What people call it.
        public let title: String
        /// What to ask.
        public let text: String
        /// A few words of help.
        public let hint: String?
    }
}

extension BoundModel {
    /// Answers what can be answered of a question of which inputs are missing: the result, where they no longer matter,
    /// else the one to ask next.
    /// - Parameter parameters: the values as they hold now, amendments included.
    /// - Throws: `NoAnswer`: parameters without a value on the day, inputs that do not fit, no result.
    public func ask(_ question: Question, parameters: ParameterBook) throws(NoAnswer) -> BoundInquiry {
        let missing = missing(in: question.inputs)
        guard !missing.isEmpty else { return .answer(try answer(question, parameters: parameters)) }
        let inForce = try inForce(try overlaid(parameters, question), question)
        guard let day = CivilDate(dayNumber: question.day.number) else { throw NoAnswer(reasons: ["日期超出范围。"]) }
        var known = question.inputs
        if !inForce.isEmpty { known[ParameterNeed.input] = context(inForce) }
        let moment = Moment(today: day)
        switch try inquiry(decision.name, known, moment) {
        case .question(let next, let others): return .question(described(next), others: others.count)
        case .result(let value):
            guard let early = try early(question, value, known, missing, inForce, moment, parameters) else {
                return .question(first(missing), others: missing.count - 1)
            }
            return .answer(early)
        }
    }

    private func inquiry(_ name: String, _ known: Context, _ moment: Moment) throws(NoAnswer) -> Inquiry {
        do throws(Diagnostic) {
            return try model.ask(name, known: known, at: moment)
        } catch {
            throw NoAnswer(reasons: [error.description])
        }
    }

    /// The inputs that a form asks for and nobody has answered.
    private func missing(in inputs: Context) -> [[String]] {
        (fields.map(\.path) + lists.map(\.path)).filter { inputs.value(at: $0[...]) == nil }
    }

    private func described(_ next: NextQuestion) -> BoundInquiry.NextInput {
        let path = [next.input] + next.path
        let known = (fields.map(\.path) + lists.map(\.path)).contains(path)
        return known
            ? first([path])
            : BoundInquiry.NextInput(name: next.name, title: next.name, text: next.text, hint: next.help)
    }

    private func first(_ missing: [[String]]) -> BoundInquiry.NextInput {
        let path = missing.first ?? []
        let (name, title) = (path.joined(separator: "."), path.last ?? "")
        let field = fields.first { $0.path == path }
        let text =
            switch field?.kind {
            case .boolean: "“\(title)”：是还是否？"
            case .choice(let choices): "“\(title)”是哪一项：\(choices.joined(separator: "、"))？"
            case .number: "“\(title)”是多少\(field?.unit ?? "")？"
            case .date: "“\(title)”是哪一天？"
            case .text: "“\(title)”是什么？"
            case nil: "“\(title)”有哪些行？"
            }
        let hint = field?.hint ?? lists.first { $0.path == path }?.hint
        return BoundInquiry.NextInput(name: name, title: title, text: text, hint: hint)
    }

    // MARK: An answer before all is known

    /// The answer with the steps that are certain already; nil where a strict model's exact program does not say the same.
    private func early(
        _ question: Question, _ value: Value, _ known: Context, _ missing: [[String]], _ inForce: [Answer.InForce],
        _ moment: Moment, _ parameters: ParameterBook
    ) throws(NoAnswer) -> Answer? {
        guard !value.isNull else {
            throw NoAnswer(reasons: ["没有结果：\(value.reason?.message ?? "结果是空值")。"])
        }
        var filled = question
        for path in missing { filled.inputs.put(sample(path, on: moment.today), at: path) }
        // An example of what is missing stands in for it; only what is certain without it is told.
        let example: Answer
        do throws(NoAnswer) {
            example = try answer(filled, parameters: parameters)
        } catch {
            return nil
        }
        guard Value.equal(example.result, value) == true || example.text == Figures.text(value, unit: resultUnit) else {
            return nil
        }
        let unknown = Set(missing.map { $0.joined(separator: ".") })
        var certain: Set<String> = []
        var steps: [Answer.Step] = []
        for step in example.steps {
            guard let outcome = try? inquiry(step.name, known, moment), case .result = outcome else { continue }
            steps.append(isWhole(step.name, unknown, certain) ? step : step.resultOnly)
            if isWhole(step.name, unknown, certain) { certain.insert(step.name) }
        }
        return Answer(
            title: example.title, decision: example.decision, isStrict: isStrict, question: question,
            result: example.result, text: example.text, facts: example.facts.filter { !unknown.contains($0.path) },
            parameters: inForce, steps: steps, trace: [], unasked: missing.compactMap(\.last))
    }

    private var resultUnit: String? { units[decision.variable.name] }

    /// Whether all that a decision rests on is known and told.
    private func isWhole(_ name: String, _ unknown: Set<String>, _ certain: Set<String>) -> Bool {
        guard let decision = definitions.decisions.first(where: { $0.name == name }) else { return false }
        let inputs = decision.requiredInputs.compactMap { reference in
            definitions.inputData.first { $0.origin.id == reference.id }?.variable.name
        }
        let isKnown = !inputs.contains { input in unknown.contains { $0 == input || $0.hasPrefix("\(input).") } }
        return isKnown && decision.requiredKnowledge.isEmpty
            && decision.requiredDecisions.allSatisfy { reference in
                (reference.namespace ?? definitions.namespace) == definitions.namespace
                    && definitions.decisions.first { $0.origin.id == reference.id }.map { certain.contains($0.name) }
                        ?? false
            }
    }

    /// A value that an input allows.
    private func sample(_ path: [String], on day: CivilDate) -> Value {
        switch fields.first(where: { $0.path == path })?.kind {
        case .number(_, let low, let high): .number(low ?? high ?? 0)
        case .boolean: false
        case .choice(let choices): .string(choices.first ?? "")
        case .date: .date(day)
        case .text: .string("")
        case nil: .list([])
        }
    }
}

extension Answer.Step {
    /// The step without the way to it.
    fileprivate var resultOnly: Answer.Step {
        Answer.Step(
            name: name, question: question, place: place, result: result, text: text, unit: unit,
            parameters: [], workings: [], rows: [], sources: sources)
    }
}

extension Context {
    /// The value at a path of names; nil where there is none.
    fileprivate func value(at path: ArraySlice<String>) -> Value? {
        guard let first = path.first, let value = self[first] else { return nil }
        return path.count == 1 ? value : value.context?.value(at: path.dropFirst())
    }
}
