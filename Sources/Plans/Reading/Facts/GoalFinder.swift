/// Finds goals: every number in the sections on goals, elsewhere numbers that the text sets as a mark to reach.
struct GoalFinder {
    let text: PlanText
    let quantities: QuantityScanner
    let times: TimeScanner

    init(text: PlanText) {
        self.text = text
        quantities = QuantityScanner(text: text)
        times = TimeScanner(text: text)
    }

    /// Goals of a section on goals, with and without numbers.
    func goals(inSection range: Range<Int>, isGuidance: Bool) -> [PlanDocument.Goal] {
        let slice = text.slice(range)
        var goals: [PlanDocument.Goal] = []
        for sentence in SentenceCutter.sentences(slice) {
            let numbered = numbered(sentence) { !isRule($0, in: sentence) }
            goals.append(contentsOf: numbered)
            if isGuidance, numbered.isEmpty { continue }
            goals.append(contentsOf: inWords(sentence, besides: numbered))
        }
        return goals.sorted { $0.place.start < $1.place.start }
    }

    /// Goals with numbers within measures and the rest of the text.
    func goals(inText range: Range<Int>) -> [PlanDocument.Goal] {
        let slice = text.slice(range)
        return SentenceCutter.sentences(slice).flatMap { sentence in
            isRuleSentence(text.slice(sentence)) ? [] : numbered(sentence) { isMark($0, in: sentence) }
        }
    }

    // MARK: - Numbers

    private func numbered(_ sentence: Range<Int>, where accepts: (QuantityScanner.Found) -> Bool) -> [PlanDocument.Goal]
    {
        let times = times.scan(sentence)
        let found = quantities.scan(sentence, without: times.map(\.range)).filter(accepts)
        let clauses = SentenceCutter.clauses(text.slice(sentence))
        return found.map { quantity in
            let clause = within(
                bracketIn: clauses.first { $0.contains(quantity.core.lowerBound) } ?? sentence, quantity)
            let words = words(of: quantity, in: clause, others: found)
            let by = times.last { $0.range.lowerBound <= quantity.core.lowerBound && $0.isDated && $0.cadence == nil }
            return PlanDocument.Goal(
                text: text.text(words).trimmingSpaces, number: quantity.number, numberTo: quantity.numberTo,
                unit: quantity.unit,
                comparison: quantity.comparison, indicator: indicator(quantity, in: words),
                by: by?.last.flatMap { last in last.year.map { last.month == nil ? String($0) : last.iso } },
                place: text.place(words))
        }
    }

    /// A number in brackets is told by the words in the brackets.
    private func within(bracketIn clause: Range<Int>, _ quantity: QuantityScanner.Found) -> Range<Int> {
        let slice = text.slice(clause)
        guard let open = slice[..<quantity.core.lowerBound].lastPlace(of: "("), let close = slice.closing(of: open),
            close > quantity.core.upperBound
        else { return clause }
        return open + 1..<close - 1
    }

    /// The words of the goal: its clause, or the part between 、 when each part has its number.
    private func words(of quantity: QuantityScanner.Found, in clause: Range<Int>, others: [QuantityScanner.Found])
        -> Range<Int>
    {
        let slice = text.slice(clause)
        let cuts = slice.indices.filter { slice[$0] == "、" }
        let parts = zip([clause.lowerBound] + cuts.map { $0 + 1 }, cuts + [clause.upperBound]).map { $0..<$1 }
        let inParts = parts.filter { part in others.contains { part.contains($0.core.lowerBound) } }
        guard inParts.count > 1, let own = parts.first(where: { $0.contains(quantity.core.lowerBound) }) else {
            return trim(clause)
        }
        // Parts without numbers before belong to the next part with one.
        let before = inParts.last { $0.upperBound <= own.lowerBound }
        return trim((before.map { $0.upperBound + 1 } ?? clause.lowerBound)..<own.upperBound)
    }

    private func trim(_ range: Range<Int>) -> Range<Int> {
        let slice = text.slice(range).trimmed(of: "、,。;:-")
        return slice.startIndex..<slice.endIndex
    }

    private func indicator(_ quantity: QuantityScanner.Found, in words: Range<Int>) -> String? {
        var slice = text.slice(words.lowerBound..<max(words.lowerBound, quantity.range.lowerBound)).trimmed
        if let time = times.scan(slice.startIndex..<slice.endIndex).first, time.range.lowerBound - slice.startIndex <= 2
        {
            slice = slice[time.range.upperBound...].trimmed(of: ",、 ")
        }
        for word in ["共实现", "确保实现", "实现", "确保", "力争", "完成", "达到", "全市", "共", "推动", "到"]
        where slice.hasPrefix(word) && slice.count > word.unicodeScalars.count + 2 {
            slice = slice[(slice.startIndex + word.unicodeScalars.count)...]
        }
        for word in ["达到", "达", "力争", "确保", "实现"] where slice.hasSuffix(word) {
            slice = slice[..<(slice.endIndex - word.unicodeScalars.count)]
        }
        let name = text.text(slice.startIndex..<slice.endIndex).trimmingSpaces
        return name.isEmpty ? nil : name
    }

    // MARK: - Rules and marks

