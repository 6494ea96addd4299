import FEEL
public import Packs

/// A question answered twice: with what holds, and with what is assumed. Nothing of it is kept.
public struct WhatIf: Sendable {
    /// Something that comes out differently.
    public struct Change: Sendable, Equatable {
        /// What it is: a parameter, or a decision on the way.
        public let name: String
        /// With what holds.
        public let present: String
        /// With what is assumed.
        public let assumed: String
    }

    /// With what holds; without a value in force there is no answer.
    public let present: Result<Answer, NoAnswer>
    /// With what is assumed.
    public let assumed: Answer

    /// How much more or less it comes to; nil where the results are no numbers or one is missing.
    public var difference: String? {
        guard case .success(let present) = present, case .number(let before) = present.result,
            case .number(let after) = assumed.result, let more = after.subtracting(before)
        else { return nil }
        if more.isZero { return "相同" }
        let amount = Figures.text(.number(more.magnitude), unit: assumed.unit)
        return more < 0 ? "少 \(amount)" : "多 \(amount)"
    }

    /// The parameters and the decisions on the way that differ, in the order of the working.
    public var changes: [Change] {
        let before = try? present.get()
        let parameters = assumed.parameters.compactMap { item in
            change(item.parameter.title, before?.parameters.first { $0.path == item.path }?.text, item.text)
        }
        let steps = assumed.steps.compactMap { step in
            change(step.name, before?.steps.first { $0.name == step.name }?.text, step.text)
        }
        return parameters + steps
    }

    private func change(_ name: String, _ present: String?, _ assumed: String) -> Change? {
        present == assumed ? nil : Change(name: name, present: present ?? "没有结果", assumed: assumed)
    }
}

extension BoundModel {
    /// Answers a question with its assumptions, and beside it without them.
    /// - Throws: `NoAnswer` where there is none with the assumptions.
    public func whatIf(_ question: Question, parameters: ParameterBook) throws(NoAnswer) -> WhatIf {
        whatIf(try answer(question, parameters: parameters), of: question, parameters: parameters)
    }

    /// Puts what holds beside an answer with assumptions.
    public func whatIf(_ assumed: Answer, of question: Question, parameters: ParameterBook) -> WhatIf {
        var bare = question
        bare.assumptions = []
        do throws(NoAnswer) {
            switch try ask(bare, parameters: parameters) {
            case .answer(let present): return WhatIf(present: .success(present), assumed: assumed)
            case .question(let next, _):
                let reason = "按现行规定，还要填“\(next.title)”才有结果。"
                return WhatIf(present: .failure(NoAnswer(reasons: [reason])), assumed: assumed)
            }
        } catch {
            return WhatIf(present: .failure(error), assumed: assumed)
        }
    }
}
