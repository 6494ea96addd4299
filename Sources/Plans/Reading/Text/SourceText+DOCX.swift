import Sheets

extension SourceText {
    /// A Word file: paragraphs become lines, with the numbers of automatic numbering; tables become rows with bars.
    /// - Throws: ``LoadError`` when the file is damaged or is no Word file.
    public init(docx: [UInt8]) throws {
        let body: [UInt8]
        var numbering: [UInt8] = []
        do {
            let archive = try ZipArchive(bytes: docx, name: "文件")
            guard archive.entry(named: "word/document.xml") != nil else {
                throw LoadError(description: "这不是 Word 文件（里面没有正文）。请选 .docx、网页或文本文件。")
            }
            body = try archive.read("word/document.xml")
            if archive.entry(named: "word/numbering.xml") != nil { numbering = try archive.read("word/numbering.xml") }
        } catch let error as LoadError {
            throw error
        } catch {
            throw LoadError(description: "Word 文件打不开，可能已损坏或设了密码。请用 Word 打开后另存为新的 .docx 再读。")
        }
        var lines = WordLines(numbering: WordNumbering(numbering))
        lines.read(body)
        self.init(lines.text, format: .docx)
    }
}

/// Turns the body of a Word file into lines.
private struct WordLines {
    private var numbering: WordNumbering
    private var lines: [String] = []
    private var line = ""
    private var level = 0
    private var list: Int?
    private var grids: [TableGrid] = []
    private var cell = ""
    private var columns = 1
    private var mergesUp = false
    private var isText = false
    private var isDeleted = 0

    init(numbering: WordNumbering) { self.numbering = numbering }

    var text: String { lines.joined(separator: "\n") }

    mutating func read(_ bytes: [UInt8]) {
        var scanner = MarkupScanner(bytes)
        while let token = scanner.next() {
            switch token {
            case .open(let name, let attributes, let isEmpty):
                open(name, attributes)
                if isEmpty { close(name) }
            case .close(let name): close(name)
            case .text(let bytes):
                if isText, isDeleted == 0 {
                    line += MarkupScanner.decodeEntities(String(decoding: bytes, as: UTF8.self))
                }
            }
        }
        if !line.isEmpty { lines.append(line) }
    }

    private mutating func open(_ name: String, _ attributes: ArraySlice<UInt8>) {
        let value = { MarkupScanner.value(of: "w:val", in: attributes) }
        switch name {
        case "w:t": isText = true
        case "w:tab" where grids.isEmpty: line += line.isEmpty ? "" : "\t"
        case "w:br", "w:cr":
            line += grids.isEmpty && MarkupScanner.value(of: "w:type", in: attributes) == nil ? "\n" : ""
        case "w:del", "w:movefrom": isDeleted += 1
        case "w:ilvl": level = Int(value() ?? "") ?? 0
        case "w:numid": list = Int(value() ?? "")
        case "w:tbl": grids.append(TableGrid())
        case "w:tr": withGrid { $0.beginRow() }
        case "w:tc":
            cell = ""
            columns = 1
            mergesUp = false
        case "w:gridspan": columns = Int(value() ?? "") ?? 1
        case "w:vmerge": mergesUp = value() != "restart"
        default: break
        }
    }

    private mutating func close(_ name: String) {
        switch name {
        case "w:t": isText = false
        case "w:del", "w:movefrom": isDeleted = max(0, isDeleted - 1)
        case "w:p": endParagraph()
        case "w:tc":
            let words = mergesUp ? "" : cell.trimmingSpaces
            let columns = columns
            withGrid { $0.add(words, columns: columns, rows: 1) }
        case "w:tr": withGrid { $0.endRow() }
        case "w:tbl":
            withGrid { $0.endRow() }
            guard let grid = grids.popLast() else { return }
            if grids.isEmpty { lines.append(contentsOf: [""] + (grid.width <= 1 ? grid.cells : grid.lines) + [""]) }
        default: break
        }
    }

    private mutating func endParagraph() {
        if let list, list > 0, !line.isEmpty, let number = numbering.next(list: list, level: level) {
            line = number + line
        }
        if grids.isEmpty {
            lines.append(contentsOf: line.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        } else {
            cell += (cell.isEmpty ? "" : " ") + line
        }
        line = ""
        list = nil
        level = 0
    }

    private mutating func withGrid(_ change: (inout TableGrid) -> Void) {
        guard let last = grids.indices.last else { return }
        change(&grids[last])
    }
}
