/// Turns the lines of a source into text: marks of Markdown, page numbers, crawler notes and stray spaces go.
struct LineCleaner {
    /// Notes that a crawler or a web page put around the text, such as the date of publication.
    private(set) var notes = PageNotes()
    /// Lines that hold such notes or the address of the source.
    private(set) var provenance: [Int] = []
    private var isInComment = false

    /// The cleaned line; nil when nothing of the text is left.
    mutating func clean(_ raw: ArraySlice<Unicode.Scalar>, start: Int, number: Int) -> SourceLine? {
        var line = SourceLine(scalars: [], origins: [], number: number)
        for (offset, scalar) in raw.enumerated() {
            switch scalar.value {
            case 0x200B...0x200F, 0xFEFF, 0x00AD, 0x2028...0x202E, 0x2060...0x2064: continue
            case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F...0x9F, 0xFFFD, 0xE000...0xF8FF: continue
            default: break
            }
            line.scalars.append(HanFolding.mend(scalar))
            line.origins.append(Int32(clamping: start + offset))
        }
        line.isIndented = line.scalars.first == "\u{3000}" || line.folded.hasPrefix("  ")
        line.trim()
        guard !line.scalars.isEmpty else { return nil }
        if isProvenance(line) {
            provenance.append(number)
            return nil
        }
        stripMarkup(&line)
        line.trim()
        if line.scalars.isEmpty || isDebris(line) || PageNotes.isMenu(line.folded) || notes.take(line) { return nil }
        return line
    }

    private func isProvenance(_ line: SourceLine) -> Bool {
        let text = line.folded.trimmed(of: "#>*- ")
        let labels = ["SOURCE:", "Source:", "source:", "来源网址:", "URL:", "url:", "http://", "https://"]
        return text.hasAnyPrefix(labels) != nil
    }

    private func stripMarkup(_ line: inout SourceLine) {
        stripOpening(&line)
        stripLinks(&line)
        stripBreaks(&line)
        let folded = line.folded
        line.removeAll { index in
            let sign = folded[index]
            if sign == "\\" { return true }
            if sign == "`" { return true }
            guard sign == "*" || sign == "_" else { return false }
            return (index + 1 < folded.endIndex && folded[index + 1] == sign)
                || (index > 0 && folded[index - 1] == sign)
        }
    }

    private func stripOpening(_ line: inout SourceLine) {
        let folded = line.folded
        var index = 0
        while index < folded.endIndex, folded[index] == "#" { index += 1 }
        if index > 0, index <= 6 {
            line.isMarkedHeading = true
            line.keep(index..<line.scalars.count)
        } else if folded.hasPrefix(">") {
            line.keep(1..<line.scalars.count)
        } else if folded.count > 2, folded[0] == "-" || folded[0] == "*" || folded[0] == "+" || folded[0] == "•",
            folded[1] == " ", !folded[2].isASCIIDigit
        {
            line.keep(2..<line.scalars.count)
        }
        line.trim()
    }

    /// `<br>` within a cell is a space.
    private func stripBreaks(_ line: inout SourceLine) {
        let folded = line.folded
        guard folded.contains("<br") else { return }
        var unwanted = Set<Int>()
        for index in folded.indices where folded.has("<br", at: index) {
            guard let close = folded[index..<min(folded.endIndex, index + 7)].firstIndex(of: ">") else { continue }
            line.scalars[index] = " "
            unwanted.formUnion(index + 1..<close + 1)
        }
        line.removeAll { unwanted.contains($0) }
    }

    /// `[text](address)` keeps its text.
    private func stripLinks(_ line: inout SourceLine) {
        let folded = line.folded
        guard folded.contains("](") else { return }
        var unwanted = Set<Int>()
        var index = 0
        while index < folded.endIndex {
            if folded[index] == "[", line.scalars[index] == "[", let end = folded.closing(of: index),
                end < folded.endIndex, folded[end] == "(", let close = folded.closing(of: end)
            {
                unwanted.insert(index)
                unwanted.formUnion(end - 1..<close)
                if index > 0, folded[index - 1] == "!" { unwanted.insert(index - 1) }
                index = close
            } else {
                index += 1
            }
        }
        line.removeAll { unwanted.contains($0) }
    }

    /// Whether the line is the number of a page.
    static func isPageNumber(_ text: TextSlice) -> Bool {
        guard text.count <= 24 else { return false }
        if text.hasPrefix("第"), text.contains("页") {
            return text.allSatisfy { $0.isASCIIDigit || "第共页,/ ".unicodeScalars.contains($0) }
        }
        let core = text.trimmed(of: "-·.~_=*—–第共页 /")
        return !core.isEmpty && core.allSatisfy(\.isASCIIDigit) && core.count <= 3
            && (text.count > core.count || text.count <= 3)
    }

    /// Page numbers, rules, names of downloads, lines of a table of contents.
    private func isDebris(_ line: SourceLine) -> Bool {
        let text = line.folded
        if text.count <= 24 {
            let core = text.trimmed(of: "-·.~_=*—–第共页 /")
            if core.isEmpty { return !text.contains("|") }
            if LineCleaner.isPageNumber(text) || text.hasPrefix("PAGE") { return true }
            if text.hasPrefix("[原文下载]") || text.hasPrefix("[附件下载]") || text == TextSlice("目录")
                || text == TextSlice("目 录") || text == TextSlice("目  录")
            {
                return true
            }
        }
        if text.hasAnySuffix([".pdf", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".ofd"]) != nil { return true }
        // The beginning of the notice, cut off, as a page shows it above the document.
        if text.last == "…", text.count > 30, !text.hasSuffix("……"), text.contains("关于") { return true }
        return isContentsLine(text)
    }

    private func isContentsLine(_ text: TextSlice) -> Bool {
        guard let last = text.last, last.isASCIIDigit else { return false }
        var index = text.endIndex - 1
        while index >= text.startIndex, text[index].isASCIIDigit || text[index] == " " || text[index] == "-" {
            index -= 1
        }
        guard index > text.startIndex + 2 else { return false }
        let dots: (Unicode.Scalar) -> Bool = { $0 == "." || $0 == "…" || $0 == "·" }
        return dots(text[index]) && dots(text[index - 1]) && text.count < 100
    }
}
