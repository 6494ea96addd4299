import Base
import Decisions
import FEEL

/// Tells how one decision came to its result: the working of a formula, or the rows of a table.
struct StepTeller {
    private let model: BoundModel
    /// The model in which the decision stands: the asked one, or one that it imports.
    private let owner: Definitions
    private let decision: Decision
    private let traced: TraceStep
    private let values: [String: Value]
    private let result: Value
    private let moment: Moment
    private let inForce: [Answer.InForce]

    init(
        _ model: BoundModel, _ owner: Definitions, _ decision: Decision, _ traced: TraceStep, values: [String: Value],
        result: Value,
        moment: Moment, inForce: [Answer.InForce]
    ) {
        (self.model, self.owner, self.decision, self.traced) = (model, owner, decision, traced)
        (self.values, self.result, self.moment, self.inForce) = (values, result, moment, inForce)
    }

    var step: Answer.Step {
        Answer.Step(
            name: decision.name, question: decision.question,
            place: Place(file: owner.file, line: decision.origin.line), result: result,
            text: resultText, unit: model.units[name], parameters: parameters, workings: workings, rows: rows,
            sources: sources)
    }

    private var name: String { decision.variable.name }

    private var resultText: String {
        guard case .context(let context) = result else { return Figures.text(result, unit: model.units[name]) }
        return context.entries.map { entry in
            "\(entry.name)：\(Figures.text(entry.value, unit: model.units["\(name).\(entry.name)"]))"
        }.joined(separator: "，")
    }

    private var sources: [(name: String, text: String?, address: String?)] {
        decision.authorities.compactMap { reference in
            owner.knowledgeSources.first { $0.origin.id == reference.id }
                .map { ($0.name, $0.description, $0.location) }
        }
    }

    /// The parameters that its formula, or the cells of its table, name.
    private var parameters: [Answer.InForce] {
        let texts: [String]
        switch decision.logic?.kind {
        case .literal(let text?): texts = [text.text]
        case .context(let entries):
            texts = entries.compactMap { entry in
                if case .literal(let text?) = entry.value.kind { text.text } else { nil }
            }
        case .table(let table):
            texts =
                table.inputs.compactMap(\.expression?.text)
                + table.rules.flatMap { ($0.inputs + $0.outputs).map(\.text) }
        default: texts = []
        }
        let fields = values.map { FEELType.Field($0.key, $0.value.type) }
        var named: Set<String> = []
        for text in texts {
            let scope = Scope(fields, mode: .standard)
            guard
                let expression = (try? Expression.parse(text, scope: scope))
                    ?? (try? Expression.parseUnaryTests(text, of: .any, scope: scope))
            else { continue }
            let writer = FormulaWriter(expression, values, model.units, moment)
            expression.root.visit { node in if let path = writer.path(node) { named.insert(path) } }
        }
        return inForce.filter { named.contains("\(ParameterNeed.input).\($0.path)") }
    }

    // MARK: Formulas

    private var workings: [Working] {
        switch decision.logic?.kind {
        case .literal(let text?): return [working(name, text, values, result, model.units[name])].compactMap { $0 }
        case .context(let entries): return workings(entries)
        default: return []
        }
    }

    private func workings(_ entries: [ContextEntry]) -> [Working] {
        var known = values
        var workings: [Working] = []
        for entry in entries {
            guard case .literal(let text?) = entry.value.kind else { continue }
            let inner = entry.variable?.name
            let value = inner.flatMap { result.context?[$0] } ?? result
            let unit = model.units[inner.map { "\(name).\($0)" } ?? name]
            if let working = working(inner ?? name, text, known, value, unit) { workings.append(working) }
            if let inner { known[inner] = value }
        }
        return workings
    }

    private func working(
        _ name: String, _ text: ExpressionText, _ values: [String: Value], _ result: Value, _ unit: String?
    ) -> Working? {
        let fields = values.map { FEELType.Field($0.key, $0.value.type) }
        guard let expression = try? Expression.parse(text.text, scope: Scope(fields, mode: .standard)) else {
            return nil
        }
        let writer = FormulaWriter(expression, values, model.units, moment)
        guard let formula = writer.text(expression.root, .words, unit: unit),
            let numbers = writer.text(expression.root, .numbers, unit: unit)
        else { return nil }
        return Working(
            name: name, formula: formula, numbers: numbers, result: Figures.text(result, unit: unit),
            rounding: writer.rounding(expression.root, unit: unit), conditions: writer.conditions(expression.root))
    }

    // MARK: Tables

    /// The rows up to the one that decided; none where what was traced is not the exact result.
    private var rows: [Answer.Row] {
        guard case .table(let table)? = decision.logic?.kind, Self.agree(traced.result, result),
            let step = traced.steps.first(where: { $0.kind == .table })
        else { return [] }
        let single = [.first, .unique, .any].contains(table.hitPolicy)
        let decisive = single ? step.rows.firstIndex(of: .fired) : nil
        let shown = step.rows.prefix((decisive ?? step.rows.count - 1) + 1)
        return shown.enumerated().map { index, row in self.row(table, index, row, step) }
    }

    private func row(_ table: DecisionTable, _ index: Int, _ row: TraceStep.Row, _ step: TraceStep) -> Answer.Row {
        let rule = table.rules[index]
        let remarks = rule.annotations.filter { !$0.isEmpty }
        guard case .failed(let failing) = row else {
            return Answer.Row(number: index + 1, failure: nil, outputs: resultText, remarks: remarks)
        }
        let subject = step.inputs[failing].value
        let (title, unit) = column(table.inputs[failing])
        let wanted = cell(rule.inputs[failing], subject, unit) ?? rule.inputs[failing].text
        return Answer.Row(
            number: index + 1, failure: (title, Figures.text(subject, unit: unit), wanted), outputs: "",
            remarks: remarks)
    }

    private func column(_ clause: InputClause) -> (title: String, unit: String?) {
        let fields = values.map { FEELType.Field($0.key, $0.value.type) }
        guard let text = clause.expression,
            let expression = try? Expression.parse(text.text, scope: Scope(fields, mode: .standard))
        else { return (clause.label ?? "", nil) }
        let writer = FormulaWriter(expression, values, model.units, moment)
        return (clause.label ?? writer.text(expression.root, .words) ?? text.text, writer.unit(expression.root))
    }

    private func cell(_ text: ExpressionText, _ subject: Value, _ unit: String?) -> String? {
        var known = values
        known["?"] = subject
        let scope = Scope(values.map { FEELType.Field($0.key, $0.value.type) }, mode: .standard)
        guard let expression = try? Expression.parseUnaryTests(text.text, of: subject.type, scope: scope) else {
            return nil
        }
        return CellWriter(FormulaWriter(expression, known, model.units, moment), unit: unit).text
    }

    /// Whether two results say the same, but for digits that do not end.
    private static func agree(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.number(let a), .number(let b)):
            guard let difference = a.subtracting(b)?.magnitude else { return false }
            return difference < Number(1, scale: 12)
        case (.context(let a), .context(let b)):
            return a.entries.count == b.entries.count
                && a.entries.allSatisfy { entry in b[entry.name].map { agree(entry.value, $0) } ?? false }
        default: return Value.equal(left, right) ?? false
        }
    }
}
