/// Dates that stand alone on a line: 2023年8月11日, 二〇二三年八月十一日, 2023-08-11.
enum FrontDates {
    /// The date when the line holds nothing else; brackets around it are allowed.
    static func wholeLine(_ text: TextSlice) -> CalendarDate? {
        let core = text.trimmed(of: "()[]")
        guard let (date, end) = parse(core, at: core.startIndex), end == core.endIndex else { return nil }
        return date
    }

    /// A full date at the place and where it ends.
    static func parse(_ text: TextSlice, at place: Int) -> (date: CalendarDate, end: Int)? {
        guard let (year, afterYear) = year(text, at: place) else { return nil }
        var index = afterYear
        guard index < text.endIndex else { return nil }
        let separator = text[index]
        guard separator == "年" || separator == "-" || separator == "." || separator == "/" else { return nil }
        index = skipSpace(text, index + 1)
        guard let (month, afterMonth) = ChineseNumeral.parseAny(text, at: index) else { return nil }
        index = skipSpace(text, afterMonth)
        guard index < text.endIndex, text[index] == (separator == "年" ? "月" : separator) else { return nil }
        index = skipSpace(text, index + 1)
        // 2022-12-02 08:54: digits that follow the day are the hour.
        let days = separator == "年" ? text : text[..<min(text.endIndex, index + 2)]
        guard let (day, afterDay) = ChineseNumeral.parseAny(days, at: index) else { return nil }
        index = skipSpace(text, afterDay)
        if separator == "年" {
            guard index < text.endIndex, text[index] == "日" || text[index] == "号" else { return nil }
            index += 1
        } else {
            index = afterDay
        }
        let date = CalendarDate(year: year, month: month, day: day)
        return date.isReal ? (date, index) : nil
    }

    /// A year of four digits or characters, without 年.
    static func year(_ text: TextSlice, at place: Int) -> (year: Int, end: Int)? {
        var value = 0
        var index = place
        while index < text.endIndex, index < place + 4 {
            if let digit = text[index].digit {
                value = value * 10 + digit
            } else if "〇零一二三四五六七八九".unicodeScalars.contains(text[index]),
                let (digit, _) = ChineseNumeral.parse(text[index..<index + 1], at: index)
            {
                value = value * 10 + digit
            } else if text[index] == "O" || text[index] == "o", index > place, !text[place].isASCIIDigit {
                // 二OO八年: the letter is typed for a zero.
                value *= 10
            } else {
                return nil
            }
            index += 1
        }
        guard index == place + 4, (1900...2200).contains(value) else { return nil }
        if index < text.endIndex, text[index].isASCIIDigit { return nil }
        return (value, index)
    }

    private static func skipSpace(_ text: TextSlice, _ place: Int) -> Int {
        var index = place
        while index < text.endIndex, text[index] == " " { index += 1 }
        return index
    }
}
