extension Value {
    static func negated(_ value: Value) -> Value {
        switch value {
        case .number(let number): .number(-number)
        case .daysTime(let duration):
            DaysTimeDuration(nanoseconds: -duration.nanoseconds).map(Value.daysTime) ?? tooLarge
        case .yearsMonths(let duration): .yearsMonths(YearsMonthsDuration(months: -duration.months))
        case .null: value
        default: .null(because: "负号不能用于\(value.type.chinese)")
        }
    }

    static let tooLarge = Value.null(because: "结果太大")

    static func arithmetic(_ sign: ArithmeticOperator, _ left: Value, _ right: Value) -> Value {
        if case .number(let a) = left, case .number(let b) = right { return numbers(sign, a, b) }
        switch sign {
        case .add: return sum(left, right)
        case .subtract: return difference(left, right)
        case .multiply: return product(left, right)
        case .divide: return quotient(left, right)
        case .power: return mismatch(sign.rawValue, left, right)
        }
    }

    static func numbers(_ sign: ArithmeticOperator, _ a: Number, _ b: Number) -> Value {
        let result: Number?
        switch sign {
        case .add: result = a.adding(b)
        case .subtract: result = a.subtracting(b)
        case .multiply: result = a.multiplied(by: b)
        case .divide:
            if b.isZero { return .null(because: "不能除以 0") }
            result = a.divided(by: b)
        case .power: result = a.raised(to: b)
        }
        return result.map(Value.number) ?? tooLarge
    }

    private static func sum(_ left: Value, _ right: Value) -> Value {
        switch (left, right) {
        case (.string(let a), .string(let b)): return .string(a + b)
        case (.daysTime(let a), .daysTime(let b)): return duration(a.nanoseconds + b.nanoseconds)
        case (.yearsMonths(let a), .yearsMonths(let b)): return months(Int128(a.months) + Int128(b.months))
        case (.daysTime, .date), (.daysTime, .dateTime), (.daysTime, .time), (.yearsMonths, .date),
            (.yearsMonths, .dateTime):
            return shift(right, by: left, backwards: false)
        case (.date, .daysTime), (.dateTime, .daysTime), (.time, .daysTime), (.date, .yearsMonths),
            (.dateTime, .yearsMonths):
            return shift(left, by: right, backwards: false)
        default: return mismatch("+", left, right)
        }
    }

    private static func difference(_ left: Value, _ right: Value) -> Value {
        switch (left, right) {
        case (.daysTime(let a), .daysTime(let b)): return duration(a.nanoseconds - b.nanoseconds)
        case (.yearsMonths(let a), .yearsMonths(let b)):
            return months(Int128(a.months) - Int128(b.months))
        case (.date(let a), .date(let b)): return .daysTime(DaysTimeDuration(days: a.dayNumber - b.dayNumber))
        case (.dateTime(let a), .dateTime(let b)):
            guard (a.time.zone == nil) == (b.time.zone == nil) else {
                return .null(because: "两个日期时间应都有时区或都没有")
            }
            return duration(a.nanoseconds - b.nanoseconds)
        case (.date(let a), .dateTime): return difference(startOfDay(a), right)
        case (.dateTime, .date(let b)): return difference(left, startOfDay(b))
        case (.time(let a), .time(let b)):
            guard (a.zone == nil) == (b.zone == nil) else { return .null(because: "两个时间应都有时区或都没有") }
            let seconds = Int128((b.offset ?? 0) - (a.offset ?? 0)) * 1_000_000_000
            return duration(Int128(a.nanosecondOfDay - b.nanosecondOfDay) + seconds)
        case (.date, .daysTime), (.dateTime, .daysTime), (.time, .daysTime), (.date, .yearsMonths),
            (.dateTime, .yearsMonths):
            return shift(left, by: right, backwards: true)
        default: return mismatch("-", left, right)
        }
    }

    /// A date where a date and time is wanted counts as midnight UTC (DMN 1.5, table 59).
    private static func startOfDay(_ date: CivilDate) -> Value {
        .dateTime(CivilDateTime(date: date, time: CivilTime(nanosecondOfDay: 0, zone: .offset(seconds: 0))))
    }

