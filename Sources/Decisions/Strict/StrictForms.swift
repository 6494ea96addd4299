import Base
import Strict

extension Definitions {
    /// A boxed expression as the strict profile takes it.
    func form(_ boxed: BoxedExpression) throws(Diagnostics) -> StrictForm {
        switch boxed.kind {
        case .literal(let text?): return .text(StrictForm.Text(text.text, line: text.line))
        case .context(let entries):
            var result: [StrictForm.Entry] = []
            for entry in entries { result.append(StrictForm.Entry(entry.variable?.name, try form(entry.value))) }
            return .context(result)
        case .conditional(let condition, let then, let otherwise):
            return .choice(try form(condition), try form(then), try form(otherwise))
        case .table(let table): return .table(try form(table))
        default: throw fault(boxed.origin, "这里只能用表达式、分项、如果和决策表")
        }
    }

    private func form(_ table: DecisionTable) throws(Diagnostics) -> StrictForm.Table {
        let policy: StrictForm.Table.Policy
        switch (table.hitPolicy, table.aggregation) {
        case (.unique, _): policy = .unique
        case (.first, _): policy = .first
        case (.collect, .sum): policy = .sum
        case (.collect, .count): policy = .count
        default: throw fault(table.origin, "决策表只能是 UNIQUE、FIRST，或 COLLECT 的合计与计数")
        }
        var inputs: [StrictForm.Text] = []
        for input in table.inputs {
            guard let text = input.expression else { throw fault(input.origin, "条件列没有写看什么") }
            inputs.append(StrictForm.Text(text.text, line: text.line))
        }
        return StrictForm.Table(
            policy: policy, inputs: inputs, outputs: table.outputs.map(\.name),
            defaults: table.outputs.map { $0.defaultEntry.map { StrictForm.Text($0.text, line: $0.line) } },
            rules: table.rules.map { rule in
                (
                    tests: rule.inputs.map { StrictForm.Text($0.text, line: $0.line) },
                    results: rule.outputs.map { StrictForm.Text($0.text, line: $0.line) }
                )
            }, line: table.origin.line)
    }
}
