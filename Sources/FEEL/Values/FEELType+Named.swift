extension FEELType {
    /// The type of the language that has this name.
    package static func named(_ name: String) -> FEELType? {
        switch name {
        case "Any": .any
        case "Null": .null
        case "boolean": .boolean
        case "number": .number
        case "string": .string
        case "date": .date
        case "time": .time
        case "date and time": .dateTime
        case "days and time duration", "day and time duration": .daysTime
        case "years and months duration", "year and month duration": .yearsMonths
        case "list": .list(.any)
        case "context": .context([])
        case "range": .range(.any)
        case "function": .function([], .any)
        default: nil
        }
    }

    var isScalar: Bool {
        switch self {
        case .boolean, .number, .string, .date, .time, .dateTime, .daysTime, .yearsMonths: true
        default: false
        }
    }
}

extension FEELType {
    /// Whether values of the type have an order.
    var isOrdered: Bool {
        switch self {
        case .any, .null, .number, .string, .date, .time, .dateTime, .daysTime, .yearsMonths: true
        default: false
        }
    }
}
