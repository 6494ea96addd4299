/// Finds goals: every number in the sections on goals, elsewhere numbers that the text sets as a mark to reach.
struct GoalFinder {
    let text: PlanText
    let quantities: QuantityScanner
    let times: TimeScanner
    /// The year into which a day without one falls.
    let year: Int?
    /// The year of a plan for one year: its goals are to be reached by then.
    let planYear: Int?

    init(text: PlanText, times: TimeScanner, year: Int?, planYear: Int?) {
        self.text = text
        self.times = times
        self.year = year
        self.planYear = planYear
        quantities = QuantityScanner(text: text)
    }

    /// Goals of a section on goals, with and without numbers. 到2028年 at the start of a sentence holds for those after it.
    func goals(inSection range: Range<Int>, isGuidance: Bool) -> [PlanDocument.Goal] {
        let slice = text.slice(range)
        var goals: [PlanDocument.Goal] = []
        var standing: String?
        for sentence in SentenceCutter.sentences(slice) {
            if let opening = opening(sentence) { standing = opening }
            let numbered = numbered(sentence, by: standing) { !isRule($0, in: sentence) }
            goals.append(contentsOf: numbered)
            if isGuidance, numbered.isEmpty { continue }
            goals.append(contentsOf: inWords(sentence, besides: numbered, by: standing))
        }
        return goals.sorted { $0.place.start < $1.place.start }
    }

    /// Goals that a preamble sets: 到2028年，…… or 力争……; other numbers there tell how things stand.
    func goals(inPreamble range: Range<Int>) -> [PlanDocument.Goal] {
        SentenceCutter.sentences(text.slice(range)).flatMap { sentence -> [PlanDocument.Goal] in
            let slice = text.slice(sentence)
            guard slice.containsAny(["到20", "力争", "确保到", "年内实现"]), !isRuleSentence(slice) else { return [] }
            return numbered(sentence, by: nil) { isMark($0, in: sentence) }
        }
    }

    /// The year or day that opens a sentence: 到2028年，…
    private func opening(_ sentence: Range<Int>) -> String? {
        guard let time = times.scan(sentence.lowerBound..<min(sentence.upperBound, sentence.lowerBound + 24)).first,
            time.range.lowerBound - text.slice(sentence).trimmed.startIndex <= 2
        else { return nil }
        return day(time)
    }

    private func day(_ time: TimeExpression) -> String? {
        guard time.isDated, time.cadence == nil, var last = time.last else { return nil }
        if last.year == nil { last.year = year }
        guard let year = last.year else { return nil }
        return last.month == nil ? String(year) : last.iso
    }

    /// Goals with numbers within measures and the rest of the text.
    func goals(inText range: Range<Int>) -> [PlanDocument.Goal] {
        let slice = text.slice(range)
        return SentenceCutter.sentences(slice).flatMap { sentence in
            let slice = text.slice(sentence)
            guard !isRuleSentence(slice) else { return [PlanDocument.Goal]() }
            return numbered(sentence, by: nil) { isMark($0, in: sentence) } + comparedWithOthers(sentence)
        }
    }

    // MARK: - Numbers

    /// 初次就业率不低于上一年度全国平均水平: a mark that another figure sets.
    private func comparedWithOthers(_ sentence: Range<Int>) -> [PlanDocument.Goal] {
        let words = ["不低于", "不少于", "高于", "达到", "超过", "不高于", "与"]
        return SentenceCutter.sentences(text.slice(sentence), at: ",。;").compactMap { clause in
            let slice = text.slice(clause)
            guard let (place, word) = slice.firstPlace(ofAny: words),
                slice[..<place].hasAnySuffix(["率", "水平", "增幅", "增速", "标准", "指标", "增长"]) != nil,
                slice[place...].hasAnySuffix(
                    word == "与"
                        ? ["增长基本同步", "增长同步", "增长保持同步"] : ["平均水平", "平均值", "同期水平", "上年水平", "平均"]) != nil,
                !slice.contains(where: \.isASCIIDigit)
            else { return nil }
            let range = trim(clause)
            let comparison: PlanDocument.Comparison =
                word == "高于" || word == "超过" ? .above : word == "不高于" ? .atMost : word == "与" ? .equal : .atLeast
            let head = text.slice(range.lowerBound..<place).trimmed
            return PlanDocument.Goal(
                text: text.text(range), comparison: comparison, indicator: text.text(head.startIndex..<head.endIndex),
                place: text.place(range))
        }
    }

