/// What a web page writes around a document: `发布日期：…  来源：…`, labels with their values on the next line, menus.
struct PageNotes {
    /// A label and its value.
    struct Note {
        let key: String
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
        "时间", "打印", "分享", "统一编号", "发布人", "访问量", "点击率",
    ].sorted { $0.unicodeScalars.count > $1.unicodeScalars.count }

    /// Labels that may stand on a line of their own; others would swallow a line of the text.
    private static let alone: Set<String> = [
        "索引号", "文号", "发文字号", "发布机构", "发布单位", "责任部门", "有效性", "时效性", "生成日期", "成文日期", "发布日期", "标题", "主题分类", "信息名称", "名称",
        "组配分类", "公文种类", "发文机关", "发文日期", "信息分类", "主题词",
    ]

    /// Labels that are no words of a plan at the start of a line.
    private static let onlyOnPages: Set<String> = ["阅读", "点击数", "访问量", "点击率", "发布人", "责任部门", "名称", "时间", "标题"]

    /// Takes the line when it is a note.
    mutating func take(_ line: SourceLine) -> Bool {
        let text = TextSlice(line.folded.filter { $0 != " " && $0 != "*" && $0 != "[" && $0 != "]" })
        if let pairs = pairs(text) {
            waiting = nil
            for (key, value) in pairs {
                if value.isEmpty, PageNotes.alone.contains(key) { waiting = key }
                notes.append(Note(key: key, value: value, line: line.number))
            }
            return true
        }
        guard let key = waiting else { return false }
        waiting = nil
        guard text.count < 100, line.number < 200 else { return false }
        notes.append(Note(key: key, value: text.string, line: line.number))
        return true
    }

    /// One or more labels with their values; nil when the line does not open with one.
    private func pairs(_ text: TextSlice) -> [(String, String)]? {
        guard text.count < 200, let first = key(text, at: text.startIndex) else { return nil }
        if PageNotes.onlyOnPages.contains(first.key), text.count > 60, first.key != "标题", first.key != "名称" {
            return nil
        }
        var result: [(String, String)] = []
        var open = first
        var index = first.end
        while index < text.endIndex {
            if let next = key(text, at: index) {
                result.append((open.key, text[open.end..<index].string))
                open = next
                index = next.end
            } else {
                index += 1
            }
        }
        return result + [(open.key, text[open.end...].string)]
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
            "首页>", "首页 >", "首页-", "字号:", "字号 ", "字体:", "大 中 小", "返回列表", "上一篇", "下一篇", "相关附件下载",
        ]
        return core.hasAnyPrefix(openers) != nil
            || (core.count <= 1 && text.count <= 3 && (core.first.map { !$0.isHan && !$0.isASCIIDigit } ?? false)
                && core.first != "|")
    }
}
