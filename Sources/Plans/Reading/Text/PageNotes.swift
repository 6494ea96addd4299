/// What a web page writes around a document: `发布日期：…  来源：…`, labels with their values on the next line, menus.
struct PageNotes {
    /// A label and its value.
    struct Note {
        let key: String
        /// The value as written, without its spaces.
        let value: String
        let line: Int
    }

    private(set) var notes: [Note] = []
    /// A label that stood alone: the next line is its value.
    private var waiting: String?

    private static let keys = [
        "发布日期", "发布时间", "发布机构", "发布单位", "发文机关", "发文单位", "发文日期", "原文链接", "检索时间", "检索关键词", "成文日期", "生成日期",
        "颁发日期", "索引号", "主题分类", "信息分类", "组配分类", "公文种类", "信息来源", "来源", "浏览次数", "浏览量", "访问次数", "阅读次数", "阅读", "点击数",
        "字号", "字体", "文章来源", "作者", "责任编辑", "责任部门", "公开日期", "文号", "发文字号", "信息名称", "名称", "标题", "有效性", "时效性", "主题词",
        "时间", "打印", "分享", "统一编号", "发布人", "访问量", "点击率", "废止时间", "废止日期", "生效时间", "生效日期", "实施时间", "实施日期", "施行日期",
        "发布文号", "发文文号", "文件编号", "发文标题", "文件标题", "发文部门", "发布部门", "发文时间", "发文机构", "发布机关", "制定机关", "政策级别", "政策主题",
        "政策分类", "法规类型", "效力级别", "所属行业", "所属区域", "阅读人次", "评论人次", "页面功能", "发文内容", "有效性状态", "效力状态", "内容概述",
        "核心提示", "下载地址", "属性", "关键词", "是否有效", "文件类型", "分类", "编辑出版",
    ].sorted { $0.unicodeScalars.count > $1.unicodeScalars.count }

    /// Labels that may stand on a line of their own; others would swallow a line of the text.
    private static let alone: Set<String> = [
        "索引号", "文号", "发文字号", "发布机构", "发布单位", "责任部门", "有效性", "时效性", "生成日期", "成文日期", "发布日期", "标题", "主题分类", "信息名称", "名称",
        "组配分类", "公文种类", "发文机关", "发文日期", "信息分类", "主题词", "发布文号", "发文文号", "发文机构", "制定机关",
    ]

    /// Labels that are no words of a plan at the start of a line.
    private static let onlyOnPages: Set<String> = [
        "阅读", "点击数", "访问量", "点击率", "发布人", "责任部门", "名称", "时间", "标题", "属性", "关键词", "分类", "实施时间", "实施日期", "生效时间",
    ]

    /// Labels that need no colon where a table or wide spaces set them apart from their values.
    private static let ofTables: Set<String> = [
        "索引号", "文号", "发文字号", "发布文号", "发文文号", "文件编号", "发布机构", "发布单位", "发文机关", "发文机构", "发文单位", "发布日期", "发文日期", "成文日期",
        "生成日期", "公开日期", "有效性", "有效性状态", "信息分类", "主题分类", "组配分类", "公文种类", "分类", "属性", "标题", "信息名称", "名称", "生效日期",
        "废止日期", "是否有效", "编辑出版", "主题词",
    ]

    /// Takes the line when it is a note.
    mutating func take(_ line: SourceLine) -> Bool {
        let (folded, raw) = PageNotes.compacted(line)
        if folded == TextSlice("|"), line.number < 200 { return true }
        if let pairs = barPairs(folded, line: line.number) ?? pairs(folded) ?? spacedPairs(line) {
            waiting = nil
            for (key, place) in pairs {
                if place.isEmpty, PageNotes.alone.contains(key) { waiting = key }
                notes.append(Note(key: key, value: raw[place].string, line: line.number))
            }
            return true
        }
        guard let key = waiting else { return false }
        waiting = nil
        guard folded.count < 100, line.number < 200 else { return false }
        notes.append(Note(key: key, value: raw.string, line: line.number))
        return true
    }

    /// The line, folded and as written, without spaces and without brackets around labels; the brackets around the year of
    /// a number stay.
    private static func compacted(_ line: SourceLine) -> (folded: TextSlice, raw: TextSlice) {
        let text = line.folded
        var folded: [Unicode.Scalar] = []
        var raw: [Unicode.Scalar] = []
        for index in text.indices {
            switch text[index] {
            case " ", "*": continue
            case "[":
                let next = text[(index + 1)...].first { $0 != " " }
                guard next?.isASCIIDigit ?? false else { continue }
            case "]":
                guard folded.last?.isASCIIDigit ?? false else { continue }
            default: break
            }
            folded.append(text[index])
            raw.append(line.scalars[index])
        }
        return (TextSlice(folded), TextSlice(raw))
    }

