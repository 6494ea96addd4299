import Base

/// Parts a Markdown file into sections, one a heading.
struct MarkdownParser {
    private let file: String
    private let lines: [Substring]
    private var next = 0
    private(set) var sections: [MarkdownSection] = []
    private(set) var faults: [Diagnostic] = []

    init(_ text: String, file: String) {
        self.file = file
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.hasSuffix("\r") ? $0.dropLast() : $0
        }
    }

    /// Reads everything; the first section is the model's own.
    mutating func parse() {
        while next < lines.count {
            let line = lines[next]
            if line.hasPrefix("# ") || line.hasPrefix("## ") {
                heading(line)
            } else if sections.isEmpty {
                if !line.allSatisfy(\.isWhitespace) { fault(1, "文件应以“# 模型名称”开头。") }
                next += 1
            } else if line.hasPrefix("```") {
                fence(line)
            } else if line.hasPrefix("|") {
                table()
            } else if line.hasPrefix("- ") {
                property(line)
            } else {
                let prose = MarkdownText.text(ofProse: String(line))
                change { $0.prose.append(prose) }
                next += 1
            }
        }
        if sections.isEmpty, faults.isEmpty { fault(1, "文件里没有“# 模型名称”。") }
    }

    private mutating func change(_ body: (inout MarkdownSection) -> Void) { body(&sections[sections.count - 1]) }

    private mutating func fault(_ column: Int, _ message: String) {
        guard faults.count < ModelReader.maximumFaults else { return }
        faults.append(Diagnostic(Place(file: file, line: next + 1, column: column), message))
    }

    private mutating func heading(_ line: Substring) {
        let isModel = line.hasPrefix("# ")
        if isModel != sections.isEmpty {
            fault(1, isModel ? "一个文件只有一个“# 模型名称”，决策的标题用“## ”。" : "文件应以“# 模型名称”开头。")
        }
        let column = isModel ? 3 : 4
        let name = ModelReader.normal(String(line.dropFirst(column - 1)))
        if name.isEmpty { fault(column, "标题里没有名称。") }
        sections.append(MarkdownSection(title: MarkdownSpan(text: name, line: next + 1, column: column)))
        next += 1
    }

    private mutating func fence(_ line: Substring) {
        let mark = line.prefix { $0 == "`" }
        let info = String(line.dropFirst(mark.count)).trimmed
        if !["", "feel"].contains(info.lowercased()) { fault(mark.count + 1, "代码块应写成“```feel”。") }
        let start = next + 1
        next = start
        while next < lines.count, !(lines[next].hasPrefix(mark) && lines[next].allSatisfy { $0 == "`" }) { next += 1 }
        guard next < lines.count else {
            next = start - 1
            fault(1, "代码块没有结束，应另起一行写“\(mark)”。")
            next = lines.count
            return
        }
        let blank = lines[start..<next].prefix { $0.allSatisfy(\.isWhitespace) }
        let column = (lines[start..<next].dropFirst(blank.count).first?.prefix(while: \.isWhitespace).count ?? 0) + 1
        let text = lines[start..<next].joined(separator: "\n").trimmed
        change { $0.fences.append(MarkdownSpan(text: text, line: start + blank.count + 1, column: column)) }
        next += 1
    }

    // MARK: Properties

    private mutating func property(_ line: Substring) {
        if let property = read(line, indent: 2) { change { $0.properties.append(property) } }
        next += 1
        while next < lines.count, lines[next].hasPrefix("  - ") {
            if let part = read(lines[next], indent: 4) {
                change { section in
                    guard !section.properties.isEmpty else { return }
                    section.properties[section.properties.count - 1].parts.append(part)
                }
            }
            next += 1
        }
    }

    private mutating func read(_ line: Substring, indent: Int) -> MarkdownProperty? {
        let rest = line.dropFirst(indent)
        guard let end = rest.firstIndex(where: { $0 == "：" || $0 == ":" }) else {
            fault(indent + 1, "“- ”后应写“名称：值”；说明文字里的列表请用“* ”。")
            return nil
        }
        let after = rest[rest.index(after: end)...]
        let blank = after.prefix(while: \.isWhitespace).count
        let column = indent + rest.distance(from: rest.startIndex, to: end) + 2 + blank
        return MarkdownProperty(
            key: MarkdownSpan(text: String(rest[..<end]).trimmed, line: next + 1, column: indent + 1),
            value: MarkdownSpan(
                text: MarkdownText.text(ofLine: String(after).trimmed), line: next + 1, column: column))
    }

    // MARK: Tables

    private mutating func table() {
        let head = cells(lines[next])
        if head.isEmpty {
            fault(1, "这一行没有格子，应像“| 甲 | 乙 |”。")
            next += 1
            return
        }
        var table = MarkdownTable(head: head, line: next + 1)
        next += 1
        guard next < lines.count, lines[next].hasPrefix("|"), Self.isRule(cells(lines[next])) else {
            return fault(1, "表头下面应有一行“|---|---|”。")
        }
        if cells(lines[next]).count != head.count { fault(1, "这一行的格数应与表头相同：\(head.count) 格。") }
        next += 1
        while next < lines.count, lines[next].hasPrefix("|") {
            let row = cells(lines[next])
            if row.count == head.count {
                table.rows.append(row)
            } else {
                fault(1, "这一行有 \(row.count) 格，应为 \(head.count) 格，与表头相同；文字里的“|”要写成“\\|”。")
            }
            next += 1
        }
        change { $0.tables.append(table) }
    }

    private static func isRule(_ cells: [MarkdownSpan]) -> Bool {
        cells.allSatisfy { $0.text.wholeMatch(of: /:?-+:?/) != nil }
    }

    /// The cells of a line that begins with a bar.
    private func cells(_ line: Substring) -> [MarkdownSpan] {
        var cells: [MarkdownSpan] = []
        var text = ""
        var start = 2
        var column = 1
        var isEscaped = false
        func end() {
            let blank = text.prefix(while: \.isWhitespace).count
            cells.append(
                MarkdownSpan(
                    text: MarkdownText.text(ofLine: text.trimmed), line: next + 1,
                    column: text.count == blank ? start : start + blank))
        }
        for character in line.dropFirst() {
            column += 1
            if character == "|", !isEscaped {
                end()
                (text, start) = ("", column + 1)
                continue
            }
            if character == "|" { text.removeLast() }
            text.append(character)
            isEscaped = character == "\\"
        }
        if !text.allSatisfy(\.isWhitespace) { end() }
        return cells
    }
}
