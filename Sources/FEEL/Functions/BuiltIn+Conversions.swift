extension Value {
    /// The value that a text stands for after `@` (DMN 1.5, 10.3.2.13).
    init?(temporal text: String) {
        if let date = CivilDate(text) {
            self = .date(date)
        } else if let time = CivilTime(text) {
            self = .time(time)
        } else if let moment = CivilDateTime(text) {
            self = .dateTime(moment)
        } else if let duration = Value(duration: text) {
            self = duration
        } else {
            return nil
        }
    }

    init?(duration text: String) {
        switch AnyDuration(text) {
        case .daysTime(let duration): self = .daysTime(duration)
        case .yearsMonths(let duration): self = .yearsMonths(duration)
        case nil: return nil
        }
    }
}

extension BuiltIn {
    /// DMN 1.5, table 72, with `not` and `is`.
    static let conversions: [BuiltIn] = [
        BuiltIn("not", [[("negand", .any)]], .boolean) { arguments, _ in
            if case .list(let items) = arguments[0], items.count == 1 { return Value.not(items[0]) }
            return Value.not(arguments[0])
        },
        BuiltIn("is", [[("value1?", .any), ("value2?", .any)]], .boolean) { arguments, _ in
            guard !arguments.isEmpty else { return .null }
            return .boolean(Value.identical(arguments[0], arguments.count > 1 ? arguments[1] : .null))
        },
        BuiltIn("string", [[("from", .any)]], .string) { arguments, _ in
            arguments[0].asText.map(Value.string) ?? .null
        },
        BuiltIn(
            "number",
            [[("from", .string), ("grouping separator?", .string), ("decimal separator?", .string)]], .number
        ) { arguments, _ in number(arguments) },
        BuiltIn(
            "date",
            [
                [("from", .string)], [("from", .date)], [("from", .dateTime)],
                [("year", .number), ("month", .number), ("day", .number)],
            ], .date
        ) { arguments, _ in date(arguments) },
        BuiltIn(
            "time",
            [
                [("from", .string)], [("from", .time)], [("from", .dateTime)], [("from", .date)],
                [("hour", .number), ("minute", .number), ("second", .number), ("offset?", .daysTime)],
            ], .time
        ) { arguments, _ in time(arguments) },
        BuiltIn(
            "date and time",
            [
                [("from", .string)], [("from", .dateTime)], [("from", .date)], [("date", .date), ("time", .time)],
                [("date", .dateTime), ("time", .time)], [("date", .dateTime), ("timezone", .string)],
                [
                    ("year", .number), ("month", .number), ("day", .number), ("hour", .number), ("minute", .number),
                    ("second", .number), ("offset?", .any),
                ],
            ], .dateTime
        ) { arguments, _ in dateTime(arguments) },
        BuiltIn("duration", [[("from", .string)], [("from", .daysTime)], [("from", .yearsMonths)]], .any) {
            arguments, _ in
            switch arguments.first.map(single) {
            case .string(let text)?:
                return Value(duration: text) ?? .null(because: "“\(text)”不是时长，应写成如 P1Y2M 或 P3DT4H")
            case .daysTime?, .yearsMonths?: return arguments[0]
            default: return .null
            }
        },
    ]

    /// A list of one as its item.
    private static func single(_ value: Value) -> Value {
        if case .list(let items) = value, items.count == 1 { return items[0] }
        return value
    }

    private static func number(_ arguments: [Value]) -> Value {
        guard var text = arguments[0].string else { return .null }
        let grouping = arguments.count > 1 ? arguments[1] : .null
        let point = arguments.count > 2 ? arguments[2] : .null
        if let separator = grouping.string {
            guard [" ", ",", "."].contains(separator), point.string != separator else {
                return .null(because: "分组符应是空格、逗号或点，且与小数点不同")
            }
            text = String(text.filter { String($0) != separator })
        } else if !grouping.isNull {
            return .null
        }
        if let separator = point.string {
            guard [",", "."].contains(separator) else { return .null(because: "小数点应是逗号或点") }
            if separator == "," {
                guard !text.contains(".") else { return .null(because: "“\(text)”不是数字") }
                text = String(text.map { $0 == "," ? "." : $0 })
            }
        } else if !point.isNull {
            return .null
        }
        guard let first = text.utf8.first, first != UInt8(ascii: "+"), let number = Number(text) else {
            return .null(because: "“\(text)”不是数字")
        }
        return .number(number)
    }

