extension Value {
    /// Whether a value is null or plainly one of a type; quick, and false where only `isInstance` can tell.
    package func isSurely(_ type: FEELType) -> Bool {
        switch (self, type) {
        case (.null, _), (_, .any), (.number, .number), (.string, .string), (.boolean, .boolean), (.date, .date),
            (.list, .list(.any)):
            true
        default: false
        }
    }

    /// The value as one of a type, a list of one becoming its item where that is needed (DMN 1.5, 10.3.2.9.4);
    /// `nil` when it does not fit.
    package func fitted(to type: FEELType) -> Value? {
        if isSurely(type) || isInstance(of: type) { return self }
        if case .list(let items) = self, items.count == 1, let item = items.first, item.isInstance(of: type) {
            return item
        }
        if case .list(let item) = type, isInstance(of: item) { return .list([self]) }
        if case .date(let date) = self, type == .dateTime {
            return .dateTime(
                CivilDateTime(date: date, time: CivilTime(nanosecondOfDay: 0, zone: .offset(seconds: 0))))
        }
        return nil
    }

    /// `instance of`: null is an instance of Null alone (DMN 1.5, table 51).
    func isInstance(of type: FEELType) -> Bool {
        switch (self, type) {
        case (.null, .null): true
        case (.null, _): false
        case (_, .any): true
        case (.boolean, .boolean), (.number, .number), (.string, .string), (.date, .date), (.time, .time),
            (.dateTime, .dateTime), (.daysTime, .daysTime), (.yearsMonths, .yearsMonths):
            true
        case (.list(let items), .list(let item)):
            items.allSatisfy { item == .any || $0.isInstance(of: item) || $0.isNull }
        case (.context(let context), .context(let fields)):
            fields.allSatisfy { field in
                context[field.name].map { $0.isNull || $0.isInstance(of: field.type) } ?? false
            }
        case (.range(let range), .range(let end)):
            end == .any || [range.low, range.high].allSatisfy { $0.isNull || $0.isInstance(of: end) }
        case (.function(let function), .function(let parameters, let result)):
            function.matches(parameters, result)
        default: false
        }
    }
}

extension FunctionValue {
    func matches(_ parameters: [FEELType], _ result: FEELType) -> Bool {
        if parameters.isEmpty, result == .any { return true }
        // A function of the language may be called in several ways; one of them has to fit.
        if case .builtIn(let builtIn) = kind {
            let names = [String?](repeating: nil, count: parameters.count)
            return builtIn.form(for: names, types: parameters) != nil && builtIn.result.mayBe(result)
        }
        guard case .function(let own, let ownResult) = type, own.count == parameters.count else { return false }
        return zip(own, parameters).allSatisfy { $0 == .any || $1.mayBe($0) } && (result == .any || ownResult == result)
    }
}
