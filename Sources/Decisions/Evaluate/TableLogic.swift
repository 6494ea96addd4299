import FEEL

/// A decision table with its names resolved.
final class TableLogic: Sendable {
    final class Input: Sendable {
        /// What is tested; nil where nothing is written.
        let subject: Bound?
        let type: ItemType?
        /// Where the value tested stands in the frame.
        let place: Int
        /// What every value has to pass, about the same place.
        let allowed: Cell

        init(subject: Bound?, type: ItemType?, place: Int, allowed: Cell) {
            (self.subject, self.type, self.place, self.allowed) = (subject, type, place, allowed)
        }
    }

    struct Output: Sendable {
        let name: String
        let type: ItemType?
        /// The values in order of priority.
        let priorities: [UnaryTest]
        let fallback: Bound?
    }

    final class Row: Sendable {
        let cells: [Cell]
        let results: [Bound?]
        let origin: Origin

        init(cells: [Cell], results: [Bound?], origin: Origin) {
            (self.cells, self.results, self.origin) = (cells, results, origin)
        }
    }

    let hitPolicy: DecisionTable.HitPolicy
    let aggregation: DecisionTable.Aggregation?
    let inputs: [Input]
    let outputs: [Output]
    let rows: [Row]
    let index: TableIndex
    let origin: Origin
    let depth: Int
    /// What each row comes to, where nothing changes it.
    let settledRows: [Value?]
    /// Whether every value may be tested.
    private let allowsAll: Bool

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
        allowsAll = inputs.allSatisfy { if case .anything = $0.allowed { true } else { false } }
        settledRows = rows.map { Self.settled($0, outputs) }
        let expressions =
            inputs.compactMap(\.subject) + rows.flatMap { $0.results.compactMap { $0 } }
            + rows.flatMap { $0.cells.compactMap(\.bound) }
        depth = expressions.reduce(0) { max($0, $1.expression.depth) }
    }

    func evaluate(_ frame: inout [Value], _ run: inout Run) -> Value {
        let recorder = run.recorder as? TraceRecorder
        var values: [Value] = []
        values.reserveCapacity(inputs.count)
        for index in inputs.indices {
            let value = self.value(of: inputs[index], &frame, &run)
            frame[inputs[index].place] = value
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
        for (column, input) in inputs.enumerated() where !allowsAll {
            if case .anything = input.allowed { continue }
            guard input.allowed.passes(values[column], frame, &run).isTrue else {
                return .null(because: "第 \(column + 1) 列的值\(values[column])不在允许的值之内")
            }
        }
        let candidates = recorder == nil ? index.candidates(values) : nil
        let count = candidates?.count ?? rows.count
        var fired: [Int] = []
        for position in 0..<count {
            let row = candidates.map { Int($0[position]) } ?? position
            if let failed = failure(of: row, values, frame, &run) {
                recorder?.rowFailed(row, cell: failed)
                continue
            }
            recorder?.rowFired(row)
            // With a trace the rows behind it are told of, too.
            if hitPolicy == .first, recorder == nil { return value(of: row, frame, &run) }
            fired.append(row)
        }
        return settle(fired, frame, &run)
    }

    /// The first cell of a row that does not let the values pass; nil when the row fires.
    private func failure(of row: Int, _ values: [Value], _ frame: [Value], _ run: inout Run) -> Int? {
        let cells = rows[row].cells
        for column in cells.indices {
            if cells[column].isAnything { continue }
            guard run.spend(), cells[column].passes(values[column], frame, &run).isTrue else { return column }
        }
        return nil
    }
}
