/// What stands before the first heading: number, title, addressees, covering notice, signature, basis.
struct FrontMatter {
    let text: PlanText
    var documentNumber: Range<Int>?
    /// The office of an order, 某某市人民政府令 第12号.
    var orderedBy: Range<Int>?
    /// The offices in the red head of a joint document, above its number.
    var heads: [Range<Int>] = []
    var titles: [Range<Int>] = []
    var planTitles: [Range<Int>] = []
    var addressees: Range<Int>?
    var signatures: [Range<Int>] = []
    var issued: (date: CalendarDate, range: Range<Int>)?
    var notices: [Range<Int>] = []
    /// Running text: the covering notice and the preamble.
    var paragraphs: [Range<Int>] = []
    private var isInAnnexList = false
    /// How many lines stood before the number.
    private var titlesBeforeNumber = 0

    init(text: PlanText, front: [Range<Int>]) {
        self.text = text
        for range in front { read(range) }
        settle()
    }

    private mutating func read(_ range: Range<Int>) {
        let slice = FrontMatter.unwrapped(text.slice(range).trimmed)
        // A date or number that lost its words tells nothing.
        guard !slice.allSatisfy(\.isASCIIDigit) else { return }
        let range = slice.startIndex..<slice.endIndex
        if documentNumber == nil, takeOrder(slice) { return }
        if takeNumberedTitle(slice) { return }
        if documentNumber == nil, let number = ownNumber(slice) {
            documentNumber = number
            titlesBeforeNumber = titles.count
            if number.lowerBound > range.lowerBound + 8, paragraphs.isEmpty {
                takeTitle(range.lowerBound..<number.lowerBound)
            }
            return
        }
        if let date = FrontDates.wholeLine(slice) {
            if issued == nil { issued = (date, range) }
            return
        }
        if EndMatter.isAnnexLabel(slice) {
            isInAnnexList = slice.contains(":")
            return
        }
        if isInAnnexList, HeadingMark.parse(slice, at: slice.startIndex) != nil { return }
        isInAnnexList = false
        if EndMatter.isPublication(slice) {
            notices.append(range)
        } else if slice.count < 40, slice.hasSuffix("文件"), titles.isEmpty, !slice.containsAny(["关于", "《"]) {
            return
        } else if addressees == nil, let colon = addresseeEnd(slice) {
            readAddressees(slice, colon)
        } else if isTitleLine(slice) {
            takeTitle(range)
        } else {
            paragraphs.append(range)
        }
    }

    /// A title that stands in 《》 as a whole.
    private static func unwrapped(_ slice: TextSlice) -> TextSlice {
        guard slice.first == "《", slice.closing(of: slice.startIndex) == slice.endIndex,
            slice.containsAny(["关于", "印发"])
        else { return slice }
        return slice.dropFirst().dropLast()
    }

    /// 某政办发〔2021〕6号 某某办公室关于印发…的通知: the number opens the line of the title.
    private mutating func takeNumberedTitle(_ slice: TextSlice) -> Bool {
        guard paragraphs.isEmpty, let number = DocumentNumber.first(in: slice), number.lowerBound == slice.startIndex
        else { return false }
        let title = FrontMatter.unwrapped(slice[number.upperBound...].trimmed)
        guard title.count > 8, isTitleLine(title), opensTitle(title) else { return false }
        if documentNumber == nil { documentNumber = number }
        if joined(titles)?.text != text.text(title.startIndex..<title.endIndex) {
            takeTitle(title.startIndex..<title.endIndex)
        }
        return true
    }

    /// 某某市人民政府令 第12号, on one line or two.
    private mutating func takeOrder(_ slice: TextSlice) -> Bool {
        let slice = slice.last == ")" && slice.first == "(" ? slice.trimmed(of: "()") : slice
        var index = slice.place(of: "第") ?? slice.endIndex
        let head = slice[slice.startIndex..<index].trimmed
        guard index < slice.endIndex, paragraphs.isEmpty else { return false }
        index += 1
        while index < slice.endIndex, slice[index] == " " { index += 1 }
        guard let (_, end) = ChineseNumeral.parseAny(slice, at: index) else { return false }
        let tail = slice[end...].trimmed
        guard tail == TextSlice("号") || tail == TextSlice("号令") else { return false }
        if head.isEmpty {
            guard let last = titles.last, text.slice(last).hasAnySuffix(["令", "公告"]) != nil else { return false }
            titles.removeLast()
            documentNumber = last.lowerBound..<slice.endIndex
            orderedBy = last.lowerBound..<last.upperBound - (text.slice(last).hasSuffix("令") ? 1 : 2)
        } else {
            guard head.hasAnySuffix(["令", "公告"]) != nil, head.count < 40 else { return false }
            documentNumber = slice.startIndex..<slice.endIndex
            orderedBy = head.startIndex..<head.endIndex - (head.hasSuffix("令") ? 1 : 2)
        }
        titlesBeforeNumber = titles.count
        return true
    }

