/// A table being taken out of a file, with cells that span rows and columns.
struct TableGrid {
    private var rows: [[String]] = []
    private var current: [String] = []
    /// For how many more rows a cell above still covers a column.
    private var covered: [Int: Int] = [:]
    /// The same as it was when the row began.
    private var coveredAbove: [Int: Int] = [:]
    private var isInRow = false

    /// How many columns the widest row has.
    var width: Int { rows.map(\.count).max() ?? current.count }

    /// The lines of all cells that hold words, in order.
    var cells: [String] {
        rows.joined().flatMap { (cell: String) in cell.split(separator: "\n").map(String.init) }
            .filter { !$0.trimmingSpaces.isEmpty }
    }

    /// The rows written with bars, one to a line.
    var lines: [String] {
        rows.map { row in
            "| " + row.map { $0.replacing("|", with: "｜").replacing("\n", with: " ") }.joined(separator: " | ") + " |"
        }
    }

    mutating func beginRow() {
        endRow()
        isInRow = true
        coveredAbove = covered
    }

    mutating func add(_ cell: String, columns: Int, rows count: Int) {
        if !isInRow { beginRow() }
        fillCovered()
        for offset in 0..<min(max(columns, 1), 60) {
            if count > 1 { covered[current.count] = min(count, 1000) - 1 }
            current.append(offset == 0 ? cell : "")
        }
    }

    mutating func endRow() {
        guard isInRow else { return }
        fillCovered()
        if !current.isEmpty { rows.append(current) }
        current = []
        isInRow = false
    }

    private mutating func fillCovered() {
        while let left = coveredAbove[current.count], left > 0 {
            covered[current.count] = left - 1
            coveredAbove[current.count] = 0
            current.append("")
        }
    }
}
