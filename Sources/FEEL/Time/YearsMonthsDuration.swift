/// A length of time in years and months (DMN 1.5, 10.3.2.3.8).
public struct YearsMonthsDuration: Sendable, Hashable, Comparable {
    /// The whole length in months, negative for backwards.
    public let months: Int

    /// That many months.
    public init(months: Int) { self.months = months }

    /// The whole months from one date to another, toward zero (DMN 1.5, years and months duration).
    public init(from: CivilDate, to: CivilDate) {
        let months = (to.year - from.year) * 12 + to.month - from.month
        if months > 0, to.day < from.day {
            self.init(months: months - 1)
        } else if months < 0, to.day > from.day {
            self.init(months: months + 1)
        } else {
            self.init(months: months)
        }
    }

    /// Shorter.
    public static func < (left: YearsMonthsDuration, right: YearsMonthsDuration) -> Bool { left.months < right.months }
}

extension YearsMonthsDuration: CustomStringConvertible {
    /// `P1Y2M`, in the shortest form; `P0M` for none.
    public var description: String {
        if months == 0 { return "P0M" }
        let size = months.magnitude
        var text = months < 0 ? "-P" : "P"
        if size >= 12 { text += "\(size / 12)Y" }
        if size % 12 > 0 { text += "\(size % 12)M" }
        return text
    }
}