    /// 各县区人民政府，市政府各部门： at the start of a line; in a flat text the notice goes on behind it.
    private mutating func readAddressees(_ slice: TextSlice, _ colon: Int) {
        var start = slice.startIndex
        if paragraphs.isEmpty, titles.isEmpty, let end = inlineTitleEnd(slice, before: colon) {
            titles.append(start..<end)
            start = end
            let rest = slice[start..<colon]
            if documentNumber == nil, let number = DocumentNumber.first(in: rest), number.lowerBound - start < 2 {
                documentNumber = number
                start = number.upperBound
            }
        }
        addressees = start..<colon
        let rest = slice[(colon + 1)...].trimmed
        if !rest.isEmpty { paragraphs.append(rest.startIndex..<rest.endIndex) }
    }

    private func addresseeEnd(_ slice: TextSlice) -> Int? {
        guard let colon = slice.place(of: ":"), colon - slice.startIndex < 260 else { return nil }
        let head = slice[slice.startIndex..<colon]
        let isInline = colon + 1 < slice.endIndex
        guard !head.contains("。"), paragraphs.allSatisfy({ $0.count < 60 }) || !isInline && namesOnly(head) else {
            return nil
        }
        let opens =
            head.hasAnyPrefix(["各", "市", "区", "县", "省", "有关", "本", "驻", "全", "局", "委", "机关", "州", "旗", "镇", "乡"]) != nil
        let names = head.containsAny([
            "单位", "部门", "政府", "委员会", "管委会", "街道", "各县", "各市", "各区", "各镇", "各乡", "局", "委", "联",
        ])
        guard names, !head.containsAny(["如下", "意见", "联系", "目标"]) else { return nil }
        if isInline, !opens { return inlineTitleEnd(slice, before: colon) == nil ? nil : colon }
        return opens || head.containsAny(["各"]) ? colon : nil
    }

    /// Offices alone, without a word on what they are to do.
    private func namesOnly(_ head: TextSlice) -> Bool {
        head.first == "各" && !head.containsAny(["要", "应", "将", "请", "的", "做好", "按照", "组织"])
            && SentenceCutter.sentences(head, at: ",;、").allSatisfy {
                head[$0].trimmed.hasAnySuffix([
                    "政府", "单位", "部门", "机构", "局", "委", "办", "会", "办事处", "企业", "中心", "院", ")", "厅", "公司", "市", "县", "区",
                    "校",
                ]) != nil
            }
    }

    /// In a flat text: 某市人民政府关于…的通知各县区人民政府：
    private func inlineTitleEnd(_ slice: TextSlice, before colon: Int) -> Int? {
        let head = slice[slice.startIndex..<colon]
        guard head.contains("关于") else { return nil }
        for word in ["的通知", "的意见", "若干意见", "实施意见", "指导意见", "行动方案", "实施方案", "工作方案", "的决定", "计划", "规划"] {
            guard let place = head.lastPlace(of: word) else { continue }
            let end = place + word.unicodeScalars.count
            let next = head[end...].trimmed
            if next.hasAnyPrefix(["各", "市", "区", "县", "省", "有关"]) != nil || DocumentNumber.first(in: next) != nil {
                return end
            }
        }
        return nil
    }

    private func ownNumber(_ slice: TextSlice) -> Range<Int>? {
        guard slice.count < 80, let number = DocumentNumber.first(in: slice) else { return nil }
        let after = slice[number.upperBound...].trimmed(of: "()签发人: ")
        guard after.count < 12 else { return nil }
        if number.lowerBound == slice.startIndex { return number }
        return slice[slice.startIndex..<number.lowerBound].containsAny(["《", "根据"]) ? nil : number
    }

