/// Finds the times that a text names.
struct TimeScanner {
    let text: PlanText
    let periods: PlanningPeriods

    init(text: PlanText, periods: PlanningPeriods) {
        self.text = text
        self.periods = periods
    }

    /// All times in order; titles in 《》 are passed over.
    func scan(_ range: Range<Int>) -> [TimeExpression] {
        let slice = text.slice(range)
        var found: [TimeExpression] = []
        var index = slice.startIndex
        while index < slice.endIndex {
            if slice[index] == "《", let close = slice.closing(of: index) {
                index = close
            } else if slice[index] == "[", let close = slice.closing(of: index, limit: 12) {
                index = close
            } else if slice[index] == "“", planningPeriod(slice, at: index) == nil,
                let close = slice.closing(of: index, limit: 40),
                !slice[index..<close].contains(where: \.isASCIIDigit)
            {
                // “年初建账、年底交账” is a slogan.
                index = close
            } else if let expression = parse(slice, at: index) {
                found.append(expression)
                index = max(expression.range.upperBound, index + 1)
            } else {
                index += 1
            }
        }
        return found
    }

    private func parse(_ slice: TextSlice, at index: Int) -> TimeExpression? {
        switch slice[index] {
        case "每", "按", "逐": return recurring(slice, at: index)
        case "“": return planningPeriod(slice, at: index)
        case "年": return yearEnd(slice, at: index)
        case "次", "翌": return nextYear(slice, at: index)
        case "第": return quarter(slice, at: index)
        case "印", "发", "施", "公", "下", "文", "通", "实", "自":
            return afterIssue(slice, at: index) ?? planPeriod(slice, at: index)
        case "方", "规", "计", "行", "本": return planPeriod(slice, at: index)
        case "持", "定", "及", "常", "动", "长", "不", "适": return ongoing(slice, at: index)
        case let scalar where scalar.isASCIIDigit || ChineseNumeral.isNumeral(scalar):
            guard index == slice.startIndex || !slice[index - 1].isASCIIDigit else { return nil }
            return planningPeriod(slice, at: index) ?? years(slice, at: index) ?? months(slice, at: index)
                ?? monthOnly(slice, at: index) ?? quarter(slice, at: index)
        default: return nil
        }
    }

    // MARK: - Again and again

    private static let cadences: [(String, String)] = [
        ("每年度", "每年"), ("每半年", "每半年"), ("每两年", "每两年"), ("每三年", "每三年"), ("每年", "每年"), ("每季度", "每季度"),
        ("每季末", "每季度"), ("每季", "每季度"), ("每月", "每月"), ("每周", "每周"), ("每学期", "每学期"), ("每学年", "每学年"),
        ("按年度", "每年"), ("按季度", "每季度"), ("按月", "每月"), ("按年", "每年"), ("按季", "每季度"), ("每个季度", "每季度"), ("每个月", "每月"),
    ]

    private func recurring(_ slice: TextSlice, at index: Int) -> TimeExpression? {
        guard let (word, cadence) = TimeScanner.cadences.first(where: { slice.has($0.0, at: index) }) else {
            return nil
        }
        if index > slice.startIndex, "人户家".unicodeScalars.contains(slice[index - 1]) { return nil }
        var end = index + word.unicodeScalars.count
        if word.hasPrefix("按"), slice.has("计划", at: end) || slice.has("度计划", at: end) { return nil }
        var expression = TimeExpression(range: index..<end, kind: .recurring, cadence: cadence)
        if end < slice.endIndex, slice[end] == "的" { end += 1 }
        let due = cadence == "每年" ? end : index + word.unicodeScalars.count
        if let (date, stop) = monthDay(slice, at: due) {
            // 每年3月1日至6月30日: the last of the days counts.
            let (last, end) = secondDay(slice, at: stop, year: 2000, month: date.month) ?? (date, stop)
            expression.last = CalendarDate(month: last.month, day: last.day)
            expression.range = index..<skipBefore(slice, end)
        } else if cadence == "每年", let (month, stop) = partOfYear(slice, at: due), !slice.has("年底", at: due) {
            expression.last = CalendarDate(month: month)
            expression.range = index..<skipBefore(slice, stop)
        } else if cadence != "每年", let stop = dayWithin(slice, from: due) {
            expression.range = index..<stop
        } else if let (date, stop) = bareYearEnd(slice, at: due) {
            expression.last = date
            expression.range = index..<stop
        } else if slice.has("底", at: due) {
            if cadence == "每年" { expression.last = CalendarDate(month: 12, day: 31) }
            expression.range = index..<skipBefore(slice, due + 1)
        }
        return expression
    }

