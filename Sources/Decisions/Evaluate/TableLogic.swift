import FEEL

/// A decision table with its names resolved.
final class TableLogic: Sendable {
    struct Input: Sendable {
        /// What is tested; nil where nothing is written.
        let subject: Bound?
        let type: ItemType?
        /// Where the value tested stands in the frame.
        let place: Int
        /// What every value has to pass, about the same place.
        let allowed: Cell
    }

    struct Output: Sendable {
        let name: String
        let type: ItemType?
        /// The values in order of priority.
        let priorities: [UnaryTest]
        let fallback: Bound?
    }

    struct Row: Sendable {
        let cells: [Cell]
        let results: [Bound?]
        let origin: Origin
    }

    let hitPolicy: DecisionTable.HitPolicy
    let aggregation: DecisionTable.Aggregation?
    let inputs: [Input]
    let outputs: [Output]
    let rows: [Row]
    let index: TableIndex
    let origin: Origin
    let depth: Int

    init(
        hitPolicy: DecisionTable.HitPolicy, aggregation: DecisionTable.Aggregation?, inputs: [Input],
        outputs: [Output], rows: [Row], origin: Origin
    ) {
        self.hitPolicy = hitPolicy
        self.aggregation = aggregation
        self.inputs = inputs
        self.outputs = outputs
        self.rows = rows
        self.origin = origin
        index = TableIndex(rows, columns: inputs.count)
        let expressions =
            inputs.compactMap(\.subject) + rows.flatMap { $0.results.compactMap { $0 } }
            + rows.flatMap { $0.cells.compactMap(\.bound) }
        depth = expressions.reduce(0) { max($0, $1.expression.depth) }
    }

    func evaluate(_ frame: inout [Value], _ run: inout Run) -> Value {
        let recorder = run.recorder as? TraceRecorder
        var values: [Value] = []
        values.reserveCapacity(inputs.count)
        for input in inputs {
            let value = self.value(of: input, &frame, &run)
            frame[input.place] = value
            values.append(value)
        }
        recorder?.beginTable(origin, values)
        let result = result(values, frame, &run, recorder)
        recorder?.endTable(result)
        return result
    }

    private func value(of input: Input, _ frame: inout [Value], _ run: inout Run) -> Value {
        guard let subject = input.subject else { return .null(because: "条件列没有写要看的值") }
        let value = subject.evaluate(frame, &run)
        return input.type?.accept(value, &run) ?? value
    }

    private func result(
        _ values: [Value], _ frame: [Value], _ run: inout Run, _ recorder: TraceRecorder?
    ) -> Value {
        for (column, input) in inputs.enumerated() {
            if case .anything = input.allowed { continue }
            guard input.allowed.passes(values[column], frame, &run).isTrue else {
                return .null(because: "第 \(column + 1) 列的值\(values[column])不在允许的值之内")
            }
        }
        var fired: [Int] = []
        let onlyFirst = hitPolicy == .first && recorder == nil
        let candidates = recorder == nil ? index.candidates(values) : nil
        func consider(_ row: Int) -> Bool {
            if let failed = failure(of: row, values, frame, &run) {
                recorder?.rowFailed(row, cell: failed)
                return false
            }
            recorder?.rowFired(row)
            fired.append(row)
            return onlyFirst
        }
        if let candidates {
            for row in candidates where consider(Int(row)) { break }
        } else {
            for row in rows.indices where consider(row) { break }
        }
        return settle(fired, frame, &run)
    }

    /// The first cell of a row that does not let the values pass; nil when the row fires.
    private func failure(of row: Int, _ values: [Value], _ frame: [Value], _ run: inout Run) -> Int? {
        for (column, cell) in rows[row].cells.enumerated() {
            if case .anything = cell { continue }
            guard run.spend(), cell.passes(values[column], frame, &run).isTrue else { return column }
        }
        return nil
    }
}