    private static let ruleUnits: Set<String> = [
        "年", "岁", "日", "天", "个月", "个工作日", "周", "小时", "级", "分", "类", "种", "元", "次", "批", "位", "个百分点", "本", "课时", "学时",
    ]

    /// 编制50人以上的机关…至少安排1名: the sentence is a rule for who falls under it.
    private func isRuleSentence(_ slice: TextSlice) -> Bool {
        slice.containsAny(["编制", "规定比例", "在职职工人数", "不得低于", "补贴标准", "每人每", "贷款额度", "处以", "罚款"])
    }

    private func isRule(_ quantity: QuantityScanner.Found, in sentence: Range<Int>) -> Bool {
        quantity.isLimit
            || (quantity.unit.map { ["年", "岁", "级", "批", "位", "类", "种", "日", "天", "本", "分"].contains($0) } ?? false)
            || (quantity.isChinese && quantity.unit == "个") || isRuleSentence(text.slice(sentence))
    }

    private static let marks = [
        "达到", "达", "不低于", "不少于", "力争", "确保", "实现", "完成", "新增", "建成", "建立", "设立", "培育", "打造", "推出", "培养", "培训", "引育",
        "覆盖率", "至少",
        "新建", "开发", "创建", "发展", "提高到", "提升到", "提升至", "提高至", "增长", "超过", "突破", "控制在", "扩大到", "评选", "组建", "改造", "建设",
        "举办", "选派", "引进",
        "认定", "保持", "续约率", "率", "发放", "资助", "救助", "扶持", "帮助", "安置", "支持", "落实", "征集", "推广",
    ]

    private func isMark(_ quantity: QuantityScanner.Found, in sentence: Range<Int>) -> Bool {
        guard !quantity.isLimit, let unit = quantity.unit, !GoalFinder.ruleUnits.contains(unit) else { return false }
        if quantity.isChinese, unit == "个" || unit == "项" || unit == "人" { return false }
        let slice = text.slice(sentence)
        let clauses = SentenceCutter.clauses(slice)
        guard let clause = clauses.first(where: { $0.contains(quantity.core.lowerBound) }) else { return false }
        let before = text.slice(max(clause.lowerBound, quantity.core.lowerBound - 14)..<quantity.core.lowerBound)
        let after = text.slice(quantity.core.upperBound..<min(clause.upperBound, quantity.core.upperBound + 3))
        if text.slice(clause).containsAny(["返还", "贴息", "用于", "薪酬", "分配", "上浮", "下浮", "税率", "按比例"]) { return false }
        if unit == "%" {
            if before.containsAny(["上浮", "下浮", "返还", "按照", "按", "补贴", "给予", "贴息", "不足", "奖励"]) { return false }
            return !(after.hasPrefix("的") && !before.containsAny(["达到", "不低于", "力争", "至少"])) || after.hasPrefix("以上")
        }
        if before.containsAny(["不超过", "最高", "给予", "奖励", "补助", "补贴", "上限"]) { return false }
        if unit.hasSuffix("元") { return before.containsAny(["达到", "突破", "超过", "规模", "产值", "收入", "力争"]) }
        if unit.hasSuffix("人次") || text.slice(sentence.lowerBound..<quantity.core.lowerBound).contains("目标:") {
            return true
        }
        if before.containsAny(GoalFinder.marks) { return true }
        let deeds = ["培育", "建成", "新增", "打造", "培训", "培养", "引进", "创建", "完成", "引育", "扶持", "组织", "评选", "认定"]
        if text.slice(clause).trimmed.hasAnyPrefix(deeds) != nil { return true }
        return text.slice(clause.lowerBound..<quantity.core.lowerBound).containsAny(["力争", "确保", "到20", "目标"])
            || text.slice(sentence.lowerBound..<quantity.core.lowerBound).contains("力争")
    }

    // MARK: - Words

    /// What the sentence sets as a goal without a number.
    private func inWords(_ sentence: Range<Int>, besides numbered: [PlanDocument.Goal]) -> [PlanDocument.Goal] {
        guard !numbered.isEmpty else {
            let words = trim(sentence)
            guard words.count >= 10 else { return [] }
            return [PlanDocument.Goal(text: text.text(words).trimmingSpaces, place: text.place(words))]
        }
        var goals: [PlanDocument.Goal] = []
        var open: Range<Int>?
        func close() {
            guard let range = open else { return }
            let words = trim(range)
            if words.count >= 12 {
                goals.append(PlanDocument.Goal(text: text.text(words).trimmingSpaces, place: text.place(words)))
            }
            open = nil
        }
        for clause in SentenceCutter.sentences(text.slice(sentence), at: ",。;") {
            if numbered.contains(where: { $0.place.range.overlaps(clause) }) {
                close()
            } else {
                open = (open?.lowerBound ?? clause.lowerBound)..<clause.upperBound
            }
        }
        close()
        return goals
    }
}

extension String {
    /// Without spaces at both ends.
    var trimmingSpaces: String {
        let scalars = Array(unicodeScalars)
        let isSpace: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\u{3000}" || $0 == "\n" || $0 == "\t" }
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else {
            return ""
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[first...last])
        return String(view)
    }
}
