import Glibc

/// A moment in UTC, to the millisecond. Sorted by time.
public struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let milliseconds: Int64

    /// The moment `milliseconds` after 1970-01-01T00:00:00Z.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The moment that the machine's clock shows.
    public static var now: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Reads `yyyy-MM-ddTHH:mm:ss.SSSZ`, the form in which stores keep a moment; nil for anything else.
    public init?(iso text: String) {
        let characters = Array(text.utf8)
        let marks: [(Int, UInt8)] = [
            (10, UInt8(ascii: "T")), (13, UInt8(ascii: ":")), (16, UInt8(ascii: ":")), (19, UInt8(ascii: ".")),
            (23, UInt8(ascii: "Z")),
        ]
        guard characters.count == 24, marks.allSatisfy({ characters[$0.0] == $0.1 }),
            let day = Day(iso: text.prefix(10)),
            let hour = text.dropFirst(11).prefix(2).digitsAsNumber,
            let minute = text.dropFirst(14).prefix(2).digitsAsNumber,
            let second = text.dropFirst(17).prefix(2).digitsAsNumber,
            let fraction = text.dropFirst(20).prefix(3).digitsAsNumber, hour < 24, minute < 60, second < 60
        else { return nil }
        let seconds = day.number * 86_400 + hour * 3_600 + minute * 60 + second
        self.init(milliseconds: Int64(seconds) * 1_000 + Int64(fraction))
    }

    /// `yyyy-MM-ddTHH:mm:ss.SSSZ`: fixed width, so that text order is time order.
    public var iso: String {
        let (day, millisecondOfDay) = split(offsetHours: 0)
        let second = millisecondOfDay / 1_000
        return "\(day.iso)T\(Instant.clock(second)).\(Instant.padded(millisecondOfDay % 1_000, to: 3))Z"
    }

    /// The civil date in China (UTC+8) at this moment.
    public var chinaDay: Day { split(offsetHours: 8).day }

    /// Date and time in China for people: 2026年3月5日 09:30.
    public var chinese: String {
        let (day, millisecondOfDay) = split(offsetHours: 8)
        return "\(day.chinese) \(Instant.clock(millisecondOfDay / 1_000).prefix(5))"
    }

    /// The moment `seconds` later.
    public func adding(seconds: Int64) -> Instant {
        Instant(milliseconds: milliseconds + seconds * 1_000)
    }

    /// Sorted by time.
    public static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    private func split(offsetHours: Int64) -> (day: Day, millisecondOfDay: Int) {
        let local = milliseconds + offsetHours * 3_600_000
        let day = local >= 0 ? local / 86_400_000 : (local - 86_399_999) / 86_400_000
        return (Day(number: Int(day)), Int(local - day * 86_400_000))
    }

    private static func clock(_ second: Int) -> String {
        "\(padded(second / 3_600, to: 2)):\(padded(second / 60 % 60, to: 2)):\(padded(second % 60, to: 2))"
    }

    private static func padded(_ value: Int, to width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
