import FileTesting

/// One row of the mission's clause table.
struct SeedClause {
    let id: String
    let city: String
    let kind: String
    let what: String
    let number: String
    let unit: String
    let deadline: String
    let units: String
    /// The line of the source.
    let line: Int

    var isHeadingMatter: Bool { id.contains("-0-") }
    var isAnnexRow: Bool { id.contains("-A.") }

    /// Whether the table and the plans that it speaks of are beside the project.
    static var areThere: Bool {
        ["shared/mission/clauses.csv", "shared/seeds"].allSatisfy { ProjectFiles.beside($0) != nil }
    }

    static func load() -> [SeedClause]? {
        guard let text = ReadingFiles.text("../shared/mission/clauses.csv") else { return nil }
        let rows = parse(text)
        guard let header = rows.first else { return nil }
        func field(_ row: [String], _ name: String) -> String {
            header.firstIndex(of: name).flatMap { $0 < row.count ? row[$0] : nil } ?? ""
        }
        return rows.dropFirst().filter { $0.count == header.count }.map { row in
            let clause = field(row, "clause")
            let line = clause.split(separator: " ").first { $0.hasPrefix("L") }.flatMap { Int($0.dropFirst()) } ?? 0
            return SeedClause(
                id: field(row, "id"), city: field(row, "city"), kind: field(row, "kind"), what: field(row, "what_zh"),
                number: field(row, "number"), unit: field(row, "unit"), deadline: field(row, "deadline_or_cadence"),
                units: field(row, "responsible_units"), line: line)
        }
    }

    /// RFC 4180.
    private static func parse(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field = ""
        var isQuoted = false
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"":
                if isQuoted, scalars.first == "\"" {
                    field.unicodeScalars.append("\"")
                    scalars.removeFirst()
                } else {
                    isQuoted.toggle()
                }
            case "," where !isQuoted:
                row.append(field)
                field = ""
            case "\n" where !isQuoted:
                rows.append(row + [field])
                row = []
                field = ""
            case "\r" where !isQuoted: break
            default: field.unicodeScalars.append(scalar)
            }
        }
        if !field.isEmpty || !row.isEmpty { rows.append(row + [field]) }
        return rows
    }
}
