import Sheets

extension SourceText {
    /// A Word file: paragraphs become lines, with the numbers of automatic numbering; tables become rows with bars.
    /// - Throws: ``LoadError`` when the file is damaged or is no Word file.
    public init(docx: [UInt8]) throws {
        let body: [UInt8]
        var numbering: [UInt8] = []
        var styles: [UInt8] = []
        do {
            let archive = try ZipArchive(bytes: docx, name: "文件")
            guard archive.entry(named: "word/document.xml") != nil else {
                throw LoadError(description: "这不是 Word 文件（里面没有正文）。请选 .docx、网页或文本文件。")
            }
            body = try archive.read("word/document.xml")
            if archive.entry(named: "word/numbering.xml") != nil { numbering = try archive.read("word/numbering.xml") }
            if archive.entry(named: "word/styles.xml") != nil { styles = try archive.read("word/styles.xml") }
        } catch let error as LoadError {
            throw error
        } catch {
            throw LoadError(description: "Word 文件打不开，可能已损坏或设了密码。请用 Word 打开后另存为新的 .docx 再读。")
        }
        var lines = WordLines(numbering: WordNumbering(numbering), styles: WordStyles(styles))
        lines.read(body)
        self.init(lines.text, format: .docx)
    }
}

/// Turns the body of a Word file into lines.
private struct WordLines {
    /// A table on its way, and the cell that is open in it.
    private struct Table {
        var grid = TableGrid()
        var cell = ""
        var columns = 1
        var mergesUp = false
    }

    private var numbering: WordNumbering
    private let styles: WordStyles
    private var lines: [String] = []
    private var line = ""
    private var level: Int?
    private var list: Int?
    private var style: String?
    private var tables: [Table] = []
    private var isText = false
    /// How many elements are open whose text is deleted, or shown only where the newer form is not understood.
    private var isHidden = 0

    init(numbering: WordNumbering, styles: WordStyles) {
        self.numbering = numbering
        self.styles = styles
    }

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
                if isText, isHidden == 0 {
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
        case "w:tab" where isHidden == 0: line += tables.isEmpty ? (line.isEmpty ? "" : "\t") : " "
        case "w:br", "w:cr":
            let isPage = MarkupScanner.value(of: "w:type", in: attributes) != nil
            if isHidden == 0, !isPage { line += tables.isEmpty ? "\n" : " " }
        case "w:nobreakhyphen" where isHidden == 0: line += "-"
        case "w:del", "w:movefrom", "mc:fallback": isHidden += 1
        case "w:pstyle": style = value()
        case "w:ilvl": level = value().flatMap { Int($0) }
        case "w:numid": list = value().flatMap { Int($0) }
        case "w:tbl": tables.append(Table())
        case "w:tr": withTable { $0.grid.beginRow() }
        case "w:tc":
            withTable {
                $0.cell = ""
                $0.columns = 1
                $0.mergesUp = false
            }
        case "w:gridspan": withTable { $0.columns = value().flatMap { Int($0) } ?? 1 }
        case "w:vmerge": withTable { $0.mergesUp = value() != "restart" }
        default: break
        }
    }

    private mutating func close(_ name: String) {
        switch name {
        case "w:t": isText = false
        case "w:del", "w:movefrom", "mc:fallback": isHidden = max(0, isHidden - 1)
        case "w:p": endParagraph()
        case "w:tc":
            withTable { table in
                let words = table.mergesUp ? "" : table.cell.trimmingSpaces
                table.grid.add(words, columns: table.columns, rows: 1)
                table.cell = ""
            }
        case "w:tr": withTable { $0.grid.endRow() }
        case "w:tbl": endTable()
        default: break
        }
    }

    private mutating func endParagraph() {
        let inherited = style.flatMap { styles.numbering(of: $0) }
        let list = list ?? inherited?.list
        let level = level ?? inherited?.level ?? 0
        if let list, list > 0, !line.isEmpty, let number = numbering.next(list: list, level: level) {
            line = number + line
        }
        if tables.isEmpty {
            lines.append(contentsOf: line.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        } else {
            let words = line
            withTable { $0.cell += ($0.cell.isEmpty || words.isEmpty ? "" : " ") + words }
        }
        line = ""
        self.list = nil
        self.level = nil
        style = nil
    }

    /// A table within a cell is taken as the cell's text; one of a single column only holds the page together.
    private mutating func endTable() {
        withTable { $0.grid.endRow() }
        guard let table = tables.popLast() else { return }
        if tables.isEmpty {
            lines.append(contentsOf: [""] + (table.grid.width <= 1 ? table.grid.cells : table.grid.lines) + [""])
        } else {
            let words = table.grid.cells.joined(separator: " ")
            withTable { $0.cell += ($0.cell.isEmpty ? "" : " ") + words }
        }
    }

    private mutating func withTable(_ change: (inout Table) -> Void) {
        guard let last = tables.indices.last else { return }
        change(&tables[last])
    }
}
