import Foundation

/// The moment at which an expression runs: what `now()` and `today()` give. Held fixed, so that a run can be repeated.
public struct Moment: Sendable, Hashable {
    /// The date and time, with its zone.
    public let now: CivilDateTime
    /// The date.
    public var today: CivilDate { now.date }

    /// This very moment of the wall clock.
    public init(now: CivilDateTime) { self.now = now }

    /// Midnight of a day, without a zone: enough where only dates matter.
    public init(today: CivilDate) { now = CivilDateTime(date: today, time: .midnight) }

    /// A number of seconds since 1970-01-01T00:00:00Z, seen at an offset east of UTC (28800 in China).
    public init?(secondsSince1970 seconds: Int, offset: Int) {
        let wall = Int128(seconds + offset) * 1_000_000_000
        guard let now = CivilDateTime(wallNanoseconds: wall, zone: .offset(seconds: offset)) else { return nil }
        self.now = now
    }

    /// The system's clock now, in China's time.
    public static var current: Moment {
        let seconds = Int(Date().timeIntervalSince1970.rounded(.down))
        return Moment(secondsSince1970: seconds, offset: 28_800)
            ?? Moment(today: CivilDate(trustedYear: 1970, month: 1, day: 1))
    }
}
