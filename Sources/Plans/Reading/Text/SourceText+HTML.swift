extension SourceText {
    /// A web page: its blocks become lines, its tables rows with bars; scripts and menus in `nav` are left out.
    /// - Throws: ``LoadError`` when no text is left.
    public init(html: String) throws { try self.init(html: html, remarks: []) }

    init(html: String, remarks: [String]) throws {
        var writer = HTMLLines()
        writer.read(Array(html.utf8))
        let text = writer.text
        guard text.unicodeScalars.contains(where: \.isHan) else {
            throw LoadError(description: "网页里没有找到文字。请打开网页，复制正文后粘贴。")
        }
        self.init(text, format: .html, remarks: remarks)
    }
}

/// Turns a web page into lines.
private struct HTMLLines {
    private var lines: [String] = []
    private var line = ""
    private var grids: [(grid: TableGrid, cell: String, columns: Int, rows: Int, isInCell: Bool)] = []
    private var body: [String]?

    private static let blocks: Set<String> = [
        "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header",
        "footer", "blockquote", "pre",
        "hr", "dd", "dt", "dl", "form", "title", "center",
    ]
    private static let skipped: Set<String> = [
        "script", "style", "noscript", "nav", "head", "select", "button", "svg", "iframe", "textarea",
    ]

    var text: String { lines.joined(separator: "\n") }

    mutating func read(_ bytes: [UInt8]) {
        var scanner = MarkupScanner(bytes)
        while let token = scanner.next() {
            switch token {
            case .open(let name, let attributes, let isEmpty):
                if HTMLLines.skipped.contains(name), !isEmpty {
                    scanner.skipElement(name)
                } else {
                    open(name, attributes)
                }
            case .close(let name): close(name)
            case .text(let bytes):
                let words = MarkupScanner.decodeEntities(String(decoding: bytes, as: UTF8.self))
                add(words)
            }
        }
        while !grids.isEmpty { close("table") }
        breakLine()
    }

    /// White space of the page's source is one space; the ideographic space is kept.
    private mutating func add(_ words: String) {
        var result = ""
        for scalar in words.unicodeScalars {
            if scalar == "\n" || scalar == "\r" || scalar == "\t" || scalar == " " {
                if result.unicodeScalars.last != " " { result.unicodeScalars.append(" ") }
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        if let last = grids.indices.last, grids[last].isInCell {
            grids[last].cell += result
        } else if grids.isEmpty {
            line += result
        }
    }

    private mutating func open(_ name: String, _ attributes: ArraySlice<UInt8>) {
        switch name {
        case "table":
            breakLine()
            grids.append((TableGrid(), "", 1, 1, false))
        case "tr": endCell(); withGrid { $0.beginRow() }
        case "td", "th":
            endCell()
            guard let last = grids.indices.last else { return }
            grids[last].isInCell = true
            grids[last].columns = Int(MarkupScanner.value(of: "colspan", in: attributes) ?? "") ?? 1
            grids[last].rows = Int(MarkupScanner.value(of: "rowspan", in: attributes) ?? "") ?? 1
        case "h1", "h2":
            breakLine()
            if grids.isEmpty { line = "# " }
        case let name where HTMLLines.blocks.contains(name): breakLine()
        default: break
        }
    }

    private mutating func close(_ name: String) {
        switch name {
        case "td", "th": endCell()
        case "tr": endCell(); withGrid { $0.endRow() }
        case "table":
            endCell()
            withGrid { $0.endRow() }
            guard let grid = grids.popLast() else { return }
            // A table within a cell is taken as the cell's text.
            if let last = grids.indices.last, grids[last].isInCell {
                grids[last].cell += " " + grid.grid.cells.joined(separator: " ")
            } else {
                lines.append(contentsOf: isLayout(grid.grid) ? grid.grid.cells : [""] + grid.grid.lines + [""])
            }
        case let name where HTMLLines.blocks.contains(name): breakLine()
        default: break
        }
    }

    /// One column: a table that only holds the page together.
    private func isLayout(_ grid: TableGrid) -> Bool { grid.width <= 1 }

    private mutating func withGrid(_ change: (inout TableGrid) -> Void) {
        guard let last = grids.indices.last else { return }
        change(&grids[last].grid)
    }

    private mutating func endCell() {
        guard let last = grids.indices.last, grids[last].isInCell else { return }
        let cell = grids[last].cell.trimmingSpaces
        grids[last].grid.add(cell, columns: grids[last].columns, rows: grids[last].rows)
        grids[last].cell = ""
        grids[last].isInCell = false
    }

    private mutating func breakLine() {
        if let last = grids.indices.last {
            if grids[last].isInCell { grids[last].cell += isLayout(grids[last].grid) ? "\n" : " " }
            return
        }
        if line.unicodeScalars.contains(where: { $0 != " " && $0 != "#" && $0 != "\u{3000}" }) { lines.append(line) }
        line = ""
    }
}