    /// 每月25日前, 每季度首月5日前, 每周五16时前: the day within the span, up to 前.
    private func dayWithin(_ slice: TextSlice, from place: Int) -> Int? {
        var index = place
        let signs = Set("首末第一二三四五六日天个最月周的旬初底时结束后工作".unicodeScalars)
        while index < slice.endIndex, index < place + 14 {
            if slice[index] == "前" { return index > place ? index + 1 : nil }
            guard slice[index].isASCIIDigit || signs.contains(slice[index]) else { return nil }
            index += 1
        }
        return nil
    }

    private static let ongoingWords = [
        "持续", "定期", "及时", "常态化", "动态清零", "动态监测", "动态管理", "动态更新", "动态调整", "长期坚持", "不定期", "适时",
    ]

    private func ongoing(_ slice: TextSlice, at index: Int) -> TimeExpression? {
        guard let word = TimeScanner.ongoingWords.first(where: { slice.has($0, at: index) }) else { return nil }
        if word == "常态化", slice.has("常态化的", at: index) { return nil }
        return TimeExpression(
            range: index..<index + word.unicodeScalars.count, kind: .ongoing, cadence: word)
    }

    // MARK: - Plan periods

    /// “十四五”期间, “十五五”末; “十三五”以来 is past.
    private func planningPeriod(_ slice: TextSlice, at index: Int) -> TimeExpression? {
        guard let (entry, end) = periods.named(in: slice, at: index),
            let tail = ["期间", "时期", "期末", "末", "以来"].first(where: { slice.has($0, at: end) }), tail != "以来"
        else { return nil }
        return TimeExpression(
            range: index..<end + tail.unicodeScalars.count, kind: .period, last: CalendarDate(year: entry.to),
            first: CalendarDate(year: entry.from))
    }

    private func planPeriod(_ slice: TextSlice, at index: Int) -> TimeExpression? {
        let heads = ["方案", "规划", "计划", "行动", "本方案", "本规划", "本计划", "实施"]
        let tails = ["实施期间", "实施期内", "期内", "期间", "执行期间", "实施期限内", "期末"]
        for head in heads where slice.has(head, at: index) {
            let next = index + head.unicodeScalars.count
            for tail in tails where slice.has(tail, at: next) {
                return TimeExpression(
                    range: index..<next + tail.unicodeScalars.count, kind: .period, isPlanPeriod: true)
            }
        }
        return nil
    }

    // MARK: - After the issue

    private func afterIssue(_ slice: TextSlice, at index: Int) -> TimeExpression? {
        let heads = ["印发", "发布", "下发", "公布", "施行", "实施", "公开", "发文", "文件印发", "通知印发"]
        guard let head = heads.first(where: { slice.has($0, at: index) }) else { return nil }
        var place = index + head.unicodeScalars.count
        for word in ["之日起", "之日后", "之日", "日起", "后", "起"] where slice.has(word, at: place) {
            place += word.unicodeScalars.count
            break
        }
        guard place > index + head.unicodeScalars.count, let (span, end) = spanLength(slice, at: place) else {
            return nil
        }
        return TimeExpression(range: index..<end, kind: .within, span: span)
    }

    /// 30日内, 三个月之内
    private func spanLength(_ slice: TextSlice, at index: Int) -> (TimeExpression.Span, Int)? {
        guard let (value, afterNumber) = ChineseNumeral.parseAny(slice, at: index) else { return nil }
        let units: [(String, (Int) -> TimeExpression.Span)] = [
            ("个工作日", { .days($0) }), ("个月", { .months($0) }), ("日", { .days($0) }), ("天", { .days($0) }),
            ("年", { .months($0 * 12) }), ("周", { .days($0 * 7) }),
        ]
        for (word, make) in units where slice.has(word, at: afterNumber) {
            var end = afterNumber + word.unicodeScalars.count
            for tail in ["之内", "以内", "内"] where slice.has(tail, at: end) {
                end += tail.unicodeScalars.count
                return (make(min(value, 1200)), end)
            }
        }
        return nil
    }

    // MARK: - Years, months, days

