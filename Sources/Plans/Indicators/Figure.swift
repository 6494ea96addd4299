public import Base

/// What an indicator comes to: an exact number with its unit.
public struct Figure: Hashable, Sendable {
    /// The number, in units of its last digit: fen for money.
    public let value: Int64
    /// How many digits stand behind the point.
    public let scale: Int
    /// What is counted.
    public let unit: String
    /// Of a ratio, what it is made of: compared exactly, before the rounding.
    public let share: Share?

    /// How many of how many.
    public struct Share: Hashable, Sendable {
        /// How many are within.
        public let part: Int64
        /// Of how many in all.
        public let whole: Int64
    }

    /// A number with its unit.
    public init(_ value: Int64, scale: Int = 0, unit: String) {
        self.value = value
        self.scale = scale
        self.unit = unit
        share = nil
    }

    /// A ratio in tenths of a percent, rounded down so that what is not all never reads 100.
    /// - Parameter part: not more than the whole.
    public init(part: Int64, of whole: Int64) {
        share = Share(part: part, whole: whole)
        scale = 1
        unit = whole > 0 ? "%" : ""
        value = whole > 0 ? whole.dividingFullWidth(min(part, whole).multipliedFullWidth(by: 1_000)).quotient : 0
    }

    /// Whether there is a number: a ratio of nobody has none.
    public var isMeasured: Bool { share.map { $0.whole > 0 } ?? true }

    /// The number for people: 1,234 or 1,234.50; 没有对象 for a ratio of nobody.
    public var text: String {
        guard isMeasured else { return "没有对象" }
        let digits = String(value.magnitude)
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        var whole = String(padded.dropLast(scale))
        let fraction = padded.suffix(scale)
        var groups: [Substring] = []
        while whole.count > 3 {
            groups.insert(whole.suffix(3)[...], at: 0)
            whole = String(whole.dropLast(3))
        }
        groups.insert(whole[...], at: 0)
        return (value < 0 ? "-" : "") + groups.joined(separator: ",") + (scale > 0 ? "." + fraction : "")
    }
}

/// What is asked of an indicator: where and when. Names and figure of the same question belong together.
public struct FigureQuestion: Hashable, Sendable {
    /// The indicator's name.
    public var indicator: String
    /// The region.
    public var region: RegionCode
    /// The first day; nil for without beginning.
    public var from: Day?
    /// The last day; nil for up to the day asked about.
    public var to: Day?
    /// Only what falls to one of the regions directly below.
    public var part: RegionCode?
    /// Only what falls into one month.
    public var month: Month?
    /// Of a ratio, only those within it or those not: counted, not put in proportion.
    public var side: Side?

    /// Whether somebody of whom a ratio speaks is counted in it.
    public enum Side: String, Hashable, Sendable {
        /// In the numerator.
        case within = "in"
        /// In the denominator alone.
        case outside = "out"
    }

    /// A question for a region and a time.
    public init(_ indicator: String, in region: RegionCode, from: Day? = nil, to: Day? = nil) {
        self.indicator = indicator
        self.region = region
        self.from = from
        self.to = to
    }
}

/// What an indicator comes to in one month.
public struct MonthFigure: Hashable, Sendable {
    /// The month.
    public let month: Month
    /// What it comes to.
    public let figure: Figure
}

/// What an indicator comes to in one of the regions below the one asked about.
public struct RegionFigure: Hashable, Sendable {
    /// The region; the region asked about itself for records that name none below it.
    public let region: RegionCode
    /// What it comes to.
    public let figure: Figure
}

/// What an indicator comes to: in all, month by month, and in each region below. Months and regions add up to the total,
/// for whatever is counted once counts where and when it came first. Those of a ratio do not add up: each is its own ratio.
public struct FigureTable: Sendable {
    /// The indicator.
    public let indicator: IndicatorDefinition
    /// What was asked.
    public let question: FigureQuestion
    /// The total.
    public let total: Figure
    /// Every month from the first to the last in which something falls; empty for an indicator without a date.
    public let months: [MonthFigure]
    /// The regions directly below, by code, those with nothing too.
    public let regions: [RegionFigure]
}
