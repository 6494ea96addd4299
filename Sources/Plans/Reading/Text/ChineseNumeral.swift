/// Whole numbers as Chinese characters or digits.
enum ChineseNumeral {
    private static let digits: [Unicode.Scalar: Int] = [
        "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]
    private static let powers: [Unicode.Scalar: Int] = ["十": 10, "百": 100, "千": 1000]

    static func isNumeral(_ scalar: Unicode.Scalar) -> Bool { digits[scalar] != nil || powers[scalar] != nil }

    /// A number in characters at the place, such as 十二 or 二百零五, and where it ends. At most eight characters.
    static func parse(_ text: TextSlice, at place: Int) -> (value: Int, end: Int)? {
        var total = 0
        var current: Int?
        var index = place
        while index < text.endIndex, index < place + 8 {
            if let digit = digits[text[index]] {
                current = (current ?? 0) * (text[index] == "零" ? 1 : 10) + digit
                if current.map({ $0 > 99_999_999 }) == true { return nil }
            } else if let power = powers[text[index]] {
                total += (current ?? 1) * power
                current = nil
            } else {
                break
            }
            index += 1
        }
        return index > place ? (total + (current ?? 0), index) : nil
    }

    /// A number in ASCII digits, at most nine of them, and where it ends.
    static func parseDigits(_ text: TextSlice, at place: Int) -> (value: Int, end: Int)? {
        var value = 0
        var index = place
        while index < text.endIndex, index < place + 9, let digit = text[index].digit {
            value = value * 10 + digit
            index += 1
        }
        return index > place ? (value, index) : nil
    }

    /// A number in either writing.
    static func parseAny(_ text: TextSlice, at place: Int) -> (value: Int, end: Int)? {
        parseDigits(text, at: place) ?? parse(text, at: place)
    }
}
