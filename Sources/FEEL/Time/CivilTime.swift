/// A time of day, to the nanosecond, with or without a zone (DMN 1.5, 10.3.2.3.5).
public struct CivilTime: Sendable, Hashable {
    /// 0 to 23.
    public let hour: Int
    /// 0 to 59.
    public let minute: Int
    /// 0 to 59.
    public let second: Int
    /// 0 to 999,999,999.
    public let nanosecond: Int
    /// The zone, if the time has one.
    public let zone: TimeZoneName?

    /// `nil` when there is no such time.
    public init?(hour: Int, minute: Int, second: Int, nanosecond: Int = 0, zone: TimeZoneName? = nil) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
            (0..<1_000_000_000).contains(nanosecond)
        else { return nil }
        (self.hour, self.minute, self.second) = (hour, minute, second)
        (self.nanosecond, self.zone) = (nanosecond, zone)
    }

    /// The time that many nanoseconds after midnight; the count wraps at 24 hours.
    init(nanosecondOfDay count: Int, zone: TimeZoneName?) {
        let day = 86_400_000_000_000
        let rest = count % day
        let positive = rest < 0 ? rest + day : rest
        let seconds = positive / 1_000_000_000
        (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
        nanosecond = positive % 1_000_000_000
        self.zone = zone
    }

    static let midnight = CivilTime(nanosecondOfDay: 0, zone: nil)

    var secondOfDay: Int { hour * 3600 + minute * 60 + second }
    var nanosecondOfDay: Int { secondOfDay * 1_000_000_000 + nanosecond }

    /// Seconds east of UTC; a named zone is asked for its offset on 1970-01-01, as a time alone has no date.
    var offset: Int? { zone.flatMap { ZoneTable.offset(of: $0, onDay: 0, second: secondOfDay) } }
}

extension CivilTime: CustomStringConvertible {
    /// Reads `08:30:00`, `08:30:00.5`, `08:30:00Z`, `08:30:00+08:00`, `08:30:00@Asia/Shanghai`.
    public init?(_ text: some StringProtocol) {
        var reader = TemporalReader(text)
        guard let time = reader.time(), reader.isAtEnd else { return nil }
        self = time
    }

    /// `08:30:00+08:00`.
    public var description: String {
        var text = "\(padTwo(hour)):\(padTwo(minute)):\(padTwo(second))\(fractionText(nanosecond))"
        switch zone {
        case nil: break
        case .offset(0)?: text += "Z"
        case .offset(let seconds)?:
            let size = Int(seconds.magnitude)
            text += "\(seconds < 0 ? "-" : "+")\(padTwo(size / 3600)):\(padTwo(size / 60 % 60))"
            if size % 60 != 0 { text += ":\(padTwo(size % 60))" }
        case .named(let name)?: text += "@\(name)"
        }
        return text
    }
}

/// `.5` for half a second in nanoseconds, nothing for none.
func fractionText(_ nanoseconds: Int) -> String {
    if nanoseconds == 0 { return "" }
    let digits = String(nanoseconds)
    let padded = String(repeating: "0", count: 9 - digits.count) + digits
    var end = padded.endIndex
    while end > padded.startIndex, padded[padded.index(before: end)] == "0" { end = padded.index(before: end) }
    return "." + padded[..<end]
}
