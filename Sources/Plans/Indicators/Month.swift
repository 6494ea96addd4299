public import Base

/// A month of a year.
public struct Month: Hashable, Comparable, Sendable {
    /// The year.
    public let year: Int
    /// The month, 1–12.
    public let month: Int

    /// The month in which a day lies.
    public init(_ day: Day) {
        year = day.year
        month = day.month
    }

    /// Reads `yyyy-MM`; nil for anything else.
    public init?(iso text: some StringProtocol) {
        guard text.utf8.count == 7, let first = Day(iso: "\(text)-01") else { return nil }
        self.init(first)
    }

    /// `yyyy-MM`.
    public var iso: String { String(first.iso.prefix(7)) }

    /// As people write it: 2026年3月.
    public var chinese: String { "\(year)年\(month)月" }

    /// The first day.
    public var first: Day { Day(year: year, month: month, day: 1) ?? Day(number: 0) }

    /// The last day.
    public var last: Day { first.adding(months: 1).adding(days: -1) }

    /// The month after it.
    public var next: Month { Month(first.adding(months: 1)) }

    /// Sorted by time.
    public static func < (left: Month, right: Month) -> Bool {
        (left.year, left.month) < (right.year, right.month)
    }
}