    private func years(_ slice: TextSlice, at index: Int) -> TimeExpression? {
        guard let (year, afterYear) = FrontDates.year(slice, at: index), (1949...2100).contains(year) else {
            return nil
        }
        if let range = yearRange(slice, at: index, year: year, afterYear: afterYear) { return range }
        guard slice.has("年", at: afterYear) else { return nil }
        var end = afterYear + 1
        var date = CalendarDate(year: year)
        if slice.has("度", at: end) { end += 1 }
        if let (month, stop) = monthDay(slice, at: end) {
            date = CalendarDate(year: year, month: month.month, day: month.day)
            end = stop
        } else if let (part, stop) = partOfYear(slice, at: end) {
            date.month = part
            end = stop
        }
        if let (to, stop) = secondDay(slice, at: end, year: year, month: date.month) {
            return TimeExpression(range: index..<stop, kind: .period, last: to, first: date)
        }
        // 从2019年1月1日起 begins something.
        if ["起", "以来", "开始"].contains(where: { slice.has($0, at: end) }) {
            return TimeExpression(range: index..<end + 1, kind: .period, first: date)
        }
        let (kind, stop, isBefore) = suffix(slice, at: end, from: index)
        // 2027年前 with no month means before that year begins.
        if isBefore, date.month == nil, !slice[index..<stop].contains("底"), !slice[index..<stop].contains("末") {
            date = CalendarDate(year: year - 1, month: 12, day: 31)
        }
        guard date.isReal else { return nil }
        return TimeExpression(range: index..<stop, kind: kind, last: date)
    }

    private func yearRange(_ slice: TextSlice, at index: Int, year: Int, afterYear: Int) -> TimeExpression? {
        var place = afterYear
        if slice.has("年", at: place) { place += 1 }
        let dash = place
        while place < slice.endIndex, "-~至到 ".unicodeScalars.contains(slice[place]) { place += 1 }
        guard place > dash, let (second, end) = FrontDates.year(slice, at: place), second >= year, second < year + 40
        else {
            return nil
        }
        var stop = end
        if slice.has("年", at: stop) { stop += 1 }
        if slice.has("期间", at: stop) { stop += 2 }
        return TimeExpression(
            range: index..<stop, kind: .period, last: CalendarDate(year: second), first: CalendarDate(year: year))
    }

    /// 2019年1月1日至12月31日, 2019年1月1日至2020年12月31日
    private func secondDay(
        _ slice: TextSlice, at end: Int, year: Int, month: Int? = nil
    ) -> (CalendarDate, Int)? {
        guard end < slice.endIndex, "至-到".unicodeScalars.contains(slice[end]) else { return nil }
        var place = end + 1
        while place < slice.endIndex, slice[place] == "-" { place += 1 }
        var second = year
        if let (value, afterYear) = FrontDates.year(slice, at: place), slice.has("年", at: afterYear) {
            second = value
            place = afterYear + 1
        }
        guard let (date, stop) = monthDay(slice, at: place) else {
            // 7月1日至31日
            if let month, let (day, afterDay) = ChineseNumeral.parseAny(slice, at: place), slice.has("日", at: afterDay)
            {
                let date = CalendarDate(year: year, month: month, day: day)
                return date.isReal ? (date, afterDay + 1) : nil
            }
            return place > end + 1 && second != year ? (CalendarDate(year: second), place) : nil
        }
        return (CalendarDate(year: second, month: date.month, day: date.day), stop)
    }

    /// 10月, 10月底, 10月31日
    private func monthDay(_ slice: TextSlice, at index: Int) -> (CalendarDate, Int)? {
        guard let (month, afterMonth) = ChineseNumeral.parseAny(slice, at: index), (1...12).contains(month),
            slice.has("月", at: afterMonth)
        else { return nil }
        var end = afterMonth + 1
        var date = CalendarDate(month: month)
        if let (day, afterDay) = ChineseNumeral.parseAny(slice, at: end), (1...31).contains(day),
            slice.has("日", at: afterDay) || slice.has("号", at: afterDay)
        {
            date.day = day
            end = afterDay + 1
            if slice.has("(星期", at: end) || slice.has("(周", at: end), let close = slice.closing(of: end, limit: 8) {
                end = close
            }
        } else {
            for word in ["上旬", "中旬", "下旬", "份", "底", "末", "初"] where slice.has(word, at: end) {
                if word == "上旬" || word == "初" { date.day = 10 }
                if word == "中旬" { date.day = 20 }
                end += word.unicodeScalars.count
                break
            }
        }
        return date.isReal ? (date, end) : nil
    }

    private func partOfYear(_ slice: TextSlice, at index: Int) -> (Int, Int)? {
        let parts: [(String, Int)] = [
            ("第一季度", 3), ("一季度", 3), ("第二季度", 6), ("二季度", 6), ("第三季度", 9), ("三季度", 9), ("第四季度", 12), ("四季度", 12),
            ("上半年", 6), ("下半年", 12), ("年中", 6), ("底", 12), ("末", 12), ("年底", 12), ("年末", 12), ("内", 12),
        ]
        for (word, month) in parts where slice.has(word, at: index) {
            return (month, index + word.unicodeScalars.count)
        }
        return nil
    }

