/// The number that opens a heading or an item, such as 一、 （一） 1. （1） 第一条.
struct HeadingMark: Equatable, Sendable {
    /// The styles of numbering, outermost first.
    enum Kind: Int, Comparable, Sendable {
        case chapter, section, article, han, hanInBrackets, decimal, digit, digitInBrackets, circled

        static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    let kind: Kind
    let ordinal: Int
    /// How deep a decimal number goes: 2.1 is 2.
    var depth = 1
    /// 3.5家机构 may be an item that opens with a number, or a quantity: only the count of the items tells.
    var isUncertain = false
    /// The number as written, without the sign after it.
    let number: Range<Int>
    /// The first place after the mark.
    let end: Int

    /// A larger rank lies deeper.
    var rank: Int { kind.rawValue * 8 + (kind == .decimal ? depth : 0) }

    var start: Int { number.lowerBound }

    /// The mark that begins at the place, if one does.
    static func parse(_ text: TextSlice, at place: Int) -> HeadingMark? {
        guard place < text.endIndex, place >= text.startIndex else { return nil }
        switch text[place] {
        case "第": return ordered(text, at: place)
        case "(": return bracketed(text, at: place)
        case let scalar where scalar.isASCIIDigit: return decimal(text, at: place) ?? digits(text, at: place)
        case let scalar where (0x2460...0x2473).contains(scalar.value):
            return HeadingMark(
                kind: .circled, ordinal: Int(scalar.value) - 0x245F, number: place..<place + 1, end: place + 1)
        case let scalar where (0x3220...0x3229).contains(scalar.value):
            return HeadingMark(
                kind: .hanInBrackets, ordinal: Int(scalar.value) - 0x321F, number: place..<place + 1, end: place + 1)
        case let scalar where ChineseNumeral.isNumeral(scalar): return han(text, at: place)
        default: return nil
        }
    }

    private static func ordered(_ text: TextSlice, at place: Int) -> HeadingMark? {
        let start = skip(text, place + 1)
        guard let (value, end) = ChineseNumeral.parseAny(text, at: start), value > 0 else { return nil }
        let after = skip(text, end)
        guard after < text.endIndex else { return nil }
        let kind: Kind
        switch text[after] {
        case "章", "编", "篇": kind = .chapter
        case "节": kind = .section
        case "条": kind = .article
        default: return nil
        }
        // 第三条规定 cites; a heading goes on with a space, a title or a sign.
        let next = after + 1
        if next < text.endIndex, "第款项、,和至的规".unicodeScalars.contains(text[next]) { return nil }
        return HeadingMark(kind: kind, ordinal: value, number: place..<next, end: skip(text, next))
    }

    private static func bracketed(_ text: TextSlice, at place: Int) -> HeadingMark? {
        let start = skip(text, place + 1)
        guard let (value, end) = ChineseNumeral.parseAny(text, at: start), value > 0, value < 100 else { return nil }
        let close = skip(text, end)
        guard close < text.endIndex, text[close] == ")" else { return nil }
        let kind: Kind = text[start].isASCIIDigit ? .digitInBrackets : .hanInBrackets
        return HeadingMark(kind: kind, ordinal: value, number: place..<close + 1, end: skipSigns(text, close + 1))
    }

    private static func han(_ text: TextSlice, at place: Int) -> HeadingMark? {
        guard let (value, end) = ChineseNumeral.parse(text, at: place), value > 0, value < 100 else { return nil }
        let after = skip(text, end)
        guard after < text.endIndex, text[after] == "、" || text[after] == "." else { return nil }
        // 一、二、三级 is a list, not a heading.
        if after + 1 < text.endIndex, ChineseNumeral.isNumeral(text[after + 1]), value < 10, end == place + 1 {
            let second = after + 2
            if second < text.endIndex, "、级类是和等".unicodeScalars.contains(text[second]) { return nil }
        }
        return HeadingMark(kind: .han, ordinal: value, number: place..<end, end: skip(text, after + 1))
    }

    private static func digits(_ text: TextSlice, at place: Int) -> HeadingMark? {
        guard let (value, end) = ChineseNumeral.parseDigits(text, at: place), value > 0, value < 200 else { return nil }
        let after = skip(text, end)
        guard after < text.endIndex, ".、)".unicodeScalars.contains(text[after]) else { return nil }
        let next = after + 1
        let kind: Kind = text[after] == ")" ? .digitInBrackets : .digit
        var mark = HeadingMark(kind: kind, ordinal: value, number: place..<end, end: skip(text, next))
        if next < text.endIndex, text[next].isASCIIDigit {
            guard text[after] == ".", after == end else { return nil }
            mark.isUncertain = !opensWithYear(text, at: next)
            if mark.isUncertain, !opensWithQuantity(text, at: next) { return nil }
        }
        return mark
    }

    /// 9.2028年底前: a year after the number leaves no doubt.
    private static func opensWithYear(_ text: TextSlice, at place: Int) -> Bool {
        guard let (_, end) = FrontDates.year(text, at: place) else { return false }
        return text.has("年", at: end)
    }

    /// 4.100%, 5.3家, 7.12月: digits and then a word, not one more point.
    private static func opensWithQuantity(_ text: TextSlice, at place: Int) -> Bool {
        guard let (_, end) = ChineseNumeral.parseDigits(text, at: place), end < text.endIndex else { return false }
        return text[end] == "%" || text[end].isHan
    }

    /// 2.1 or 2.1.3, followed by a title.
    private static func decimal(_ text: TextSlice, at place: Int) -> HeadingMark? {
        var parts: [Int] = []
        var index = place
        while let (value, end) = ChineseNumeral.parseDigits(text, at: index), value < 100 {
            parts.append(value)
            index = end
            guard index + 1 < text.endIndex, text[index] == ".", text[index + 1].isASCIIDigit else { break }
            index += 1
        }
        guard parts.count >= 2, let last = parts.last, last > 0, parts[0] > 0, index < text.endIndex else { return nil }
        if text[index] == "." || text[index] == "、" { index += 1 }
        let title = skip(text, index)
        guard title < text.endIndex, text[title].isHan || text[title] == "“" else { return nil }
        // 3.5万人 is a quantity.
        if parts.count == 2, title == index, "万亿人家个名元倍年月%以米公平所处场期户吨亩岁天余多".unicodeScalars.contains(text[title]) {
            return nil
        }
        return HeadingMark(kind: .decimal, ordinal: last, depth: parts.count, number: place..<index, end: title)
    }

    private static func skip(_ text: TextSlice, _ place: Int) -> Int {
        var index = place
        while index < text.endIndex, text[index] == " " { index += 1 }
        return index
    }

    private static func skipSigns(_ text: TextSlice, _ place: Int) -> Int {
        var index = skip(text, place)
        if index < text.endIndex, "、.,".unicodeScalars.contains(text[index]) { index = skip(text, index + 1) }
        return index
    }
}
