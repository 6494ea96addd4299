/// Adding months where the target month has no such day: how that is settled stands in the function's name.
///
/// The standard's `date + duration` takes the month's last day without saying so; where money or a right hangs on the
/// day, the strict profile asks for one of these.
extension BuiltIn {
    static let months: [BuiltIn] = [
        BuiltIn("add months round down", [[("date", .date), ("months", .number)]], .date) { arguments, _ in
            moved(arguments)?.0 ?? .null
        },
        BuiltIn("add months round up", [[("date", .date), ("months", .number)]], .date) { arguments, _ in
            guard let (moved, isShort) = moved(arguments), case .date(let date) = moved else { return .null }
            return isShort ? date.adding(days: 1).map(Value.date) ?? .null : moved
        },
        BuiltIn("add months exactly", [[("date", .date), ("months", .number)]], .date) { arguments, _ in
            guard let (moved, isShort) = moved(arguments) else { return .null }
            return isShort ? .null(because: "那个月没有这一天") : moved
        },
    ]

    /// The date that many months later, the last day of a month that is too short, and whether it is.
    private static func moved(_ arguments: [Value]) -> (Value, isShort: Bool)? {
        guard case .date(let date) = arguments[0], let months = arguments[1].number?.integer,
            let moved = date.adding(months: months)
        else { return nil }
        return (.date(moved), isShort: moved.day < date.day)
    }
}