    private func isTitleLine(_ slice: TextSlice) -> Bool {
        guard slice.count <= 90, !slice.contains("。"), !slice.contains(";") else { return false }
        if slice.last == ":" || slice.hasAnyPrefix(["特此", "附件", "联系人", "抄送", "主送"]) != nil { return false }
        if EndMatter.isContact(slice) { return false }
        return !(slice.contains(",") && slice.count > 50)
    }

    private mutating func takeTitle(_ range: Range<Int>) {
        if addressees == nil && paragraphs.isEmpty && issued == nil {
            titles.append(range)
        } else {
            planTitles.append(range)
        }
    }

    // MARK: - Settling

    /// Lines after the notice are its signature when a date follows them, else the plan's title.
    private mutating func settle() {
        takeHeads()
        if issued == nil { takeInlineSignature() }
        guard let issued else { return }
        let before = planTitles.filter { $0.upperBound <= issued.range.lowerBound }
        let signatures = before.filter { !FrontMatter.isDocumentName(text.slice($0)) }
        self.signatures = signatures
        let signed = Set(signatures)
        planTitles.removeAll { signed.contains($0) }
        if titles.isEmpty == false, addressees == nil, paragraphs.isEmpty, titles.count > 1, let last = titles.last,
            last.upperBound <= issued.range.lowerBound, !FrontMatter.isDocumentName(text.slice(last)),
            FrontMatter.isDocumentName(text.slice(titles[0]))
        {
            titles.removeLast()
            self.signatures.append(last)
        }
    }

    /// Above the number of a joint document stand its offices, below it the title.
    private mutating func takeHeads() {
        guard titlesBeforeNumber > 0, titlesBeforeNumber < titles.count else { return }
        let below = Array(titles[titlesBeforeNumber...])
        let above = Array(titles[..<titlesBeforeNumber])
        guard FrontMatter.isDocumentName(TextSlice(below.map { text.text($0) }.joined())),
            above.allSatisfy({ isOfficeLine(text.slice($0)) })
        else { return }
        heads = above
        titles = below
    }

    /// An office alone on a line, with 文件 after the last.
    private func isOfficeLine(_ slice: TextSlice) -> Bool {
        let core = withoutFile(slice)
        return core.count >= 3 && core.count <= 60
            && core.allSatisfy { $0.isHan || $0 == " " || "()、".unicodeScalars.contains($0) }
            && core.hasAnySuffix(FrontMatter.offices) != nil && !core.contains("关于")
    }

    private func withoutFile(_ slice: TextSlice) -> TextSlice {
        slice.hasSuffix("文件") ? slice[..<(slice.endIndex - 2)].trimmed : slice.trimmed
    }

    /// The offices of the red head, joined by 、.
    var headOffices: String? {
        let names = heads.map { range -> String in
            let core = withoutFile(text.slice(range))
            return text.text(core.startIndex..<core.endIndex)
        }
        return names.isEmpty ? nil : names.joined(separator: "、")
    }

    /// In a flat text: ……认真贯彻执行。某某办公室2022年4月1日某某方案为进一步……
    private mutating func takeInlineSignature() {
        for (position, range) in paragraphs.enumerated() {
            let slice = text.slice(range)
            for index in slice.indices where slice[index].isASCIIDigit || slice[index] == "二" {
                guard let (date, end) = FrontDates.parse(slice, at: index) else { continue }
                let start =
                    (slice[max(slice.startIndex, index - 60)..<index].lastIndex { "。:;".unicodeScalars.contains($0) }
                        ?? max(slice.startIndex, index - 60) - 1) + 1
                let office = slice[start..<index].trimmed
                guard office.count >= 3, office.count <= 40, FrontMatter.issuer(of: office.string + "关于") != nil else {
                    continue
                }
                issued = (date, index..<end)
                signatures = [office.startIndex..<office.endIndex]
                paragraphs[position] = slice.startIndex..<start
                var rest = slice[end...].trimmed
                if rest.first == "(", let close = rest.closing(of: rest.startIndex, limit: 30),
                    EndMatter.isPublication(rest[rest.startIndex..<close])
                {
                    notices.append(rest.startIndex + 1..<close - 1)
                    rest = rest[close...].trimmed
                }
                if let stop = rest.firstPlace(ofAny: ["为", "根据", "按照"])?.place, stop > rest.startIndex,
                    FrontMatter.kinds.contains(where: {
                        FrontMatter.withoutBracket(rest[rest.startIndex..<stop]).hasSuffix($0)
                    })
                {
                    planTitles.append(rest.startIndex..<stop)
                    rest = rest[stop...]
                }
                if !rest.isEmpty { paragraphs.insert(rest.startIndex..<rest.endIndex, at: position + 1) }
                return
            }
        }
    }

