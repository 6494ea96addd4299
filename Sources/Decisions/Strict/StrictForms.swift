import Base
import Strict

extension Definitions {
    /// A boxed expression as the strict profile takes it, held to the type that is written beside it.
    func form(_ boxed: BoxedExpression) throws(Diagnostics) -> StrictForm {
        let form = try bare(boxed)
        // The body of a function is of its type, not the function.
        if case .function = boxed.kind { return form }
        return try checked(form, boxed.typeReference, boxed.origin)
    }

    func checked(_ form: StrictForm, _ type: String?, _ origin: Origin) throws(Diagnostics) -> StrictForm {
        guard let type, let check = try check(type, origin) else { return form }
        return .checked(form, check, line: origin.line)
    }

    private func bare(_ boxed: BoxedExpression) throws(Diagnostics) -> StrictForm {
        let line = boxed.origin.line
        switch boxed.kind {
        case .literal(let text?): return .text(StrictForm.Text(text.text, line: text.line))
        case .literal(nil): throw fault(boxed.origin, "这里没有写表达式")
        case .context(let entries):
            var result: [StrictForm.Entry] = []
            for entry in entries {
                let value = try checked(try form(entry.value), entry.variable?.typeReference, entry.value.origin)
                result.append(StrictForm.Entry(entry.variable?.name, value))
            }
            return .context(result)
        case .list(let items):
            var forms: [StrictForm] = []
            for item in items { forms.append(try form(item)) }
            return .list(forms)
        case .relation(let columns, let rows):
            var lines: [[StrictForm]] = []
            for row in rows {
                var cells: [StrictForm] = []
                for (column, cell) in zip(columns, row) {
                    cells.append(try checked(try form(cell), column.typeReference, cell.origin))
                }
                lines.append(cells)
            }
            return .relation(columns: columns.map(\.name), rows: lines)
        case .conditional(let condition, let then, let otherwise):
            return .choice(try form(condition), try form(then), try form(otherwise))
        case .table(let table): return .table(try form(table))
        case .function(let function): return .function(try form(function, name: "函数", uses: nil))
        case .invocation(let function, let bindings):
            var arguments: [(name: String, value: StrictForm)] = []
            for binding in bindings {
                guard let value = binding.value else { throw fault(boxed.origin, "参数“\(binding.parameter.name)”没有值") }
                arguments.append((binding.parameter.name, try form(value)))
            }
            return .invocation(try form(function), arguments, line: line)
        case .filter(let source, let match): return .filter(try form(source), match: try form(match), line: line)
        case .iteration(let variable, let source, let result):
            return .iteration(variable: variable, try form(source), try form(result), line: line)
        case .quantified(let every, let variable, let source, let condition):
            return .quantified(every: every, variable: variable, try form(source), try form(condition), line: line)
        }
    }

    /// A function; `uses` are the names that its body may use beside its parameters.
    func form(_ function: FunctionDefinition, name: String, uses: [String]?) throws(Diagnostics) -> StrictForm.Function
    {
        guard function.kind == .feel, let body = function.body else {
            throw fault(function.origin, "“\(name)”不是用 FEEL 写的函数")
        }
        return StrictForm.Function(
            name, parameters: try parameters(function.parameters), uses: uses,
            body: try checked(try form(body), function.typeReference, function.origin), line: function.origin.line)
    }

    func parameters(_ items: [InformationItem]) throws(Diagnostics) -> [(name: String, check: StrictForm.Check)] {
        var result: [(name: String, check: StrictForm.Check)] = []
        for item in items {
            result.append(
                (
                    item.name,
                    try item.typeReference.flatMap { (type) throws(Diagnostics) in
                        try check(type, item.origin)
                    } ?? .none
                ))
        }
        return result
    }

    private func form(_ table: DecisionTable) throws(Diagnostics) -> StrictForm.Table {
        var inputs: [StrictForm.Input] = []
        for input in table.inputs {
            guard let text = input.expression else { throw fault(input.origin, "条件列没有写看什么") }
            inputs.append(
                StrictForm.Input(
                    StrictForm.Text(text.text, line: text.line),
                    check: try check(input.typeReference, input.values, input.origin)))
        }
        var outputs: [StrictForm.Output] = []
        for output in table.outputs {
            outputs.append(
                StrictForm.Output(
                    output.name, standing: output.defaultEntry.map { StrictForm.Text($0.text, line: $0.line) },
                    priorities: output.values.map { StrictForm.Text($0.text, line: $0.line) },
                    check: try check(output.typeReference, nil, output.origin)))
        }
        return StrictForm.Table(
            policy: try policy(table), inputs: inputs, outputs: outputs,
            rules: table.rules.map { rule in
                (
                    tests: rule.inputs.map { StrictForm.Text($0.text, line: $0.line) },
                    results: rule.outputs.map { StrictForm.Text($0.text, line: $0.line) }
                )
            }, line: table.origin.line)
    }

    private func policy(_ table: DecisionTable) throws(Diagnostics) -> StrictForm.Table.Policy {
        switch (table.hitPolicy, table.aggregation) {
        case (.unique, _): return .unique
        case (.any, _): return .any
        case (.first, _): return .first
        case (.priority, _): return .priority
        case (.collect, .sum): return .sum
        case (.collect, .count): return .count
        case (.collect, .min): return .least
        case (.collect, .max): return .greatest
        default:
            throw fault(
                table.origin,
                """
                “\(table.hitPolicy.rawValue)”的结果是列表；请改用 UNIQUE、ANY、FIRST、PRIORITY，\
                或 COLLECT 的合计、计数、最小、最大
                """)
        }
    }

    private func check(
        _ type: String?, _ values: ExpressionText?, _ origin: Origin
    ) throws(Diagnostics) -> StrictForm.Check {
        var result = StrictForm.Check.none
        if let type, let check = try check(type, origin) { result = check }
        if let values { result.tests.append(StrictForm.Text(values.text, line: values.line)) }
        return result
    }
}