    private func numbered(
        _ sentence: Range<Int>, by standing: String?, where accepts: (QuantityScanner.Found) -> Bool
    ) -> [PlanDocument.Goal] {
        let times = times.scan(sentence)
        let found = quantities.scan(sentence, without: times.map(\.range)).filter {
            accepts($0) && !isCircumstance($0, sentence)
        }
        let clauses = SentenceCutter.clauses(text.slice(sentence))
        var named: (name: String, unit: String?)?
        return found.map { quantity in
            let clause = within(
                bracketIn: clauses.first { $0.contains(quantity.core.lowerBound) } ?? sentence, quantity)
            let words = words(of: quantity, in: clause, others: found)
            let before = times.filter { $0.range.lowerBound <= quantity.core.lowerBound }
            // 每年提升1个百分点, 全年培训400人: a day named before does not hold for it.
            let isYearly = before.contains { $0.cadence == "每年" } || text.slice(clause).contains("逐年")
            let isWholeYear = text.slice(clause).hasPrefix("全年")
            let by = isWholeYear ? nil : before.last { day($0) != nil }
            var name = indicator(quantity, in: words)
            // 到2025年不低于4.66人: what was counted before is counted on.
            if name == nil, let named, named.unit == quantity.unit { name = named.name }
            if let name { named = (name, quantity.unit) }
            return PlanDocument.Goal(
                text: text.text(words).trimmingSpaces, number: quantity.number, numberTo: quantity.numberTo,
                unit: quantity.unit, comparison: quantity.comparison, indicator: name,
                by: by.flatMap { day($0) } ?? (isYearly ? nil : standing) ?? planYear.map { String($0) },
                place: text.place(words))
        }
    }

    /// 以全市7600多名持证残疾人为主要对象: whom the plan concerns, not what it is to reach.
    private func isCircumstance(_ quantity: QuantityScanner.Found, _ sentence: Range<Int>) -> Bool {
        let end = quantity.core.upperBound
        let after = text.slice(end..<max(end, min(sentence.upperBound, end + 24)))
        let clause = after[..<(after.firstPlace(ofAny: [",", "。", ";"])?.place ?? after.endIndex)]
        return clause.containsAny(["为主要对象", "为重点对象", "为对象", "为重点"])
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
        let cuts = separators(in: slice)
        let parts = zip([clause.lowerBound] + cuts.map { $0 + 1 }, cuts + [clause.upperBound]).map { $0..<$1 }
        let inParts = parts.filter { part in others.contains { part.contains($0.core.lowerBound) } }
        guard inParts.count > 1, let own = parts.first(where: { $0.contains(quantity.core.lowerBound) }) else {
            return withoutOpenBracket(trim(clause), quantity)
        }
        // Parts without numbers before belong to the next part with one.
        let before = inParts.last { $0.upperBound <= own.lowerBound }
        return withoutOpenBracket(
            trim((before.map { $0.upperBound + 1 } ?? clause.lowerBound)..<own.upperBound), quantity)
    }

    /// The places of 、 between the parts; 95%（含线上、线下） is one part.
    private func separators(in slice: TextSlice) -> [Int] {
        var depth = 0
        return slice.indices.filter { place in
            switch slice[place] {
            case "(": depth += 1
            case ")": depth = max(0, depth - 1)
            default: return depth == 0 && slice[place] == "、"
            }
            return false
        }
    }

    /// 新增就业160人（其中：甲县40人 ends before the bracket that tells the parts.
    private func withoutOpenBracket(_ range: Range<Int>, _ quantity: QuantityScanner.Found) -> Range<Int> {
        let slice = text.slice(range)
        guard let open = slice.lastPlace(of: "("), open >= quantity.core.upperBound, slice.closing(of: open) == nil
        else {
            return range
        }
        return trim(range.lowerBound..<open)
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
        for word in GoalFinder.opening
        where slice.hasPrefix(word) && slice.count > word.unicodeScalars.count + 2 {
            slice = slice[(slice.startIndex + word.unicodeScalars.count)...].trimmed(of: ":,")
        }
        let after = text.slice(min(quantity.range.upperBound, words.upperBound)..<words.upperBound)
        if quantity.unit == "%", after.hasPrefix("的"), !after.hasPrefix("的比例"),
            slice.count <= 1 || slice.hasAnySuffix(["在", "对", "将", "预留", "加强", "建设", "推动"]) != nil
        {
            return noun(after: quantity, in: words)
        }
        for word in GoalFinder.closing where slice.hasSuffix(word) {
            slice = slice[..<(slice.endIndex - word.unicodeScalars.count + (word == "率均" ? 1 : 0))]
        }
        let name = text.text(slice.startIndex..<slice.endIndex).trimmingSpaces
        if ["年均", "年", "每年", "总计", "合计"].contains(name) { return nil }
        if name.isEmpty || GoalFinder.deeds.contains(slice.trimmed.string) { return noun(after: quantity, in: words) }
        return name
    }