    /// One or more labels with their values; nil when the line does not open with one.
    private func pairs(_ text: TextSlice) -> [(String, Range<Int>)]? {
        guard text.count < 200, let first = key(text, at: text.startIndex) else { return nil }
        if PageNotes.onlyOnPages.contains(first.key), text.count > 60, first.key != "标题", first.key != "名称" {
            return nil
        }
        var result: [(String, Range<Int>)] = []
        var open = first
        var index = first.end
        while index < text.endIndex {
            if let next = key(text, at: index) {
                result.append((open.key, open.end..<index))
                open = next
                index = next.end
            } else {
                index += 1
            }
        }
        return result + [(open.key, open.end..<text.endIndex)]
    }

    /// 文号 | 某政办〔2020〕2号 | 发文日期 | 2020-04-19 |: a row of labels and values at the head of a page.
    private func barPairs(_ text: TextSlice, line: Int) -> [(String, Range<Int>)]? {
        guard line < 60, text.contains("|") else { return nil }
        let cells = text.split(separator: "|")
        guard let first = cells.first, cells.count <= 8 else { return nil }
        let isLabelled = first.last == ":" && first.count <= 7 && cells.count <= 2
        guard PageNotes.label(first) != nil || (isLabelled && !first.containsAny(["责任", "牵头", "配合", "完成"])) else {
            return nil
        }
        var result: [(String, Range<Int>)] = []
        for cell in cells {
            if let key = PageNotes.label(cell) ?? (result.isEmpty ? cell.string : nil) {
                result.append((key, cell.endIndex..<cell.endIndex))
            } else if let last = result.last, last.1.isEmpty {
                result[result.count - 1].1 = cell.startIndex..<cell.endIndex
            }
        }
        let isPlain = isLabelled || result.contains { !PageNotes.alsoHeadings.contains($0.0) }
        let names = result.contains { FrontMatter.namesDocument(text[$0.1]) }
        // A heading row of a table holds labels only.
        guard isPlain || names, cells.count == 1 || isLabelled || result.count < cells.count else { return nil }
        return result
    }

    /// Labels that also head the columns of tables.
    private static let alsoHeadings: Set<String> = ["名称", "标题", "分类", "属性"]

    /// The label that a cell holds and nothing else.
    private static func label(_ cell: TextSlice) -> String? {
        let name = (cell.last == ":" ? cell.dropLast() : cell).string
        return ofTables.contains(name) ? name : nil
    }

    /// 索 引 号 MB15/2023 发文日期 2023-01-03: labels and values set apart by spaces alone.
    private func spacedPairs(_ line: SourceLine) -> [(String, Range<Int>)]? {
        let text = line.folded
        guard line.number < 60, text.count < 160, text.contains(" ") else { return nil }
        var compact: [Unicode.Scalar] = []
        var words: [(place: Range<Int>, isSpaced: Bool)] = []
        for word in text.split(separator: " ") {
            let start = compact.count
            compact += word
            if word.count == 1, word.allSatisfy(\.isHan), let last = words.last,
                last.isSpaced || last.place.count == 1, compact[last.place].allSatisfy(\.isHan)
            {
                words[words.count - 1] = (last.place.lowerBound..<compact.count, true)
            } else {
                words.append((start..<compact.count, false))
            }
        }
        let whole = TextSlice(compact)
        guard whole.count == PageNotes.compacted(line).folded.count, let first = words.first,
            let key = PageNotes.label(whole[first.place])
        else { return nil }
        var result = [(key, first.place.upperBound..<first.place.upperBound)]
        for word in words.dropFirst() {
            if let key = PageNotes.label(whole[word.place]) {
                result.append((key, word.place.upperBound..<word.place.upperBound))
            } else {
                let start =
                    result[result.count - 1].1.isEmpty ? word.place.lowerBound : result[result.count - 1].1.lowerBound
                result[result.count - 1].1 = start..<word.place.upperBound
            }
        }
        return (first.isSpaced || result.count > 1) && result.contains { !$0.1.isEmpty } ? result : nil
    }

    private func key(_ text: TextSlice, at place: Int) -> (key: String, end: Int)? {
        guard let key = PageNotes.keys.first(where: { text.has($0, at: place) }) else { return nil }
        let end = place + key.unicodeScalars.count
        return end < text.endIndex && text[end] == ":" ? (key, end + 1) : nil
    }

    /// The value of the first of these labels that has one.
    func value(_ keys: [String]) -> String? {
        notes.first { keys.contains($0.key) && !$0.value.isEmpty }?.value
    }

    /// Whether the line belongs to the page, not to the document: where one is, what one may do.
    static func isMenu(_ text: TextSlice) -> Bool {
        guard text.count <= 90 else { return false }
        let core = text.trimmed(of: "|[]·>")
        let openers = [
            "当前位置", "您当前的位置", "您现在的位置", "您的位置", "所在位置", "用微信扫", "扫一扫", "微信扫一扫", "分享至", "分享到", "打印本页", "关闭窗口",
            "首页>", "首页 >", "首页-", "字号:", "字号 ", "字体:", "大 中 小", "返回列表", "上一篇", "下一篇", "相关附件下载", "热门站点", "收藏本站",
        ]
        return core.hasAnyPrefix(openers) != nil
            || (core.count <= 1 && text.count <= 3 && (core.first.map { !$0.isHan && !$0.isASCIIDigit } ?? false)
                && core.first != "|")
    }
}