    static let kinds = [
        "通知", "意见", "方案", "规划", "计划", "办法", "措施", "决定", "批复", "函", "通告", "公告", "纲要", "细则", "规定", "要点", "清单", "政策", "指引",
        "规则",
        "条例", "报告", "指南", "制度", "分工", "任务", "工程", "行动",
    ]

    /// Whether a text is, or goes towards, the name of a document.
    static func isDocumentName(_ slice: TextSlice) -> Bool {
        let core = FrontMatter.withoutBracket(slice)
        return FrontMatter.kinds.contains { core.hasSuffix($0) } || slice.containsAny(["关于", "方案", "规划", "计划", "年)"])
    }

    /// Whether a text is the name of a plan, of rules or the like; forms and lists are none.
    static func namesDocument(_ slice: TextSlice) -> Bool {
        let core = withoutBracket(slice)
        let names = [
            "方案", "规划", "计划", "办法", "措施", "意见", "纲要", "细则", "规定", "要点", "政策", "规则", "条例", "制度", "分工", "行动", "规程", "通知",
        ]
        return core.count >= 6 && names.contains { core.hasSuffix($0) } && !core.contains("。")
    }

    /// The text without a bracket at its end such as （2022—2024年）.
    static func withoutBracket(_ slice: TextSlice) -> TextSlice {
        let slice = slice.trimmed
        guard slice.last == ")", let open = slice.lastPlace(of: "("), open > slice.startIndex else {
            return slice.trimmed(of: "》*")
        }
        return slice[slice.startIndex..<open].trimmed(of: "》*")
    }

    /// Joins the lines of a title up to where it is complete.
    /// - Parameter isPlan: whether they stand below a covering notice, where no menu of a page can be.
    func joined(_ lines: [Range<Int>], isPlan: Bool = false) -> (text: String, range: Range<Int>)? {
        var taken: [Range<Int>] = []
        for line in isPlan ? Array(lines.prefix(12)) : withoutMenu(Array(lines.prefix(12))) {
            let slice = text.slice(line)
            if let last = taken.last {
                let whole = taken.map { text.slice($0).string }.joined()
                let isNotice = whole.contains("印发") || whole.contains("转发") || whole.contains("下发")
                let core = FrontMatter.withoutBracket(TextSlice(whole))
                // 关于落实《某某报告》 goes on: 的意见, 分工的通知.
                let endsInTitle = whole.hasSuffix("》") && whole.contains("关于") && !whole.hasPrefix("《")
                let isComplete =
                    FrontMatter.kinds.contains { core.hasSuffix($0) } && !endsInTitle
                    && (!isNotice || core.hasSuffix("通知") || core.hasSuffix("函"))
                let goesOn = slice.hasAnyPrefix(["的", "(", "》", "及"]) != nil || hasOpenTitle(whole)
                if isComplete, !goesOn { break }
                if slice.hasPrefix("("), isComplete, FrontDates.wholeLine(slice) != nil || slice.contains("审议") {
                    break
                }
                if text.slice(last).elementsEqual(slice) { continue }
            }
            taken.append(line)
        }
        guard let first = taken.first, var last = taken.last else { return nil }
        // …的通知（某府〔2021〕22号）: the number behind the title is no part of it.
        if let number = DocumentNumber.first(in: text.slice(last)), number.upperBound + 1 == last.upperBound,
            text.slice(last).last == ")", number.lowerBound > last.lowerBound + 1
        {
            last = last.lowerBound..<number.lowerBound - 1
            taken[taken.count - 1] = last
        }
        var whole = ""
        for (index, line) in taken.enumerated() {
            // Offices one below the other are apart.
            if index > 0, isOfficeLine(text.slice(taken[index - 1])), isOfficeLine(text.slice(line)) { whole += " " }
            whole += text.text(line)
        }
        return (FrontMatter.withoutLineSpaces(whole), first.lowerBound..<last.upperBound)
    }

