import FEEL

/// Walks through all combinations of the pieces of a table's columns; combinations that leave the same rows are walked
/// once.
struct TableSweep {
    static let maximumRows = 5_000
    static let maximumSteps = 500_000
    static let maximumFindings = 20

    private struct State: Hashable {
        let column: Int
        let rows: RowSet
    }

    private let table: TableLogic
    private let columns: [ColumnSegments]
    private var seen: Set<State> = []
    private var steps = 0
    private var path: [Value?] = []
    private var used: RowSet
    private var overlaps: Set<[Int]> = []
    private(set) var findings: [TableFinding] = []

    /// The findings of one table, where the values of some names are known.
    static func findings(_ table: TableLogic, knowing values: [String: Value] = [:]) -> [TableFinding] {
        guard !table.inputs.isEmpty, !table.rows.isEmpty else { return [] }
        guard table.rows.count <= maximumRows else {
            return [TableFinding(kind: .unchecked("行数超过 \(maximumRows)"), origin: table.origin, example: [])]
        }
        var columns: [ColumnSegments] = []
        for (position, input) in table.inputs.enumerated() {
            guard let column = ColumnSegments(input, cells: table.rows.map { $0.cells[position].knowing(values) })
            else {
                let why = "第 \(position + 1) 列有的格子要运行时才知道"
                return [TableFinding(kind: .unchecked(why), origin: table.origin, example: [])]
            }
            columns.append(column)
        }
        var sweep = TableSweep(table, columns)
        sweep.walk(0, RowSet(count: table.rows.count, full: true))
        sweep.finish()
        return sweep.findings
    }

    private init(_ table: TableLogic, _ columns: [ColumnSegments]) {
        self.table = table
        self.columns = columns
        used = RowSet(count: table.rows.count)
    }

    private var isExhausted: Bool { steps > Self.maximumSteps }

    private mutating func add(_ kind: TableFinding.Kind, _ origin: Origin? = nil, showing: Bool = true) {
        guard findings.count < Self.maximumFindings else { return }
        var example: [(column: String, value: String)] = []
        if showing {
            for (input, value) in zip(table.inputs, path) {
                if let value { example.append((input.subject?.expression.source.trimmed ?? "", value.description)) }
            }
        }
        findings.append(TableFinding(kind: kind, origin: origin ?? table.origin, example: example))
    }

    private mutating func walk(_ column: Int, _ rows: RowSet) {
        steps += 1
        guard !isExhausted else { return }
        if rows.isEmpty { return gap() }
        guard column < columns.count else { return settle(rows.rows) }
        guard seen.insert(State(column: column, rows: rows)).inserted else { return }
        let pieces = columns[column]
        // Where every row lets everything pass, the column does not matter.
        let isPlain = rows.rows.allSatisfy { row in
            if case .anything = table.rows[row].cells[column] { true } else { false }
        }
        if isPlain {
            path.append(nil)
            walk(column + 1, rows)
            path.removeLast()
            return
        }
        for (value, passing) in zip(pieces.values, pieces.rows) {
            path.append(value)
            walk(column + 1, rows.intersection(passing))
            path.removeLast()
        }
    }

    private mutating func gap() {
        let isSingle = [.unique, .any, .priority, .first].contains(table.hitPolicy)
        if isSingle, table.outputs.allSatisfy({ $0.fallback == nil }) { add(.gap) }
    }

    private mutating func settle(_ rows: [Int]) {
        switch table.hitPolicy {
        case .first: if let first = rows.first { used.insert(first) }
        default: for row in rows { used.insert(row) }
        }
        guard rows.count > 1 else { return }
        switch table.hitPolicy {
        case .unique: if overlaps.insert(rows).inserted { add(.overlap(rows)) }
        case .any:
            let differing = rows.filter { !saysTheSame($0, rows[0]) }
            if let other = differing.first, overlaps.insert([rows[0], other]).inserted {
                add(.overlap([rows[0], other]))
            }
        default: break
        }
    }

    private func saysTheSame(_ left: Int, _ right: Int) -> Bool {
        zip(table.rows[left].results, table.rows[right].results).allSatisfy { a, b in
            a?.expression.source.trimmed == b?.expression.source.trimmed
        }
    }

    private mutating func finish() {
        if isExhausted {
            add(.unchecked("组合太多，只查了一部分"), showing: false)
            return
        }
        for row in table.rows.indices where !used.contains(row) {
            add(.unreachable(row), table.rows[row].origin, showing: false)
        }
    }
}