    private static let closing = [
        "均达到", "达到", "均达", "达", "力争", "确保", "实现", "约", "应有", "要有", "应按照", "应按", "按照", "应", "都达到", "率均",
    ]

    private static let opening = [
        "其中", "共实现", "确保实现", "实现", "确保", "力争", "完成", "达到", "全年", "全市", "全区", "全县", "全省", "全州", "全旗", "全镇", "共", "推动",
        "到",
    ]

    private static let deeds: Set<String> = [
        "推出", "打造", "建立", "建成", "培育", "引育", "培养", "新增", "新建", "建设", "完成", "构建", "掌握", "设立", "至少", "开发", "培训", "组织",
        "举办",
        "为", "对", "首批", "全市首批", "全省首批", "全县首批", "全区首批", "累计", "累计建成", "形成", "认定", "评选", "创建", "引进", "扶持", "配备", "改造",
        "发展", "开展",
        "提供", "力争", "争取", "征集", "选派", "打造形成",
    ]

    /// 打造100个某某品牌: what follows the number is what is counted.
    private func noun(after quantity: QuantityScanner.Found, in words: Range<Int>) -> String? {
        let end = max(quantity.range.upperBound, quantity.core.upperBound)
        guard end < words.upperBound else { return nil }
        var slice = text.slice(end..<words.upperBound).trimmed
        if let stop = slice.firstPlace(ofAny: ["(", ",", "。", ";"])?.place { slice = slice[..<stop] }
        if slice.first == "的" { slice = slice.dropFirst() }
        if let done = slice.hasAnySuffix(["全面建成", "全部建成", "建成", "全部完成"]) {
            slice = slice.dropLast(done.unicodeScalars.count)
        }
        let name = text.text(slice.startIndex..<slice.endIndex).trimmingSpaces
        return name.unicodeScalars.count >= 2 && name.unicodeScalars.count <= 40 ? name : nil
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
        "认定", "保持", "续约率", "率", "发放", "资助", "救助", "扶持", "帮助", "安置", "支持", "落实", "征集", "推广", "配备", "入驻", "招聘", "走访",
        "惠及", "带动", "帮扶", "开展", "募集", "归集", "提供", "签订", "调配", "选树", "聘用", "招用",
    ]

    private func isMark(_ quantity: QuantityScanner.Found, in sentence: Range<Int>) -> Bool {
        if isShortening(quantity) { return true }
        guard !quantity.isLimit, let unit = quantity.unit, !GoalFinder.ruleUnits.contains(unit) else { return false }
        if quantity.isChinese, unit == "个" || unit == "项" || unit == "人", quantity.comparison != .atLeast {
            return false
        }
        let slice = text.slice(sentence)
        let clauses = SentenceCutter.clauses(slice)
        guard let clause = clauses.first(where: { $0.contains(quantity.core.lowerBound) }) else { return false }
        let before = text.slice(max(clause.lowerBound, quantity.core.lowerBound - 14)..<quantity.core.lowerBound)
        let end = quantity.core.upperBound
        let after = text.slice(end..<max(end, min(clause.upperBound, end + 3)))
        if text.slice(clause).containsAny(["为每名", "为每人", "为每位", "向每名", "每名辅导员每月"]) { return false }
        // 用于促进就业的比例不低于30% is a mark, though it speaks of money.
        if unit == "%", quantity.comparison == .atLeast,
            text.slice(clause.lowerBound..<quantity.range.lowerBound).hasSuffix("比例")
        {
            return true
        }
        if text.slice(clause).containsAny(["返还", "贴息", "用于", "薪酬", "分配", "上浮", "下浮", "税率", "按比例", "放宽"]) {
            return false
        }
        if unit == "%" {
            if isShareOf(quantity, before, clause) { return true }
            if before.containsAny(["上浮", "下浮", "返还", "按照", "按", "补贴", "给予", "贴息", "不足", "奖励"]) { return false }
            return !(after.hasPrefix("的") && !before.containsAny(["达到", "不低于", "力争", "至少"])) || after.hasPrefix("以上")
        }
        if before.containsAny(["不超过", "最高", "给予", "奖励", "补助", "补贴", "上限"]) { return false }
        if unit.hasSuffix("元") {
            if quantity.comparison == .atLeast, before.containsAny(["投入", "安排资金", "筹集", "报酬", "收入"]) { return true }
            if quantity.comparison == .atLeast, before.contains("发放") { return true }
            return before.containsAny(["达到", "突破", "超过", "规模", "产值", "收入", "力争", "带动"])
        }
        if unit.hasSuffix("人次") || text.slice(sentence.lowerBound..<quantity.core.lowerBound).contains("目标:") {
            return true
        }
        if before.containsAny(GoalFinder.marks) || isServed(quantity, unit, clause) { return true }
        let deeds = ["培育", "建成", "新增", "打造", "培训", "培养", "引进", "创建", "完成", "引育", "扶持", "组织", "评选", "认定"]
        if text.slice(clause).trimmed.hasAnyPrefix(deeds) != nil { return true }
        return text.slice(clause.lowerBound..<quantity.core.lowerBound).containsAny(["力争", "确保", "到20", "目标"])
            || text.slice(sentence.lowerBound..<quantity.core.lowerBound).contains("力争")
    }

