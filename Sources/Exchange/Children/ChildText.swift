import Base
import Registers

/// Child rows in one cell, for text tables, which have no second sheet: a line for each child row,
/// `需求：就业；具体内容：想学美甲`. A `；` or `\` within a value has a `\` before it, a new line is written `\n`.
enum ChildText {
    static func write(_ rows: [FieldValues], of field: FieldDefinition, regions: RegionTree) -> String {
        rows.map { row in
            field.columns.compactMap { column -> String? in
                let value = row[column.name] ?? .null
                guard !value.isNull else { return nil }
                return "\(column.title)：\(escaped(ExportColumn.text(value, column, regions: regions)))"
            }.joined(separator: "；")
        }.joined(separator: "\n")
    }

    /// Reads what `write` wrote, or a person in its manner.
    /// - Throws: `FieldFault` naming the child row and what is wrong in it.
    static func read(
        _ text: String, of field: FieldDefinition, regions: RegionTree
    ) throws(FieldFault) -> FieldValue {
        var rows: [FieldValues] = []
        for line in text.split(whereSeparator: \.isNewline) where !normalised(line).isEmpty {
            var row = FieldValues(uniqueKeysWithValues: field.columns.map { ($0.name, .null) })
            for part in parts(line) where !normalised(part).isEmpty {
                let (name, value) = try read(part, of: field, regions: regions, line: rows.count + 1)
                row[name] = value
            }
            rows.append(row)
        }
        return rows.isEmpty ? .null : .rows(rows)
    }

    private static func read(
        _ part: String, of field: FieldDefinition, regions: RegionTree, line: Int
    ) throws(FieldFault) -> (String, FieldValue) {
        let pieces = part.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "：" || $0 == ":" }
        let heading = HeadingForm.folded(pieces[0])
        let column = field.columns.first { column in
            ([column.title] + column.aliases).contains { HeadingForm.folded($0) == heading }
        }
        guard pieces.count == 2, let column else {
            let titles = field.columns.map(\.title).joined(separator: "、")
            throw FieldFault(
                field.name,
                "“\(field.title)”第 \(line) 行写的是“\(part.prefix(30))”。请写成“\(field.columns.first?.title ?? "栏目")：内容”，各栏用“；”隔开，栏目有：\(titles)。"
            )
        }
        do {
            return (column.name, try FieldText.read(unescaped(pieces[1]), as: column, regions: regions))
        } catch {
            throw FieldFault(field.name, "“\(field.title)”第 \(line) 行：\(error.message)", value: error.value)
        }
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\": result += "\\\\"
            case "；", ";": result += "\\\(character)"
            case _ where character.isNewline: result += "\\n"
            default: result.append(character)
            }
        }
        return result
    }

    private static func unescaped(_ text: Substring) -> String {
        var result = ""
        var isEscape = false
        for character in text {
            if isEscape {
                result += character == "n" ? "\n" : String(character)
                isEscape = false
            } else if character == "\\" {
                isEscape = true
            } else {
                result.append(character)
            }
        }
        return result
    }

    /// The parts between separators that have no stroke before them, strokes kept.
    private static func parts(_ line: Substring) -> [String] {
        var parts = [""]
        var isEscape = false
        for character in line {
            if !isEscape, character == "；" || character == ";" {
                parts.append("")
                continue
            }
            parts[parts.count - 1].append(character)
            isEscape = !isEscape && character == "\\"
        }
        return parts
    }
}
