extension ArithmeticOperator {
    /// The type of the result, `nil` where the operator has none for these types (DMN 1.5, tables 59 to 62).
    func result(_ left: FEELType, _ right: FEELType) -> FEELType? {
        if left == .any || left == .null || right == .any || right == .null {
            return left == .number && right == .number ? .number : .any
        }
        switch (self, left, right) {
        case (_, .number, .number): return .number
        case (.add, .string, .string): return .string
        case (.add, .date, .daysTime), (.add, .date, .yearsMonths), (.add, .daysTime, .date),
            (.add, .yearsMonths, .date), (.subtract, .date, .daysTime), (.subtract, .date, .yearsMonths):
            return .date
        case (.add, .dateTime, .daysTime), (.add, .dateTime, .yearsMonths), (.add, .daysTime, .dateTime),
            (.add, .yearsMonths, .dateTime), (.subtract, .dateTime, .daysTime), (.subtract, .dateTime, .yearsMonths):
            return .dateTime
        case (.add, .time, .daysTime), (.add, .daysTime, .time), (.subtract, .time, .daysTime): return .time
        case (.subtract, .date, .date), (.subtract, .dateTime, .dateTime), (.subtract, .date, .dateTime),
            (.subtract, .dateTime, .date), (.subtract, .time, .time):
            return .daysTime
        case (.add, .daysTime, .daysTime), (.subtract, .daysTime, .daysTime), (.multiply, .daysTime, .number),
            (.multiply, .number, .daysTime), (.divide, .daysTime, .number):
            return .daysTime
        case (.add, .yearsMonths, .yearsMonths), (.subtract, .yearsMonths, .yearsMonths),
            (.multiply, .yearsMonths, .number), (.multiply, .number, .yearsMonths), (.divide, .yearsMonths, .number):
            return .yearsMonths
        case (.divide, .daysTime, .daysTime), (.divide, .yearsMonths, .yearsMonths): return .number
        default: return nil
        }
    }
}
