import Base
import Decisions
import FEEL
public import Packs
import Strict

extension BoundModel {
    /// Answers a question with reasons. A strict model's values are exact; what is traced beside them agrees or is left out.
    /// - Parameter parameters: the values as they hold now, amendments included.
    /// - Throws: `NoAnswer`: parameters without a value on the day, inputs that do not fit, no result.
    public func answer(_ question: Question, parameters: ParameterBook) throws(NoAnswer) -> Answer {
        let inForce = try inForce(try overlaid(parameters, question), question)
        guard let day = CivilDate(dayNumber: question.day.number) else {
            throw NoAnswer(reasons: ["日期超出范围。"])
        }
        let moment = Moment(today: day)
        var given = model.given(question.inputs, forDecision: decision.name)
        if !inForce.isEmpty { given.append(DecisionModel.Given(ParameterNeed.input, context(inForce))) }
        let outcome: DecisionModel.Outcome
        do throws(Diagnostic) {
            outcome = try model.decide(decision.name, inputs: given, at: moment, tracing: true)
        } catch {
            throw NoAnswer(reasons: [error.description])
        }
        var values = Dictionary(given.map { ($0.name, $0.value) }) { first, _ in first }
        let result = try exact(decision.name, values, outcome.value)
        var steps: [Answer.Step] = []
        for step in outcome.steps where step.kind == .decision {
            guard let (owner, decision) = decided(step) else { continue }
            let isOwn = owner.namespace == definitions.namespace
            let value = (isOwn ? try? exact(step.name, values, step.result) : nil) ?? step.result
            let teller = StepTeller(
                self, owner, decision, step, values: values, result: value, moment: moment, inForce: inForce)
            steps.append(teller.step)
            values[decision.variable.name] = value
            guard !isOwn else { continue }
            for entry in definitions.imports where entry.namespace == owner.namespace && !entry.name.isEmpty {
                var group = values[entry.name]?.context ?? Context()
                group[decision.variable.name] = value
                values[entry.name] = .context(group)
            }
        }
        return Answer(
            title: definitions.name, decision: decision.name, isStrict: isStrict, question: question, result: result,
            text: Figures.text(result, unit: units[decision.variable.name]), facts: facts(given), parameters: inForce,
            steps: steps, trace: outcome.steps, unasked: [])
    }

    /// The decision that a step tells of, and the model in which it stands.
    private func decided(_ step: TraceStep) -> (Definitions, Decision)? {
        for owner in [definitions] + model.imports {
            if let decision = owner.decisions.first(where: { $0.name == step.name && $0.origin == step.origin }) {
                return (owner, decision)
            }
        }
        return nil
    }

    /// The value of a decision: of a strict model its exact one, else the one traced.
    private func exact(_ name: String, _ values: [String: Value], _ traced: Value) throws(NoAnswer) -> Value {
        guard let program = programs[name] else {
            guard !traced.isNull || isStrict else {
                throw NoAnswer(reasons: ["没有结果：\(traced.reason?.message ?? "结果是空值")。"])
            }
            return traced
        }
        switch StrictInterpreter(program).run(StrictRow(program, reading: values)) {
        case .refused(let site): throw NoAnswer(reasons: [program.reasons[site].message + "。"])
        case .values(let results): return StrictResult(program, results, traced: traced).value(of: name)
        }
    }

    private func facts(_ given: [DecisionModel.Given]) -> [Answer.Fact] {
        given.filter { $0.name != ParameterNeed.input }.flatMap { facts([$0.name], $0.value) }
    }

    private func facts(_ path: [String], _ value: Value) -> [Answer.Fact] {
        if case .context(let context) = value {
            return context.entries.flatMap { facts(path + [$0.name], $0.value) }
        }
        let name = path.joined(separator: ".")
        return [
            Answer.Fact(path: name, title: path.last ?? "", value: value, unit: units[name], rows: rows(name, value))
        ]
    }

    private func rows(_ name: String, _ value: Value) -> (columns: [String], cells: [[String]])? {
        guard let list = lists.first(where: { $0.name == name }), let items = value.list else { return nil }
        let cells = items.map { item in
            list.fields.map { field in
                let cell = field.path.reduce(item) { $0.context?[$1] ?? .null }
                return Figures.text(cell, unit: field.unit)
            }
        }
        return (list.fields.map(\.title), cells)
    }
}

/// The outputs of a strict program as a value.
struct StrictResult {
    let outputs: [(name: String, value: Value)]

    /// - Parameter traced: says texts that the program itself does not name.
    init(_ program: StrictProgram, _ results: [StrictValue], traced: Value) {
        outputs = zip(program.outputs, results).map { output, result in
            let part = output.name.split(separator: ".").dropFirst().reduce(traced) { value, name in
                value.context?[String(name)] ?? value
            }
            return (output.name, Self.value(result, program, traced: part))
        }
    }

    /// One value, or a context where the decision has parts.
    func value(of decision: String) -> Value {
        if outputs.count == 1, outputs[0].name == decision { return outputs[0].value }
        return .context(Context(outputs.map { (String($0.name.dropFirst(decision.count + 1)), $0.value) }))
    }

    private static func value(_ result: StrictValue, _ program: StrictProgram, traced: Value) -> Value {
        switch result {
        case .number(let exact): return number(exact)
        case .boolean(let flag): return .boolean(flag)
        case .text(let code): return program.texts.indices.contains(code) ? .string(program.texts[code]) : traced
        case .date(let day): return CivilDate(dayNumber: day).map { .date($0) } ?? .null
        case .days(let days): return .number(days)
        case .months(let months): return .yearsMonths(YearsMonthsDuration(months: months))
        }
    }

    /// To 34 digits, which is exact wherever the fraction ends.
    private static func number(_ exact: Exact) -> Value {
        guard let upper = Number(exact.numerator.description), let lower = Number(exact.denominator.description) else {
            return .null
        }
        return upper.divided(by: lower).map { .number($0) } ?? .null
    }
}
