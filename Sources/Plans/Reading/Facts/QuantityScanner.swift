/// Finds numbers with a unit: 600人, 95%以上, 20-30个, 一次, 百分百.
struct QuantityScanner {
    let text: PlanText

    /// A number and what belongs to it.
    struct Found {
        var number: PlanNumber
        var numberTo: PlanNumber?
        var unit: String?
        var comparison: PlanDocument.Comparison?
        /// With the words of comparison.
        var range: Range<Int>
        /// The number and unit alone.
        var core: Range<Int>
        /// 50人以上的单位: the number limits the noun that follows.
        var isLimit = false
        var isChinese = false
    }

    private static let units: [String] = [
        "个百分点", "万亿元", "亿元", "万元", "千元", "百元", "元", "万人次", "万人天", "人次", "万户次", "户次", "场次", "架次", "件次", "班次", "万人", "亿人",
        "名", "人", "万户", "户", "家", "个", "所", "处", "项", "场", "次", "门", "期", "件", "套", "张", "间", "辆", "座", "条", "支", "台",
        "批",
        "篇", "部", "种", "类", "款", "例", "份", "床", "对", "组", "节", "课时", "学时", "小时", "公里", "千米", "平方公里", "万平方米", "平方米",
        "平方千米",
        "万亩", "亩", "公顷", "万吨", "吨", "公斤", "千瓦", "万千瓦", "倍", "岁", "天", "个工作日", "日", "个月", "年", "周", "分", "级", "万件", "万台",
        "万套", "万个",
        "万家", "万辆", "万张", "万场", "万次", "艘", "栋", "幢", "村", "镇", "只", "头", "株", "本", "册", "幅", "位", "社区",
    ].sorted { $0.unicodeScalars.count > $1.unicodeScalars.count }

    /// All quantities in order; titles, numbers of documents and the given stretches are passed over.
    func scan(_ range: Range<Int>, without skipped: [Range<Int>]) -> [Found] {
        let slice = text.slice(range)
        var found: [Found] = []
        var index = slice.startIndex
        var skip = skipped.filter { $0.upperBound > range.lowerBound }.sorted { $0.lowerBound < $1.lowerBound }[...]
        while index < slice.endIndex {
            while let first = skip.first, first.upperBound <= index { skip.removeFirst() }
            if let first = skip.first, first.contains(index) {
                index = first.upperBound
            } else if slice[index] == "《", let close = slice.closing(of: index) {
                index = close
            } else if slice[index] == "“", let close = slice.closing(of: index, limit: 12),
                !slice[index..<close].contains(where: \.isASCIIDigit)
            {
                index = close
            } else if slice.has("(含", at: index), let close = slice.closing(of: index, limit: 12) {
                index = close
            } else if slice[index] == "[", let close = slice.closing(of: index, limit: 12) {
                index = close
                if let (_, end) = ChineseNumeral.parseDigits(slice, at: index), slice.has("号", at: end) {
                    index = end + 1
                }
            } else if slice[index] == "第", let end = ordinals(slice, at: index) {
                index = end
            } else if let quantity = parse(slice, at: index) {
                found.append(quantity)
                index = quantity.core.upperBound
            } else {
                let isWord = slice[index].isASCIIDigit || slice[index].isASCIILetter
                index += 1
                if isWord {
                    while index < slice.endIndex,
                        slice[index].isASCIIDigit || slice[index].isASCIILetter || slice[index] == "."
                    { index += 1 }
                }
            }
        }
        return found
    }

    /// 第1、2、3项: names, not numbers of things.
    private func ordinals(_ slice: TextSlice, at place: Int) -> Int? {
        var index = place + 1
        guard let (_, first) = ChineseNumeral.parseDigits(slice, at: index) else { return nil }
        index = first
        while index < slice.endIndex, "、,-至".unicodeScalars.contains(slice[index]),
            let (_, next) = ChineseNumeral.parseDigits(slice, at: index + 1)
        {
            index = next
        }
        return index
    }

    private func parse(_ slice: TextSlice, at index: Int) -> Found? {
        let scalar = slice[index]
        if scalar.isASCIIDigit { return digits(slice, at: index) }
        if slice.has("百分之百", at: index) { return percent(slice, index, index + 4, "100") }
        if slice.has("百分百", at: index) { return percent(slice, index, index + 3, "100") }
        if slice.has("百分之", at: index), let (value, end) = ChineseNumeral.parse(slice, at: index + 3) {
            return percent(slice, index, end, String(value))
        }
        if ChineseNumeral.isNumeral(scalar) { return characters(slice, at: index) }
        return nil
    }

    private func percent(_ slice: TextSlice, _ start: Int, _ end: Int, _ number: String) -> Found? {
        guard let number = PlanNumber(number) else { return nil }
        return finish(slice, core: start..<end, number: number, to: nil, unit: "%")
    }

    // MARK: - Digits

