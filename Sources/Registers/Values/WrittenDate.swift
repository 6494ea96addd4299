public import Base

/// Dates as people write them.
public enum WrittenDate {
    /// A date: 2026-3-5, 2026/03/05, 2026.3.5, 2026年3月5日, 二〇二六年三月五日, 20260305, 2026-03-05 00:00:00. Nil for
    /// anything else, two-digit years included, as nobody can tell the century.
    public static func day(_ written: some StringProtocol) -> Day? {
        let text = joined(normalised(written))
        if text.utf8.count == 8, text.allSatisfy(\.isASCIIDigit) {
            return parts([text.prefix(4), text.dropFirst(4).prefix(2), text.dropFirst(6)])
        }
        // A time behind the date is a spreadsheet's doing; anything else behind it would be lost.
        let end = text.firstIndex { $0 == " " || $0 == "T" } ?? text.endIndex
        guard isTime(text[end...]) else { return nil }
        let fields = text[..<end].split(whereSeparator: { "-/.年月日".contains($0) })
        guard fields.count == 3, fields[0].count == 4 else { return nil }
        return parts(fields)
    }

    /// What is said of a text that is no date: what it is called, what was found, what to do.
    public static func fault(_ title: String, _ written: String) -> String {
        "“\(title)”写的是“\(written.prefix(60))”，\(remedy)。"
    }

    static let remedy = "不是日期。请写明年（四位数）、月、日，例如 2026 年 3 月 5 日"

    /// Nobody means another year, and more digits do not fit where dates are kept.
    private static let years = 1_850...9_999

    /// A month as `yyyy-MM`: 2026-3, 2026/03, 2026年3月, 二〇二六年三月, 202603, or a date in it. Nil for anything else.
    public static func month(_ written: some StringProtocol) -> String? {
        if let day = day(written) { return String(day.iso.prefix(7)) }
        let text = joined(normalised(written))
        if text.utf8.count == 6, text.allSatisfy(\.isASCIIDigit) {
            return monthText(text.prefix(4), text.dropFirst(4))
        }
        let fields = text.split(whereSeparator: { "-/.年月".contains($0) })
        guard fields.count == 2, fields[0].count == 4 else { return nil }
        return monthText(fields[0], fields[1])
    }

    /// Without blanks beside the signs of year, month and day; one behind the day parts it from the time.
    private static func joined(_ text: String) -> String {
        ["年", "月"].reduce(text.replacing(" 日", with: "日")) { text, sign in
            text.replacing(" \(sign)", with: sign).replacing("\(sign) ", with: sign)
        }
    }

    /// Whether this is a time of day, or nothing.
    private static func isTime(_ text: Substring) -> Bool {
        let words = text.drop { $0 == " " || $0 == "T" }
        guard !words.isEmpty else { return true }
        return words.contains { ":时点".contains($0) }
            && words.allSatisfy { $0.isASCIIDigit || ":.+-Z 上下午时点分秒AMPamp".contains($0) }
    }

    private static func parts(_ fields: [Substring]) -> Day? {
        guard let year = HanDigits.year(fields[0]), let month = HanDigits.part(fields[1]),
            let day = HanDigits.part(fields[2]), years.contains(year)
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    private static func monthText(_ year: Substring, _ month: Substring) -> String? {
        guard let year = HanDigits.year(year), let month = HanDigits.part(month),
            years.contains(year), let first = Day(year: year, month: month, day: 1)
        else { return nil }
        return String(first.iso.prefix(7))
    }
}
