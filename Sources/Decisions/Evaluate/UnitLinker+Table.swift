import FEEL

extension UnitLinker {
    func table(_ table: DecisionTable, _ names: Names) -> (Logic.Kind, FEELType) {
        var columns: [Column] = []
        for clause in table.inputs { columns.append(column(clause, names)) }
        let outputs = table.outputs.map { output($0, names) }
        var read: [String: Result<Bound, Unreadable>] = [:]
        let rows = table.rules.map { rule in
            TableLogic.Row(
                cells: columns.indices.map { position in
                    position < rule.inputs.count ? columns[position].cell(rule.inputs[position], self) : .anything
                },
                results: rule.outputs.map { result($0, names, &read) }, origin: rule.origin)
        }
        let linked = TableLogic(
            hitPolicy: table.hitPolicy, aggregation: table.aggregation, inputs: columns.map(\.input),
            outputs: outputs, rows: rows, origin: table.origin)
        return (.table(linked), type(of: linked))
    }

    /// A column of conditions while its cells are read; most cells occur more than once.
    final class Column {
        let input: TableLogic.Input
        private let names: Names
        private var known: [String: Cell] = [:]

        init(_ input: TableLogic.Input, _ names: Names) {
            self.input = input
            self.names = names
        }

        func cell(_ text: ExpressionText, _ linker: UnitLinker) -> Cell {
            if let cell = known[text.text] { return cell }
            let cell = linker.cell(text, names)
            known[text.text] = cell
            return cell
        }
    }

    private func column(_ clause: InputClause, _ names: Names) -> Column {
        let subject: Bound? = clause.expression.flatMap { text in
            if case .success(let bound) = bound(text, names) { bound } else { nil }
        }
        let type = model.types.narrow(clause.typeReference, clause.origin)
        let place = newPlace()
        let inner = names.adding("?", type?.feel ?? subject?.expression.type ?? .any, at: place)
        let allowed = clause.values.map { cell($0, inner) } ?? .anything
        return Column(TableLogic.Input(subject: subject, type: type, place: place, allowed: allowed), inner)
    }

    private func cell(_ text: ExpressionText, _ names: Names) -> Cell {
        let trimmed = text.text.trimmed
        if trimmed.isEmpty || trimmed == "-" { return .anything }
        let read = reading(text) { () throws(ExpressionFault) in
            names.bind(try Expression.parseUnaryTests(text.text, about: names.scope))
        }
        switch read {
        case .success(let bound): return Cell(bound)
        case .failure(let unreadable): return .unreadable(unreadable.value)
        }
    }

    private func result(
        _ text: ExpressionText, _ names: Names, _ read: inout [String: Result<Bound, Unreadable>]
    ) -> Bound? {
        if text.text.trimmed.isEmpty { return nil }
        let result = read[text.text] ?? bound(text, names)
        read[text.text] = result
        if case .success(let bound) = result { return bound }
        return nil
    }

    private func output(_ clause: OutputClause, _ names: Names) -> TableLogic.Output {
        let type = model.types.narrow(clause.typeReference, clause.origin)
        var priorities: [UnaryTest] = []
        if let values = clause.values {
            let place = newPlace()
            let inner = names.adding("?", type?.feel ?? .any, at: place)
            priorities = cell(values, inner).alternatives ?? []
        } else if let constraint = type?.constraint, case .oneOf(let tests) = constraint.cellTest {
            priorities = tests
        }
        let fallback: Bound? = clause.defaultEntry.flatMap { text in
            if case .success(let bound) = bound(text, names) { bound } else { nil }
        }
        return TableLogic.Output(name: clause.name ?? "", type: type, priorities: priorities, fallback: fallback)
    }

    private func type(of table: TableLogic) -> FEELType {
        let columns = table.outputs.enumerated().map { position, output in
            let types = table.rows.compactMap { row in
                position < row.results.count ? row.results[position]?.expression.type : nil
            }
            return FEELType.Field(output.name, output.type?.feel ?? Self.joined(types))
        }
        let row: FEELType = columns.count == 1 ? columns[0].type : .context(columns)
        switch (table.hitPolicy, table.aggregation) {
        case (.collect, .count?): return .number
        case (.collect, .some): return row
        case (.collect, nil), (.ruleOrder, _), (.outputOrder, _): return .list(row)
        default: return row
        }
    }
}
