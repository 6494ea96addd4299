public import Base

/// Dates as people write them.
public enum WrittenDate {
    /// A date: 2026-3-5, 2026/03/05, 2026.3.5, 2026年3月5日, 20260305, 2026-03-05 00:00:00. Nil for anything else,
    /// two-digit years included, as nobody can tell the century.
    public static func day(_ written: some StringProtocol) -> Day? {
        let text = normalised(written)
        if text.utf8.count == 8, text.allSatisfy(\.isASCIIDigit) {
            return parts([text.prefix(4), text.dropFirst(4).prefix(2), text.dropFirst(6)])
        }
        // A time behind the date is a spreadsheet's doing.
        let date = text.split(whereSeparator: { $0 == " " || $0 == "T" }).first.map(String.init) ?? text
        let fields = date.split(whereSeparator: { "-/.年月日".contains($0) })
        guard fields.count == 3, fields[0].count == 4 else { return nil }
        return parts(fields)
    }

    /// A month as `yyyy-MM`: 2026-3, 2026/03, 2026年3月, 202603. Nil for anything else.
    public static func month(_ written: some StringProtocol) -> String? {
        let text = normalised(written)
        if text.utf8.count == 6, text.allSatisfy(\.isASCIIDigit) {
            return monthText(text.prefix(4), text.dropFirst(4))
        }
        let fields = text.split(whereSeparator: { "-/.年月日 ".contains($0) })
        guard fields.count >= 2, fields[0].count == 4 else { return nil }
        return monthText(fields[0], fields[1])
    }

    private static func parts(_ fields: [Substring]) -> Day? {
        guard let year = Int(fields[0]), let month = Int(fields[1]), let day = Int(fields[2]), year >= 1850 else {
            return nil
        }
        return Day(year: year, month: month, day: day)
    }

    private static func monthText(_ year: Substring, _ month: Substring) -> String? {
        guard let year = Int(year), let month = Int(month), Day(year: year, month: month, day: 1) != nil else {
            return nil
        }
        return "\(year)-\(month < 10 ? "0" : "")\(month)"
    }
}