    private static func product(_ left: Value, _ right: Value) -> Value {
        switch (left, right) {
        case (.daysTime(let a), .number(let b)), (.number(let b), .daysTime(let a)):
            return scaled(Number(exactly: a.nanoseconds)?.multiplied(by: b)) { duration($0) }
        case (.yearsMonths(let a), .number(let b)), (.number(let b), .yearsMonths(let a)):
            return scaled(Number(a.months).multiplied(by: b)) { months($0) }
        default: return mismatch("*", left, right)
        }
    }

    private static func quotient(_ left: Value, _ right: Value) -> Value {
        switch (left, right) {
        case (.daysTime(let a), .number(let b)):
            if b.isZero { return .null(because: "不能除以 0") }
            return scaled(Number(exactly: a.nanoseconds)?.divided(by: b)) { duration($0) }
        case (.yearsMonths(let a), .number(let b)):
            if b.isZero { return .null(because: "不能除以 0") }
            return scaled(Number(a.months).divided(by: b)) { months($0) }
        case (.daysTime(let a), .daysTime(let b)):
            if b.nanoseconds == 0 { return .null(because: "不能除以 0") }
            guard let first = Number(exactly: a.nanoseconds), let second = Number(exactly: b.nanoseconds) else {
                return tooLarge
            }
            return first.divided(by: second).map(Value.number) ?? tooLarge
        case (.yearsMonths(let a), .yearsMonths(let b)):
            if b.months == 0 { return .null(because: "不能除以 0") }
            return Number(a.months).divided(by: Number(b.months)).map(Value.number) ?? tooLarge
        default: return mismatch("/", left, right)
        }
    }

    /// A length multiplied or divided, its fraction of the smallest unit dropped.
    private static func scaled(_ number: Number?, _ make: (Int128) -> Value) -> Value {
        guard let whole = number?.rounded(scale: 0, .down)?.wide else { return tooLarge }
        return make(whole)
    }

    private static func duration(_ nanoseconds: Int128) -> Value {
        DaysTimeDuration(nanoseconds: nanoseconds).map(Value.daysTime) ?? tooLarge
    }

    private static func months(_ count: Int128) -> Value {
        // Far beyond any two dates, and far from where integers end.
        guard count.magnitude < 100_000_000_000_000_000 else { return tooLarge }
        return .yearsMonths(YearsMonthsDuration(months: Int(count)))
    }

    private static func shift(_ value: Value, by duration: Value, backwards: Bool) -> Value {
        let result: Value?
        switch (value, duration) {
        case (.date(let date), .yearsMonths(let span)):
            result = date.adding(months: backwards ? -span.months : span.months).map(Value.date)
        case (.date(let date), .daysTime(let span)):
            let moment = CivilDateTime(date: date, time: .midnight)
            result = moment.adding(backwards ? -span.nanoseconds : span.nanoseconds).map { .date($0.date) }
        case (.dateTime(let moment), .yearsMonths(let span)):
            result = moment.date.adding(months: backwards ? -span.months : span.months)
                .map { .dateTime(CivilDateTime(date: $0, time: moment.time)) }
        case (.dateTime(let moment), .daysTime(let span)):
            result = moment.adding(backwards ? -span.nanoseconds : span.nanoseconds).map(Value.dateTime)
        case (.time(let time), .daysTime(let span)):
            let rest = Int(span.nanoseconds % 86_400_000_000_000)
            let count = time.nanosecondOfDay + (backwards ? -rest : rest)
            result = .time(CivilTime(nanosecondOfDay: count, zone: time.zone))
        default: result = nil
        }
        return result ?? .null(because: "日期超出能表示的年份")
    }
}

extension CivilDateTime {
    func adding(_ nanoseconds: Int128) -> CivilDateTime? {
        CivilDateTime(wallNanoseconds: wallNanoseconds + nanoseconds, zone: time.zone)
    }
}

extension Number {
    /// A wide integer, when it has at most 34 digits.
    init?(exactly value: Int128) {
        self.init(rounding: value.magnitude, exponent: 0, isNegative: value < 0)
    }

    /// A whole number as a wide integer.
    var wide: Int128? {
        let value = reduced
        guard value.exponent >= 0, value.exponent <= 38 else { return nil }
        let (digits, overflow) = value.significand.multipliedReportingOverflow(by: PowersOfTen[Int(value.exponent)])
        guard !overflow, let whole = Int128(exactly: digits) else { return nil }
        return isNegative ? -whole : whole
    }
}
