/// A date as it was typed: three boxes, or all of it in the first one.
public struct DateParts: Sendable, Equatable {
    /// The year, or a whole date such as 2026年3月5日.
    public var year: String
    /// The month.
    public var month: String
    /// The day; stays empty where only a month is asked.
    public var day: String

    /// Parts as typed.
    public init(year: String = "", month: String = "", day: String = "") {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Splits a stored date (2026-03-05) or month (2026-03); anything else stays whole in the first box.
    public init(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        let isStored = (2...3).contains(parts.count) && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
        guard isStored else {
            self.init(year: text)
            return
        }
        let short = parts.map { part in part.count > 1 && part.hasPrefix("0") ? String(part.dropFirst()) : part }
        self.init(year: short[0], month: short[1], day: short.count > 2 ? short[2] : "")
    }

    /// Reads the boxes of a field from a form; `value` looks a field up by its name.
    public init(field name: String, form value: (String) -> String?) {
        self.init(
            year: value("\(name).year") ?? "", month: value("\(name).month") ?? "", day: value("\(name).day") ?? "")
    }

    /// One text for the reader of dates: the parts with `-` between, or what stands in the only box filled.
    public var text: String {
        let parts = [year, month, day].map { part in
            String(part.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
        }
        return parts.filter { !$0.isEmpty }.joined(separator: "-")
    }
}