    /// A line marked as the page's heading is the title; what a web page writes before it is its menu.
    private func withoutMenu(_ lines: [Range<Int>]) -> [Range<Int>] {
        let headings = lines.filter { line in
            text.paragraphs.contains { $0.isMarkedHeading && $0.range.lowerBound == line.lowerBound }
        }
        if let first = headings.first, let place = lines.firstIndex(of: first) { return Array(lines[place...]) }
        guard let named = lines.firstIndex(where: { opensTitle(text.slice($0)) }) else { return lines }
        var first = named
        while first > 0, isOfficeLine(text.slice(lines[first - 1])) || mayOpenTitle(text.slice(lines[first - 1])) {
            first -= 1
        }
        return Array(lines[first...])
    }

    /// The first half of a title: words without the signs of menus and labels.
    private func mayOpenTitle(_ slice: TextSlice) -> Bool {
        slice.count > 6 && !slice.containsAny([":", ">", "/", "|", "×"])
            && slice.count { $0.isHan } * 3 >= slice.count * 2
    }

    /// 关于…, 某某办公室关于…, 《…》 or the whole name of a document.
    private func opensTitle(_ slice: TextSlice) -> Bool {
        slice.containsAny(["关于", "印发"]) || FrontMatter.isDocumentName(slice)
    }

    private func hasOpenTitle(_ whole: String) -> Bool {
        whole.unicodeScalars.count { $0 == "《" } > whole.unicodeScalars.count { $0 == "》" }
    }

    /// Spaces in a title stand for line breaks, except between two offices or within a quoted title.
    static func withoutLineSpaces(_ title: String) -> String {
        let scalars = TextSlice(Array(title.unicodeScalars))
        var result = String.UnicodeScalarView()
        var depth = 0
        for index in scalars.indices {
            let scalar = scalars[index]
            if scalar == "《" { depth += 1 } else if scalar == "》" { depth -= 1 }
            if scalar == " " || scalar == "\u{3000}" {
                guard index + 1 < scalars.endIndex, index > 0, scalars[index + 1] != " ",
                    scalars[index + 1] != "\u{3000}"
                else { continue }
                let rest = scalars[(index + 1)...]
                let left = scalars[..<index]
                let isBetweenOffices =
                    left.hasAnySuffix(offices) != nil
                    && rest.firstPlace(ofAny: ["关于", "印发"]).map {
                        rest[rest.startIndex..<$0.place].hasAnySuffix(offices) != nil
                    } ?? false
                let isLatin = left.last.map(\.isASCIILetter) ?? false && rest.first.map(\.isASCIILetter) ?? false
                guard depth > 0 || isBetweenOffices || isLatin else { continue }
            }
            result.append(scalar)
        }
        return String(result)
    }

    /// How the names of offices end.
    static let offices = [
        "政府", "办公室", "办公厅", "委员会", "委", "局", "厅", "部", "院", "会", "联", "署", "政府办", "行", "公司", "指挥部", "小组", "中心", "法院",
        "检察院", "总工会",
    ]

    /// The offices before 关于 or 印发 in a title.
    static func issuer(of title: String) -> String? {
        let raw = TextSlice(Array(title.unicodeScalars))
        let folded = TextSlice(title)
        guard let (place, _) = folded.firstPlace(ofAny: ["关于", "印发", "转发", "批转", "《"]), place > 2 else { return nil }
        let head = folded[..<place].trimmed
        guard !head.containsAny(["等", "个部门"]) || !head.hasSuffix("部门") else { return nil }
        guard head.hasAnySuffix(offices) != nil else { return nil }
        return raw[head.startIndex..<head.endIndex].string.split(separator: " ").map { partyAndGovernment(String($0)) }
            .joined(separator: "、")
    }

    /// 中共某市委某市人民政府 are two offices.
    private static func partyAndGovernment(_ name: String) -> String {
        let slice = TextSlice(Array(name.unicodeScalars))
        guard slice.hasPrefix("中共"),
            slice.hasAnySuffix(["政府", "国务院", "政府办公室", "政府办公厅", "国务院办公厅"]) != nil
        else { return name }
        for word in ["委员会办公厅", "委员会办公室", "委办公厅", "委办公室", "中央办公厅", "委员会", "委", "中央"] {
            guard let place = slice.place(of: word, from: slice.startIndex + 2) else { continue }
            let end = place + word.unicodeScalars.count
            guard end + 3 <= slice.endIndex else { continue }
            return slice[..<end].string + "、" + slice[end...].string
        }
        return name
    }
}