    private func suffix(_ slice: TextSlice, at end: Int, from start: Int) -> (PlanDocument.Deadline.Kind, Int, Bool) {
        for word in ["之前", "以前", "前"] where slice.has(word, at: end) {
            if word == "前", slice.has("前后", at: end) { break }
            return (.by, end + word.unicodeScalars.count, true)
        }
        if slice.has("止", at: end) { return (.by, end + 1, false) }
        let before = text.slice(max(0, start - 3)..<start)
        if before.hasAnySuffix(["到", "至", "截至", "截止"]) != nil { return (.by, end, false) }
        for word in ["期间", "内"] where slice.has(word, at: end) { return (.in, end + word.unicodeScalars.count, false) }
        if end > start, slice[end - 1] == "底" || slice[end - 1] == "末" { return (.by, end, false) }
        return (.in, end, false)
    }

    private func skipBefore(_ slice: TextSlice, _ end: Int) -> Int {
        for word in ["之前", "以前", "前"] where slice.has(word, at: end) { return end + word.unicodeScalars.count }
        return end
    }

    /// 4月—5月, 6月10日至9月20日 without a year.
    private func months(_ slice: TextSlice, at index: Int) -> TimeExpression? {
        guard index == slice.startIndex || slice[index - 1] != "年", let (date, end) = monthDay(slice, at: index),
            let (last, stop) = secondDay(slice, at: end, year: 2000, month: date.month), last.month != nil
        else { return nil }
        return TimeExpression(
            range: index..<stop, kind: .period, last: CalendarDate(month: last.month, day: last.day), first: date)
    }

    /// 次年1月底前: of every year that the text speaks of.
    private func nextYear(_ slice: TextSlice, at index: Int) -> TimeExpression? {
        guard slice.has("次年", at: index) || slice.has("翌年", at: index),
            let (date, end) = monthDay(slice, at: index + 2)
        else { return nil }
        return TimeExpression(
            range: index..<skipBefore(slice, end), kind: .recurring, last: date, cadence: "每年")
    }

    /// 第三季度 without a year, where it stands as a time.
    private func quarter(_ slice: TextSlice, at index: Int) -> TimeExpression? {
        guard index == slice.startIndex || "。;,:\n(、于在到至".unicodeScalars.contains(slice[index - 1]),
            let (month, end) = partOfYear(slice, at: index), slice[index..<end].contains("季度")
        else { return nil }
        let stop = slice.has("末", at: end) || slice.has("底", at: end) ? end + 1 : end
        return TimeExpression(range: index..<skipBefore(slice, stop), kind: .by, last: CalendarDate(month: month))
    }

    /// 10月底前 without a year.
    private func monthOnly(_ slice: TextSlice, at index: Int) -> TimeExpression? {
        guard index == slice.startIndex || slice[index - 1] != "年", let (date, end) = monthDay(slice, at: index) else {
            return nil
        }
        let stop = skipBefore(slice, end)
        guard stop > end || slice[index..<end].contains("底") || date.day != nil else { return nil }
        return TimeExpression(range: index..<stop, kind: .by, last: date)
    }

    private func bareYearEnd(_ slice: TextSlice, at index: Int) -> (CalendarDate, Int)? {
        for word in ["年底", "年末", "年终"] where slice.has(word, at: index) {
            return (CalendarDate(month: 12, day: 31), skipBefore(slice, index + word.unicodeScalars.count))
        }
        return nil
    }

    /// 年底前 without a year.
    private func yearEnd(_ slice: TextSlice, at index: Int) -> TimeExpression? {
        if slice.has("年内", at: index), index == slice.startIndex || !isNumeralBefore(slice, index) {
            return TimeExpression(range: index..<index + 2, kind: .by, last: CalendarDate(month: 12, day: 31))
        }
        guard let (date, end) = bareYearEnd(slice, at: index),
            index == slice.startIndex || !isNumeralBefore(slice, index)
        else {
            return nil
        }
        return TimeExpression(range: index..<end, kind: .by, last: date)
    }

    private func isNumeralBefore(_ slice: TextSlice, _ index: Int) -> Bool {
        let before = slice[index - 1]
        return before.isASCIIDigit || ChineseNumeral.isNumeral(before) || before == "每"
    }
}
