/// Joins lines that a page break or a fixed width cut apart, and keeps apart what is apart.
struct LineRepair {
    private var paragraphs: [RepairedParagraph] = []
    private var pendingGap = false
    private let wrapWidth: Int?
    private let usesIndents: Bool
    /// Whether an empty line stands between most paragraphs, as on many web pages.
    private let usesGaps: Bool
    private var lastLineWidth = 0

    /// `lines` holds nil for an empty line.
    static func join(_ lines: [SourceLine?]) -> [RepairedParagraph] {
        var repair = LineRepair(lines)
        let rows = AlignedTables.find(in: lines)
        for (index, line) in lines.enumerated() {
            guard let line else {
                repair.pendingGap = true
                continue
            }
            if let cells = TableRow.cells(of: line) {
                repair.appendRow(line, cells: cells)
            } else if let cells = rows[index] {
                repair.appendRow(line, cells: cells)
            } else {
                repair.appendText(line)
            }
        }
        return repair.paragraphs
    }

    private init(_ lines: [SourceLine?]) {
        let texts = lines.compactMap { $0 }.filter { TableRow.cells(of: $0) == nil }
        usesIndents = texts.count { $0.isIndented } * 4 >= texts.count && texts.contains { !$0.isIndented }
        wrapWidth = LineRepair.wrapWidth(texts)
        let gaps = lines.indices.count { $0 > 0 && lines[$0] != nil && lines[$0 - 1] == nil }
        usesGaps = texts.count >= 6 && gaps * 10 >= texts.count * 6
    }

    /// The width at which most lines were cut, when the text was cut at a fixed width.
    private static func wrapWidth(_ lines: [SourceLine]) -> Int? {
        let widths = lines.map(\.width).filter { $0 >= 24 }
        guard widths.count >= 8, let longest = widths.max(), longest <= 160 else { return nil }
        // A full line may be a few characters short, since signs may not begin a line.
        let full = widths.count { $0 + 6 >= longest }
        return full * 5 >= widths.count * 2 ? longest : nil
    }

    private mutating func appendRow(_ line: SourceLine, cells: [Range<Int>]) {
        defer { pendingGap = false }
        guard !cells.isEmpty else { return }
        var row = RepairedParagraph(line)
        row.cells = cells
        row.followsGap = pendingGap
        paragraphs.append(row)
    }

    private mutating func appendText(_ line: SourceLine) {
        var line = line
        let width = line.width
        StraySpaces.remove(from: &line)
        if let last = paragraphs.last, last.cells.isEmpty, !line.isMarkedHeading, continues(last, line) {
            paragraphs[paragraphs.count - 1].append(line)
        } else {
            paragraphs.append(RepairedParagraph(line))
        }
        pendingGap = false
        lastLineWidth = width
    }

    private func continues(_ paragraph: RepairedParagraph, _ line: SourceLine) -> Bool {
        let before = paragraph.tail
        let after = line.folded
        guard let last = before.last, let first = after.first, !paragraph.isMarkedHeading else { return false }
        if LineRepair.opensParagraph(after) { return false }
        if "。!?;".unicodeScalars.contains(last) {
            // Where paragraphs are indented, a full line that ends a sentence may still go on.
            guard let wrapWidth, usesIndents, !line.isIndented, !pendingGap else { return false }
            return lastLineWidth + 4 >= wrapWidth && last != ";"
        }
        if LineRepair.hasOpenBracket(before), !(pendingGap && usesGaps) { return true }
        // An item that opens with a number, after a line that ends with its offices.
        if last == ")", HeadingMark.parse(after, at: after.startIndex) != nil { return false }
        if ",、(“《<-/".unicodeScalars.contains(last) || "，、）)。；;,:：》”".unicodeScalars.contains(first) { return true }
        if last == ":" { return false }
        if opensRunningText(paragraph.folded), !paragraph.hasStop, pendingGap == false { return true }
        if last == "》", after.hasAnyPrefix(["已经", "业经", "已由", "的通知", "印发", "经"]) != nil { return true }
        let isHeading = HeadingMark.parse(paragraph.folded, at: 0) != nil
        if let wrapWidth, lastLineWidth + 4 >= wrapWidth { return !(usesIndents && line.isIndented) }
        if usesIndents, line.isIndented, pendingGap { return false }
        if paragraph.hasStop { return !endsLikeSignature(before) && last != ")" && last != "”" }
        let hasComma = paragraph.hasComma
        if isHeading { return paragraph.scalars.count > 50 && hasComma }
        // Titles and signatures have no signs; running text has.
        return hasComma && paragraph.scalars.count > 14 && !paragraph.hasGap
    }

    /// 现将某某方案印发给: what opens so goes on until it stops.
    private func opensRunningText(_ text: TextSlice) -> Bool {
        text.hasAnyPrefix(["现将", "现就", "为贯彻", "为深入", "为进一步", "为加快", "为认真", "根据《"]) != nil
    }

    private func endsLikeSignature(_ text: TextSlice) -> Bool {
        text.hasSuffix("日") && text.count < 24
    }

    /// Whether a bracket or a title opened near the end is still open.
    private static func hasOpenBracket(_ text: TextSlice) -> Bool {
        var depth = 0
        var title = 0
        for scalar in text {
            switch scalar {
            case "(": depth += 1
            case ")": depth = max(0, depth - 1)
            case "《": title += 1
            case "》": title = max(0, title - 1)
            default: break
            }
        }
        return depth > 0 || title > 0
    }

    /// Whether a line can only begin a paragraph.
    private static func opensParagraph(_ text: TextSlice) -> Bool {
        if let mark = HeadingMark.parse(text, at: text.startIndex) {
            return !mark.isUncertain && (mark.kind != .digit || mark.ordinal < 60)
        }
        let openers = [
            "附件", "附:", "附表", "抄送", "主送", "(此件", "此件", "是否宜公开", "公开方式", "公开属性", "联系人", "责任单位", "牵头单位",
            "配合单位", "责任部门", "牵头部门", "配合部门", "完成时限", "主办单位", "协办单位", "(责任", "(牵头", "[责任", "[牵头", "注:", "备注:",
            "市直有关单位:", "特此通知",
        ]
        if text.hasAnyPrefix(openers) != nil { return true }
        if text.count <= 40, FrontDates.wholeLine(text) != nil { return true }
        return text.count < 60 && text.hasSuffix("印发")
    }
}