    private static func wholes(_ arguments: ArraySlice<Value>) -> [Int]? {
        var numbers: [Int] = []
        for argument in arguments {
            guard let number = single(argument).number?.integer else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    private static func date(_ arguments: [Value]) -> Value {
        if arguments.count == 3 {
            guard let parts = wholes(arguments[...]) else { return .null }
            return CivilDate(year: parts[0], month: parts[1], day: parts[2]).map(Value.date)
                ?? .null(because: "没有 \(parts[0]) 年 \(parts[1]) 月 \(parts[2]) 日这一天")
        }
        guard arguments.count == 1 else { return .null(because: "“date”要 1 个或 3 个参数") }
        switch single(arguments[0]) {
        case .string(let text):
            return CivilDate(text).map(Value.date) ?? .null(because: "“\(text)”不是日期，应写成如 2026-01-31")
        case .date(let date): return .date(date)
        case .dateTime(let moment): return .date(moment.date)
        default: return .null
        }
    }

    private static func time(_ arguments: [Value]) -> Value {
        if arguments.count >= 3 { return timeOfParts(arguments) }
        guard arguments.count == 1 else { return .null(because: "“time”要 1 个、3 个或 4 个参数") }
        switch single(arguments[0]) {
        case .string(let text):
            return CivilTime(text).map(Value.time) ?? .null(because: "“\(text)”不是时间，应写成如 08:30:00")
        case .time(let time): return .time(time)
        case .dateTime(let moment): return .time(moment.time)
        case .date: return .time(CivilTime(nanosecondOfDay: 0, zone: .offset(seconds: 0)))
        default: return .null
        }
    }

    private static func timeOfParts(_ arguments: [Value]) -> Value {
        guard let parts = wholes(arguments[..<2]), let seconds = single(arguments[2]).number,
            let whole = seconds.rounded(scale: 0, .floor)?.integer,
            let nanoseconds = seconds.rounded(scale: 9, .down)?.scaled(by: 9),
            (0..<60).contains(whole)
        else { return .null }
        var zone: TimeZoneName?
        if arguments.count > 3 {
            switch single(arguments[3]) {
            case .null: break
            case .daysTime(let offset):
                guard let seconds = offset.seconds, seconds.magnitude <= 18 * 3600 else { return .null }
                zone = .offset(seconds: seconds)
            case .string(let name):
                guard ZoneTable.knows(name) else { return .null(because: "不认识时区“\(name)”") }
                zone = .named(name)
            default: return .null
            }
        }
        let rest = nanoseconds - whole * 1_000_000_000
        return CivilTime(hour: parts[0], minute: parts[1], second: whole, nanosecond: rest, zone: zone).map(Value.time)
            ?? .null(because: "没有这个时间")
    }

    private static func dateTime(_ arguments: [Value]) -> Value {
        switch arguments.count {
        case 1:
            switch single(arguments[0]) {
            case .string(let text):
                return CivilDateTime(text).map(Value.dateTime)
                    ?? .null(because: "“\(text)”不是日期时间，应写成如 2026-01-31T08:30:00")
            case .dateTime(let moment): return .dateTime(moment)
            case .date(let date):
                return .dateTime(
                    CivilDateTime(date: date, time: CivilTime(nanosecondOfDay: 0, zone: .offset(seconds: 0))))
            default: return .null
            }
        case 2:
            switch (single(arguments[0]), single(arguments[1])) {
            case (.date(let date), .time(let time)): return .dateTime(CivilDateTime(date: date, time: time))
            case (.dateTime(let moment), .time(let time)):
                return .dateTime(CivilDateTime(date: moment.date, time: time))
            case (.dateTime(let moment), .string(let name)): return inZone(moment, name)
            default: return .null
            }
        case 6, 7:
            guard case .date(let date) = date(Array(arguments[..<3])),
                case .time(let time) = timeOfParts(Array(arguments[3...]))
            else { return .null(because: "没有这个日期时间") }
            return .dateTime(CivilDateTime(date: date, time: time))
        default: return .null(because: "“date and time”的参数个数不对")
        }
    }

    private static func inZone(_ moment: CivilDateTime, _ name: String) -> Value {
        guard ZoneTable.knows(name) else { return .null(because: "不认识时区“\(name)”") }
        let zone = TimeZoneName.named(name)
        guard moment.time.zone != nil else {
            let time = CivilTime(nanosecondOfDay: moment.time.nanosecondOfDay, zone: zone)
            return .dateTime(CivilDateTime(date: moment.date, time: time))
        }
        guard let universal = CivilDateTime(wallNanoseconds: moment.nanoseconds, zone: nil),
            let offset = ZoneTable.offset(
                of: zone, onDay: universal.date.dayNumber, second: universal.time.secondOfDay),
            let local = CivilDateTime(wallNanoseconds: moment.nanoseconds + Int128(offset) * 1_000_000_000, zone: zone)
        else { return .null }
        return .dateTime(local)
    }
}

extension Value {
    /// `is`: the same value of the same kind, so that 10:00 and 10:00Z differ (DMN 1.5, table 81).
    static func identical(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.time(let a), .time(let b)): a == b
        case (.dateTime(let a), .dateTime(let b)): a == b
        case (.list(let a), .list(let b)): a.count == b.count && zip(a, b).allSatisfy { identical($0, $1) }
        case (.context(let a), .context(let b)):
            a.entries.count == b.entries.count
                && a.entries.allSatisfy { entry in b[entry.name].map { identical(entry.value, $0) } ?? false }
        default: equal(left, right) ?? false
        }
    }
}
