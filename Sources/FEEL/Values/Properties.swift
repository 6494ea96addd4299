/// The parts of dates, times, durations and intervals that a path can name (DMN 1.5, table 65).
enum Properties {
    static let multiWord = ["time offset", "start included", "end included"]

    static func names(of type: FEELType) -> [String] {
        switch type {
        case .date: ["year", "month", "day", "weekday"]
        case .time: ["hour", "minute", "second", "time offset", "timezone"]
        case .dateTime:
            ["year", "month", "day", "weekday", "hour", "minute", "second", "time offset", "timezone", "date", "time"]
        case .daysTime: ["days", "hours", "minutes", "seconds"]
        case .yearsMonths: ["years", "months"]
        case .range: ["start", "end", "start included", "end included"]
        default: []
        }
    }

    static func type(of name: String, in type: FEELType) -> FEELType? {
        guard names(of: type).contains(name) else { return nil }
        switch (name, type) {
        case ("time offset", _): return .daysTime
        case ("timezone", _): return .string
        case ("date", _): return .date
        case ("time", _): return .time
        case ("start included", _), ("end included", _): return .boolean
        case ("start", .range(let end)), ("end", .range(let end)): return end
        default: return .number
        }
    }

    static func value(of name: String, in value: Value) -> Value? {
        switch value {
        case .date(let date): return part(name, date)
        case .time(let time): return part(name, time, offset: time.offset)
        case .dateTime(let moment):
            switch name {
            case "date": return .date(moment.date)
            case "time": return .time(moment.time)
            default: return part(name, moment.date) ?? part(name, moment.time, offset: moment.offset)
            }
        case .daysTime(let duration): return part(name, duration)
        case .yearsMonths(let duration):
            switch name {
            case "years": return .number(duration.months / 12)
            case "months": return .number(duration.months % 12)
            default: return nil
            }
        case .range(let range):
            switch name {
            case "start": return range.low
            case "end": return range.high
            case "start included": return .boolean(range.includesLow)
            case "end included": return .boolean(range.includesHigh)
            default: return nil
            }
        default: return nil
        }
    }

    private static func part(_ name: String, _ date: CivilDate) -> Value? {
        switch name {
        case "year": .number(date.year)
        case "month": .number(date.month)
        case "day": .number(date.day)
        case "weekday": .number(date.weekday)
        default: nil
        }
    }

    private static func part(_ name: String, _ time: CivilTime, offset: Int?) -> Value? {
        switch name {
        case "hour": return .number(time.hour)
        case "minute": return .number(time.minute)
        case "second":
            let nanoseconds = time.second * 1_000_000_000 + time.nanosecond
            return .number(Number(nanoseconds, scale: 9).reduced)
        case "time offset":
            guard let offset, let duration = DaysTimeDuration(nanoseconds: Int128(offset) * 1_000_000_000) else {
                return .null
            }
            return .daysTime(duration)
        case "timezone":
            if case .named(let name)? = time.zone { return .string(name) }
            return .null
        default: return nil
        }
    }

    private static func part(_ name: String, _ duration: DaysTimeDuration) -> Value? {
        let seconds = duration.nanoseconds / 1_000_000_000
        switch name {
        case "days": return .number(Int(seconds / 86_400))
        case "hours": return .number(Int(seconds / 3600 % 24))
        case "minutes": return .number(Int(seconds / 60 % 60))
        case "seconds":
            let rest = Int(duration.nanoseconds % 60_000_000_000)
            return .number(Number(rest, scale: 9).reduced)
        default: return nil
        }
    }
}
