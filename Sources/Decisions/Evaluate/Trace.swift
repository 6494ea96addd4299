public import FEEL

/// What happened on the way to a result.
public struct TraceStep: Sendable {
    /// What was worked out.
    public enum Kind: String, Sendable {
        /// A decision.
        case decision
        /// A decision table.
        case table
        /// A business knowledge model.
        case knowledge
        /// A decision service.
        case service
    }

    /// How a row of a table fared.
    public enum Row: Sendable, Hashable {
        /// All its cells let the values pass.
        case fired
        /// The cell of this column (from 0) did not.
        case failed(column: Int)
    }

    /// What was worked out.
    public let kind: Kind
    /// Its name; empty for a table.
    public let name: String
    /// Where it stands in its file.
    public let origin: Origin
    /// What it rested on: a decision's inputs, a function's arguments, a table's tested values in order.
    public let inputs: [(name: String, value: Value)]
    /// A table's rows in order.
    public internal(set) var rows: [Row] = []
    /// What was worked out within it, in order.
    public internal(set) var steps: [TraceStep] = []
    /// What it came to.
    public internal(set) var result: Value = .null
}

/// Gathers the steps of one run.
final class TraceRecorder {
    /// How many steps are kept of one run; what comes after is worked out, but not told.
    static let maximum = 100_000

    private(set) var steps: [TraceStep] = []
    private var open: [TraceStep] = []
    private var count = 0

    func begin(_ kind: TraceStep.Kind, _ name: String, _ origin: Origin, _ inputs: [(name: String, value: Value)]) {
        count += 1
        open.append(TraceStep(kind: kind, name: name, origin: origin, inputs: inputs))
    }

    func end(_ result: Value) {
        guard var step = open.popLast() else { return }
        step.result = result
        guard count <= Self.maximum else { return }
        if open.isEmpty { steps.append(step) } else { open[open.count - 1].steps.append(step) }
    }

    func beginTable(_ origin: Origin, _ values: [Value]) {
        begin(.table, "", origin, values.map { ("", $0) })
    }

    func endTable(_ result: Value) { end(result) }

    func rowFired(_ row: Int) { add(.fired, row) }
    func rowFailed(_ row: Int, cell: Int) { add(.failed(column: cell), row) }

    private func add(_ outcome: TraceStep.Row, _ row: Int) {
        count += 1
        guard count <= Self.maximum, !open.isEmpty else { return }
        open[open.count - 1].rows.append(outcome)
    }
}
