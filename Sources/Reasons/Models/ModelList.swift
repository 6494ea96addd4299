public import FEEL

/// A list of rows that a form asks for: a person's months, an employer's placements.
public struct ModelList: Sendable {
    /// Where it belongs in the inputs, as `单位.安置`.
    public let path: [String]
    /// How it is to be filled in.
    public let hint: String?
    /// The cells of a row; of a list of bare values the one cell has no path.
    public let fields: [ModelField]
    /// The most rows that its type allows, where that says so.
    public let limit: Int?

    /// What people call it.
    public var title: String { path.last ?? "" }
    /// The path as one name.
    public var name: String { path.joined(separator: ".") }

    /// A row of these values, one for each field.
    public func row(_ values: [Value]) -> Value {
        guard fields.first?.path.isEmpty != true else { return values.first ?? .null }
        var row = Context()
        for (field, value) in zip(fields, values) { row.put(value, at: field.path) }
        return .context(row)
    }

    /// The cells of rows that were copied out of a spreadsheet: a line is a row, a tab parts cells. Where the first line
    /// names the columns, they may stand in any order and others may stand between them.
    /// - Throws: `ModelField.Mistake` for a row that has other columns than the list.
    public func cells(pasted text: String) throws(ModelField.Mistake) -> [[String]] {
        var rows = text.split(whereSeparator: \.isNewline).map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map { Self.bare(String($0)) }
        }
        rows.removeAll { row in row.allSatisfy(\.isEmpty) }
        guard let first = rows.first else { return [] }
        var places = Array(fields.indices)
        let named = fields.map { field in first.firstIndex(of: field.title) }
        let isHead = named.contains { $0 != nil } && fields.count > 1 || first == fields.map(\.title)
        if isHead {
            guard named.allSatisfy({ $0 != nil }) else {
                let missing = zip(fields, named).filter { $0.1 == nil }.map(\.0.title).joined(separator: "、")
                throw ModelField.Mistake(message: "粘贴的表头里没有“\(missing)”。")
            }
            places = named.compactMap { $0 }
            rows.removeFirst()
        }
        for (index, row) in rows.enumerated() where isHead ? row.count > first.count : row.count > fields.count {
            throw ModelField.Mistake(
                message: "粘贴的第 \(index + 1) 行有 \(row.count) 格，应是 \(isHead ? first.count : fields.count) 格。")
        }
        return rows.map { row in
            zip(fields, places).map { field, place in field.written(row.indices.contains(place) ? row[place] : "") }
        }
    }

    private static func bare(_ cell: String) -> String {
        let text = cell.trimmingPrefix(while: \.isWhitespace)
        return String(text.reversed().trimmingPrefix(while: \.isWhitespace).reversed())
    }
}
