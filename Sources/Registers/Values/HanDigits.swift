import Base

/// The numbers of a date, in digits or in characters.
enum HanDigits {
    private static let digits: [Character: Int] = [
        "〇": 0, "○": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]

    /// A year: 2026, 二〇二六. Its characters stand for digits.
    static func year(_ text: some StringProtocol) -> Int? {
        text.digitsAsNumber ?? (text.count == 4 ? number(of: text) : nil)
    }

    /// A month or a day: 3, 三, 十二, 二十, 三十一, 廿三, 〇五, 元 for the first month.
    static func part(_ text: some StringProtocol) -> Int? {
        if let number = text.digitsAsNumber { return number }
        if text == "元" { return 1 }
        let spelled = String(text).replacing("廿", with: "二十").replacing("卅", with: "三十")
        let parts = spelled.split(separator: "十", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return spelled.count <= 2 ? number(of: spelled) : nil }
        guard parts.allSatisfy({ $0.count <= 1 }) else { return nil }
        let tens = parts[0].isEmpty ? 1 : number(of: parts[0])
        let ones = parts[1].isEmpty ? 0 : number(of: parts[1])
        guard let tens, let ones, tens > 0, parts[1].isEmpty || ones > 0 else { return nil }
        return tens * 10 + ones
    }

    private static func number(of text: some StringProtocol) -> Int? {
        guard !text.isEmpty else { return nil }
        var value = 0
        for character in text {
            guard let digit = digits[character] else { return nil }
            value = value * 10 + digit
        }
        return value
    }
}
