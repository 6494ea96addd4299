import FileTesting
import Foundation
import Testing

/// A row of the mission: what one sentence of a city's plan asks for.
struct ClauseRow: Sendable {
    let id: String
    let city: String
    let kind: String
    /// The words, as the row sums them up.
    let words: String
    let number: String
    let unit: String
    let time: String
    let units: String
    let capability: String

    /// Where `mission/clauses.csv` lies, if it is beside the project.
    static let table = ProjectFiles.beside("shared/mission/clauses.csv")

    /// The rows of the table.
    static func all() throws -> [ClauseRow] {
        let path = try #require(table)
        let rows = rows(String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self))
        try #require(rows.count > 500)
        return rows
    }

    private static func rows(_ text: String) -> [ClauseRow] {
        let table = cells(text)
        guard let head = table.first else { return [] }
        let column = Dictionary(
            head.enumerated().map { ($1.trimmingCharacters(in: ["\u{FEFF}"]), $0) },
            uniquingKeysWith: { first, _ in first })
        return table.dropFirst().filter { $0.count == head.count }.map { row in
            func cell(_ name: String) -> String { column[name].map { row[$0] } ?? "" }
            return ClauseRow(
                id: cell("id"), city: cell("city"), kind: cell("kind"), words: cell("what_zh"), number: cell("number"),
                unit: cell("unit"), time: cell("deadline_or_cadence"), units: cell("responsible_units"),
                capability: cell("capability"))
        }
    }

    private static func cells(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var quoted = false
        for character in text {
            switch character {
            case "\"": quoted.toggle()
            case "," where !quoted:
                row.append(cell)
                cell = ""
            case "\n" where !quoted, "\r\n" where !quoted:
                rows.append(row + [cell])
                (row, cell) = ([], "")
            default: cell.append(character)
            }
        }
        if !row.isEmpty || !cell.isEmpty { rows.append(row + [cell]) }
        return rows
    }
}
