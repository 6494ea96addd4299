/// A date and a time of day (DMN 1.5, 10.3.2.3.6).
public struct CivilDateTime: Sendable, Hashable {
    /// The date.
    public let date: CivilDate
    /// The time, with its zone if it has one.
    public let time: CivilTime

    /// Joins a date and a time.
    public init(date: CivilDate, time: CivilTime) {
        self.date = date
        self.time = time
    }

    /// Seconds east of UTC on that day, when the time has a zone.
    var offset: Int? { time.zone.flatMap { ZoneTable.offset(of: $0, onDay: date.dayNumber, second: time.secondOfDay) } }

    /// Nanoseconds since 1970-01-01T00:00:00 on the wall clock, without regard to a zone.
    var wallNanoseconds: Int128 { Int128(date.dayNumber) * 86_400_000_000_000 + Int128(time.nanosecondOfDay) }

    /// Nanoseconds since 1970-01-01T00:00:00Z; a moment without a zone counts as UTC.
    var nanoseconds: Int128 { wallNanoseconds - Int128(offset ?? 0) * 1_000_000_000 }

    /// The wall clock that many nanoseconds after 1970-01-01T00:00:00.
    init?(wallNanoseconds count: Int128, zone: TimeZoneName?) {
        let perDay: Int128 = 86_400_000_000_000
        let days = count >= 0 ? count / perDay : (count - perDay + 1) / perDay
        guard let number = Int(exactly: days), let date = CivilDate(dayNumber: number) else { return nil }
        self.init(date: date, time: CivilTime(nanosecondOfDay: Int(count - days * perDay), zone: zone))
    }
}

extension CivilDateTime: CustomStringConvertible {
    /// Reads `2026-11-21T08:30:00+08:00`; the time may be left out together with its `T`.
    public init?(_ text: some StringProtocol) {
        var reader = TemporalReader(text)
        guard let date = reader.date() else { return nil }
        if reader.isAtEnd {
            self.init(date: date, time: .midnight)
            return
        }
        guard reader.take("T"), let time = reader.time(), reader.isAtEnd,
            let day = reader.endsDay ? date.adding(days: 1) : date
        else { return nil }
        self.init(date: day, time: time)
    }

    /// `2026-11-21T08:30:00+08:00`.
    public var description: String { "\(date)T\(time)" }
}