    private func digits(_ slice: TextSlice, at index: Int) -> Found? {
        if index > slice.startIndex, slice[index - 1].isASCIILetter || slice[index - 1] == "第" { return nil }
        guard let (first, afterFirst) = decimal(slice, at: index) else { return nil }
        var end = afterFirst
        var to: PlanNumber?
        let firstUnit = unit(slice, at: end)
        var rangeStart = end
        if let firstUnit, firstUnit.name == "%" || firstUnit.name.hasPrefix("万") { rangeStart = firstUnit.end }
        if rangeStart < slice.endIndex, "-~至".unicodeScalars.contains(slice[rangeStart]),
            let (second, afterSecond) = decimal(slice, at: rangeStart + 1)
        {
            to = second
            end = afterSecond
        }
        guard let unit = unit(slice, at: end) else { return nil }
        if isClassWord(slice, unit) || isYear(slice, index, afterFirst, unit.name) { return nil }
        return finish(slice, core: index..<unit.end, number: first, to: to, unit: unit.name)
    }

    /// 2类地区, 3级: names, not numbers of things.
    private func isClassWord(_ slice: TextSlice, _ unit: (name: String, end: Int)) -> Bool {
        if unit.name == "年", slice.has("级", at: unit.end) || slice.has("代", at: unit.end) { return true }
        return unit.name == "日" || (unit.name == "级" && !slice.has("以上", at: unit.end))
    }

    /// 2026年 is no number of years.
    private func isYear(_ slice: TextSlice, _ start: Int, _ end: Int, _ unit: String) -> Bool {
        unit == "年" && end - start >= 4
            && (slice[start..<end].last { $0 == "." } != nil || FrontDates.year(slice, at: start) != nil)
    }

    private func decimal(_ slice: TextSlice, at index: Int) -> (PlanNumber, Int)? {
        var end = index
        var digits = ""
        while end < slice.endIndex, digits.utf8.count < 18 {
            let scalar = slice[end]
            if scalar.isASCIIDigit {
                digits.unicodeScalars.append(scalar)
            } else if scalar == ".", end + 1 < slice.endIndex, slice[end + 1].isASCIIDigit, !digits.contains(".") {
                digits += "."
            } else if scalar == ",", end + 3 < slice.endIndex, slice[(end + 1)...(end + 3)].allSatisfy(\.isASCIIDigit),
                end + 4 >= slice.endIndex || !slice[end + 4].isASCIIDigit, !digits.isEmpty, digits.utf8.count <= 3
            {
                end += 1
                continue
            } else {
                break
            }
            end += 1
        }
        guard let number = PlanNumber(digits) else { return nil }
        return (number, end)
    }

    private func unit(_ slice: TextSlice, at place: Int) -> (name: String, end: Int)? {
        var index = place
        if index < slice.endIndex, slice[index] == " " { index += 1 }
        // 50（含）以上人 is rare; 余 and 多 stand between number and unit.
        if index < slice.endIndex, slice[index] == "余" || slice[index] == "多" { index += 1 }
        guard index < slice.endIndex else { return nil }
        if slice[index] == "%" { return ("%", index + 1) }
        if slice[index] == "‰" { return ("‰", index + 1) }
        if let name = QuantityScanner.units.first(where: { slice.has($0, at: index) }) {
            return (name, index + name.unicodeScalars.count)
        }
        // 1万份, 3千册: any unit may stand after the power.
        guard "万亿千百".unicodeScalars.contains(slice[index]),
            let name = QuantityScanner.units.first(where: { slice.has($0, at: index + 1) })
        else { return nil }
        return (String(slice[index]) + name, index + 1 + name.unicodeScalars.count)
    }

    // MARK: - Characters

    private static let counted = ["次", "个", "名", "家", "所", "场", "项", "处", "轮", "遍", "门", "户", "人"]

    /// 一次 and 两个, where the text counts; 一批, 一体 and 第一 do not.
    private func characters(_ slice: TextSlice, at index: Int) -> Found? {
        if index > slice.startIndex, "第“每之同统唯万逐进".unicodeScalars.contains(slice[index - 1]) { return nil }
        guard let (value, end) = ChineseNumeral.parse(slice, at: index), value > 0, end < slice.endIndex else {
            return nil
        }
        guard let unit = QuantityScanner.counted.first(where: { slice.has($0, at: end) }) else { return nil }
        let next = end + unit.unicodeScalars.count
        if unit == "次", slice.has("性", at: next) { return nil }
        // 四个“百分百” is the name of four things.
        if slice.has("“", at: next), slice.closing(of: next, limit: 12) != nil, !followsCount(slice, index) {
            return nil
        }
        if unit == "个", value == 1, !followsCount(slice, index) { return nil }
        if unit == "人" || unit == "门" || unit == "户" || unit == "项" || unit == "家", !followsCount(slice, index) {
            return nil
        }
        guard value > 1 || followsCount(slice, index) || unit == "次" else { return nil }
        var quantity = finish(slice, core: index..<next, number: PlanNumber(value), to: nil, unit: unit)
        quantity?.isChinese = true
        return quantity
    }

