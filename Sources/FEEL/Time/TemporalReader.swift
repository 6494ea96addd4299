/// Reads the written forms of dates, times and durations (XML Schema 1.1 part 2, with zones after `@`).
struct TemporalReader {
    private var rest: Substring.UTF8View
    /// Whether the time read was 24:00:00, the midnight that ends its day.
    private(set) var endsDay = false

    init(_ text: some StringProtocol) { rest = Substring(text).utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func digits() -> (value: Int, count: Int)? {
        var value = 0
        var count = 0
        while let byte = rest.first, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            guard count < 18 else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
            count += 1
            rest.removeFirst()
        }
        return count == 0 ? nil : (value, count)
    }

    private mutating func twoDigits() -> Int? {
        guard let (value, count) = digits(), count == 2 else { return nil }
        return value
    }

    mutating func date() -> CivilDate? {
        let negative = take("-")
        let first = rest.first
        guard let (year, count) = digits(), count >= 4, count == 4 || first != UInt8(ascii: "0"), take("-"),
            let month = twoDigits(), take("-"), let day = twoDigits()
        else { return nil }
        return CivilDate(year: negative ? -year : year, month: month, day: day)
    }

    mutating func time() -> CivilTime? {
        guard let hour = twoDigits(), take(":"), let minute = twoDigits(), take(":"), let second = twoDigits() else {
            return nil
        }
        var nanosecond = 0
        if take(".") {
            guard let fraction = fraction() else { return nil }
            nanosecond = fraction
        }
        var zone: TimeZoneName?
        if !isAtEnd {
            guard let read = self.zone() else { return nil }
            zone = read
        }
        if hour == 24, minute == 0, second == 0, nanosecond == 0 {
            endsDay = true
            return CivilTime(nanosecondOfDay: 0, zone: zone)
        }
        return CivilTime(hour: hour, minute: minute, second: second, nanosecond: nanosecond, zone: zone)
    }

    /// Digits after a point as nanoseconds; digits beyond the ninth are dropped.
    private mutating func fraction(mayBeEmpty: Bool = false) -> Int? {
        var value = 0
        var count = 0
        while let byte = rest.first, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            if count < 9 { value = value * 10 + Int(byte - UInt8(ascii: "0")) }
            count += 1
            rest.removeFirst()
        }
        guard count > 0 || mayBeEmpty else { return nil }
        for _ in 0..<max(0, 9 - count) { value *= 10 }
        return value
    }

    private mutating func zone() -> TimeZoneName? {
        if take("Z") || take("z") { return .offset(seconds: 0) }
        if take("@") {
            let name = String(Substring(rest))
            rest = rest[rest.endIndex...]
            return ZoneTable.knows(name) ? .named(name) : nil
        }
        let negative = rest.first == UInt8(ascii: "-")
        guard take("-") || take("+"), let hours = twoDigits(), take(":"), let minutes = twoDigits() else { return nil }
        var seconds = 0
        if take(":") {
            guard let read = twoDigits() else { return nil }
            seconds = read
        }
        guard hours <= 18, minutes < 60, seconds < 60 else { return nil }
        let offset = hours * 3600 + minutes * 60 + seconds
        guard offset <= 18 * 3600 else { return nil }
        return .offset(seconds: negative ? -offset : offset)
    }

    mutating func duration() -> AnyDuration? {
        let negative = take("-")
        guard take("P"), !isAtEnd else { return nil }
        var months: Int?
        var total: Int128?
        var order = 0
        while !isAtEnd, rest.first != UInt8(ascii: "T") {
            guard let (value, count) = digits(), count <= 15, let unit = rest.popFirst() else { return nil }
            switch unit {
            case UInt8(ascii: "Y") where order < 1:
                (order, months) = (1, value * 12)
            case UInt8(ascii: "M") where order < 2:
                (order, months) = (2, (months ?? 0) + value)
            case UInt8(ascii: "D") where order < 3:
                (order, total) = (3, Int128(value) * 86_400_000_000_000)
            default: return nil
            }
        }
        if take("T") {
            guard let time = timePart() else { return nil }
            total = (total ?? 0) + time
        }
        if let months {
            guard total == nil else { return nil }
            return .yearsMonths(YearsMonthsDuration(months: negative ? -months : months))
        }
        guard let total else { return nil }
        return DaysTimeDuration(nanoseconds: negative ? -total : total).map(AnyDuration.daysTime)
    }

    private mutating func timePart() -> Int128? {
        var total: Int128 = 0
        var order = 0
        while !isAtEnd {
            guard let (value, _) = digits() else { return nil }
            var nanoseconds = 0
            if take(".") {
                guard let fraction = fraction(mayBeEmpty: true), rest.first == UInt8(ascii: "S") else { return nil }
                nanoseconds = fraction
            }
            guard let unit = rest.popFirst() else { return nil }
            switch unit {
            case UInt8(ascii: "H") where order < 1:
                (order, total) = (1, Int128(value) * 3_600_000_000_000)
            case UInt8(ascii: "M") where order < 2:
                (order, total) = (2, total + Int128(value) * 60_000_000_000)
            case UInt8(ascii: "S") where order < 3:
                (order, total) = (3, total + Int128(value) * 1_000_000_000 + Int128(nanoseconds))
            default: return nil
            }
        }
        return order == 0 ? nil : total
    }
}