    /// 为120名残疾儿童提供康复救助: so many are to be served.
    private func isServed(_ quantity: QuantityScanner.Found, _ unit: String, _ clause: Range<Int>) -> Bool {
        guard ["人", "名", "户", "家", "万人", "万名", "万户", "个"].contains(unit) else { return false }
        let before = text.slice(clause.lowerBound..<quantity.core.lowerBound)
        let after = text.slice(quantity.core.upperBound..<max(quantity.core.upperBound, clause.upperBound))
        return before.hasAnySuffix(["为", "对", "帮助", "完成"]) != nil && !after.containsAny(["以上的", "给予"])
            && after.containsAny(["提供", "实施", "开展", "免费", "改造", "适配", "进行", "就业"])
    }

    /// 审批时间压缩至100个工作日内: a time that is to become shorter.
    private func isShortening(_ quantity: QuantityScanner.Found) -> Bool {
        guard let unit = quantity.unit, ["日", "天", "个工作日", "小时", "周", "个月"].contains(unit) else { return false }
        let start = quantity.core.lowerBound
        return text.slice(max(0, start - 4)..<start).hasAnySuffix(QuantityScanner.shortening) != nil
    }

    /// 预留30%的号源, 100%的机构完成设置, 按照不低于10%的比例安排: a share that is to be reached.
    private func isShareOf(_ quantity: QuantityScanner.Found, _ before: TextSlice, _ clause: Range<Int>) -> Bool {
        let slice = text.slice(clause)
        if slice.containsAny(["补贴", "返还", "奖励", "缴纳", "费率", "贷款", "工资", "薪酬", "给予", "标准", "减按", "用于"]) { return false }
        let end = quantity.range.upperBound
        let rest = text.slice(end..<max(end, clause.upperBound))
        guard rest.first == "的" else { return false }
        if rest.hasPrefix("的比例") {
            return quantity.comparison == .atLeast
                && rest.containsAny(["安排", "安置", "录用", "招录", "招聘", "配备", "预留", "设置"])
        }
        if rest.hasAnyPrefix(["的标准", "的幅度", "的部分", "的责任"]) != nil { return false }
        let deeds = ["完成", "建成", "设置", "实现", "配备", "开展", "达到", "预留", "加强", "覆盖", "设立"]
        return before.containsAny(deeds) || rest.containsAny(deeds)
    }

    // MARK: - Words

    /// What the sentence sets as a goal without a number.
    private func inWords(
        _ sentence: Range<Int>, besides numbered: [PlanDocument.Goal], by: String?
    ) -> [PlanDocument.Goal] {
        guard !numbered.isEmpty else {
            let words = trim(sentence)
            guard words.count >= 10, text.slice(words).hasAnyPrefix(["专栏", "表1", "表2", "附表"]) == nil else { return [] }
            return [PlanDocument.Goal(text: text.text(words).trimmingSpaces, by: by, place: text.place(words))]
        }
        var goals: [PlanDocument.Goal] = []
        var open: Range<Int>?
        func close() {
            guard let range = open else { return }
            let words = trim(range)
            if words.count >= 12 {
                goals.append(
                    PlanDocument.Goal(text: text.text(words).trimmingSpaces, by: by, place: text.place(words)))
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