    private func followsCount(_ slice: TextSlice, _ index: Int) -> Bool {
        slice[max(slice.startIndex, index - 8)..<index].containsAny([
            "至少", "不少于", "组织", "进行", "开展", "建立", "建成", "设立", "举办", "培育", "打造", "新增", "提供", "完成", "不低于", "召开",
        ])
    }

    // MARK: - Comparison

    private func finish(
        _ slice: TextSlice, core: Range<Int>, number: PlanNumber, to: PlanNumber?, unit: String
    ) -> Found? {
        var found = Found(number: number, numberTo: to, unit: unit, range: core, core: core)
        var end = core.upperBound
        var comparison: PlanDocument.Comparison?
        for word in ["(含)", "(含本数)", "(含\(number))"] where slice.has(word, at: end) { end += word.unicodeScalars.count }
        for (word, value) in QuantityScanner.after where slice.has(word, at: end) {
            comparison = value
            end += word.unicodeScalars.count
            break
        }
        let afterWord = end
        if slice.has("(含", at: end), let close = slice.closing(of: end, limit: 12) { end = close }
        let before = slice[max(slice.startIndex, core.lowerBound - 10)..<core.lowerBound].trimmed
        var start = core.lowerBound
        if let (word, value) = QuantityScanner.before.first(where: { endsWith(before, $0.0) }) {
            if comparison == nil { comparison = value }
            if let place = before.lastPlace(of: word) { start = place }
        }
        if number.description == "100", unit == "%", comparison == .atLeast { comparison = .equal }
        found.comparison = to == nil ? comparison ?? .equal : comparison
        found.range = start..<end
        // 编制50人以上的机关; 从业人员300人以上企业
        if slice.has("左右", at: afterWord) { found.comparison = .equal }
        if afterWord > core.upperBound {
            let next = slice[end..<min(slice.endIndex, end + 14)]
            let nouns = ["的", "企业", "机关", "单位", "机构", "人员", "老年人", "党政", "事业", "用人", "民营", "国有", "职工", "规模", "高龄"]
            found.isLimit =
                unit != "%" && !["家", "个", "项", "款", "人次", "场", "所", "处"].contains(unit)
                && next.hasAnyPrefix(nouns) != nil
        }
        return found
    }

    private static let after: [(String, PlanDocument.Comparison)] = [
        ("及以上", .atLeast), ("或以上", .atLeast), ("以上", .atLeast), ("及以下", .atMost), ("以下", .atMost), ("以内", .atMost),
        ("之内", .atMost),
    ]
    private static let before: [(String, PlanDocument.Comparison)] =
        [
            ("不少于", .atLeast), ("不低于", .atLeast), ("不小于", .atLeast), ("至少", .atLeast), ("最少", .atLeast),
            ("不超过", .atMost),
            ("不高于", .atMost), ("不大于", .atMost), ("不得超过", .atMost), ("最高", .atMost), ("最多", .atMost), ("控制在", .atMost),
            ("降至", .atMost), ("降到", .atMost), ("降低到", .atMost), ("降低至", .atMost), ("下降到", .atMost), ("下降至", .atMost),
            ("超过", .above), ("高于", .above), ("大于", .above),
            ("突破", .above),
            ("多于", .above), ("低于", .below), ("少于", .below), ("小于", .below), ("≥", .atLeast), ("≤", .atMost),
            (">=", .atLeast), ("<=", .atMost),
            (">", .above), ("<", .below), ("达到", .atLeast), ("达", .atLeast), ("提高到", .atLeast), ("提高至", .atLeast),
            ("提升到", .atLeast),
            ("提升至", .atLeast), ("增加到", .atLeast), ("增长到", .atLeast), ("力争", .atLeast), ("保持在", .atLeast),
            ("稳定在", .atLeast),
        ] + shortening.map { ($0, .atMost) }

    /// Words before a number that something is to be brought down to.
    static let shortening = ["压缩至", "压缩到", "缩短至", "缩短到", "压减至", "压减到", "减少到", "减少至", "缩减至", "缩减到", "缩短为", "压缩为"]

    /// The word stands directly before the number, with at most a verb of two characters between.
    private func endsWith(_ before: TextSlice, _ word: String) -> Bool {
        guard let place = before.lastPlace(of: word) else { return false }
        let rest = before[(place + word.unicodeScalars.count)...]
        if rest.isEmpty { return true }
        let verbs = [
            "安排", "设立", "建立", "组织", "培育", "建成", "进行", "开展", "达到", "到", "约", "在", "至", "完成", "新增", "培养", "培训", "打造",
            "举办", "建设", "达", "引育", "创建", "每年", "有", "配备", "主动联系",
        ]
        return (word == "至少" || word == "力争" || word == "不少于" || word == "最少") && verbs.contains { rest.string == $0 }
    }
}
