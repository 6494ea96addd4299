extension BuiltIn {
    /// DMN 1.5, tables 77 and 80; durations between dates from table 72.
    static let times: [BuiltIn] = [
        BuiltIn("today", [[]], .date) { _, run in .date(run.moment.today) },
        BuiltIn("now", [[]], .dateTime) { _, run in .dateTime(run.moment.now) },
        BuiltIn("years and months duration", [[("from", .any), ("to", .any)]], .yearsMonths) { arguments, _ in
            guard let from = day(arguments[0]), let to = day(arguments[1]) else { return .null }
            return .yearsMonths(YearsMonthsDuration(from: from, to: to))
        },
        BuiltIn("day of year", [[("date", .any)]], .number) { arguments, _ in
            day(arguments[0]).map { .number($0.dayOfYear) } ?? .null
        },
        BuiltIn("day of week", [[("date", .any)]], .string) { arguments, _ in
            let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
            return day(arguments[0]).map { .string(names[$0.weekday - 1]) } ?? .null
        },
        BuiltIn("month of year", [[("date", .any)]], .string) { arguments, _ in
            let names = [
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December",
            ]
            return day(arguments[0]).map { .string(names[$0.month - 1]) } ?? .null
        },
        BuiltIn("week of year", [[("date", .any)]], .number) { arguments, _ in
            day(arguments[0]).map { .number($0.weekOfYear) } ?? .null
        },
    ]

    private static func day(_ value: Value) -> CivilDate? {
        switch value {
        case .date(let date): date
        case .dateTime(let moment): moment.date
        case .list(let items) where items.count == 1: day(items[0])
        default: nil
        }
    }
}
