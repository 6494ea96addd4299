import FEEL

/// The values of a column cut at every value that a cell names: within one piece all cells say the same, so one
/// value stands for the piece.
struct ColumnSegments {
    /// A value for each piece.
    let values: [Value]
    /// Which rows let the value of a piece pass.
    let rows: [RowSet]

    /// Nil where a cell says what only a run tells, or values of different kinds meet.
    init?(_ input: TableLogic.Input, cells: [Cell]) {
        var named: [Value] = []
        for cell in cells + [input.allowed] {
            guard let tests = Self.tests(cell) else { return nil }
            for test in tests { Self.gather(test, into: &named) }
        }
        let constraint = input.type?.constraints ?? []
        for test in constraint.joined() { Self.gather(test, into: &named) }
        let type = input.type?.feel ?? input.subject?.expression.type ?? .any
        let isNamedAlone = cells.allSatisfy { Self.tests($0)?.allSatisfy(\.isPlainValue) ?? false }
        guard let pieces = Self.pieces(named, type: type, isNamedAlone: isNamedAlone) else { return nil }
        var run = Run(moment: .current)
        values = pieces.filter { value in
            input.allowed.passes(value, [], &run).isTrue
                && constraint.allSatisfy { tests in tests.contains { value.passes($0).isTrue } }
        }
        rows = values.map { value in
            var set = RowSet(count: cells.count)
            for (row, cell) in cells.enumerated() where cell.passes(value, [], &run).isTrue { set.insert(row) }
            return set
        }
    }

    private static func tests(_ cell: Cell) -> [UnaryTest]? {
        switch cell {
        case .anything: []
        case .oneOf(let tests), .within(_, let tests), .noneOf(let tests): tests
        case .expression, .unreadable: nil
        }
    }

    private static func gather(_ test: UnaryTest, into named: inout [Value]) {
        func add(_ value: Value) {
            switch value {
            case .list(let items): for item in items { add(item) }
            case .range(let range): for end in [range.low, range.high] where !end.isNull { add(end) }
            default: named.append(value)
            }
        }
        switch test {
        case .value(let value): add(value)
        case .range(let range): add(.range(range))
        }
    }

    private static func pieces(_ named: [Value], type: FEELType, isNamedAlone: Bool) -> [Value]? {
        let nulls: [Value] = named.contains(where: \.isNull) ? [.null] : []
        let named = named.filter { !$0.isNull }
        if type == .boolean || named.contains(where: { $0.boolean != nil }) {
            return named.allSatisfy { $0.boolean != nil } ? [true, false] + nulls : nil
        }
        guard let first = named.first else { return [.string("（任意）")] + nulls }
        if isNamedAlone, named.allSatisfy({ $0.string != nil }) {
            let texts = Set(named.compactMap(\.string))
            return texts.sorted().map(Value.string) + [.string("（其他）")] + nulls
        }
        guard named.allSatisfy({ Value.order(first, $0) != nil }) else { return nil }
        var ends: [Value] = []
        for value in named.sorted(by: { (Value.order($0, $1) ?? 0) < 0 }) {
            if let last = ends.last, Value.order(last, value) == 0 { continue }
            ends.append(value)
        }
        var pieces: [Value] = []
        if let before = neighbour(of: first, ends.first ?? first, -1) { pieces.append(before) }
        for (place, end) in ends.enumerated() {
            pieces.append(end)
            let next = place + 1 < ends.count ? between(end, ends[place + 1]) : neighbour(of: first, end, 1)
            if let next { pieces.append(next) }
        }
        return pieces + nulls
    }

    /// A value beyond the outermost one.
    private static func neighbour(of kind: Value, _ value: Value, _ sign: Int) -> Value? {
        switch value {
        case .number(let number): number.adding(Number(sign)).map(Value.number)
        case .date(let date): date.adding(days: sign).map(Value.date)
        case .string(let text): sign > 0 ? .string(text + "…") : text.isEmpty ? nil : .string("")
        case .yearsMonths(let span): .yearsMonths(YearsMonthsDuration(months: span.months + sign))
        case .daysTime(let span):
            DaysTimeDuration(nanoseconds: span.nanoseconds + Int128(sign) * 1_000_000_000).map(Value.daysTime)
        default: nil
        }
    }

    /// A value strictly between two; nil where there is none, or none is known.
    private static func between(_ low: Value, _ high: Value) -> Value? {
        switch (low, high) {
        case (.number(let a), .number(let b)): a.adding(b)?.divided(by: 2).map(Value.number)
        case (.date(let a), .date(let b)):
            b.dayNumber - a.dayNumber > 1 ? a.adding(days: 1).map(Value.date) : nil
        case (.string(let a), .string): strictly(.string(a + "…"), below: high)
        case (.yearsMonths(let a), .yearsMonths(let b)):
            b.months - a.months > 1 ? .yearsMonths(YearsMonthsDuration(months: a.months + 1)) : nil
        case (.daysTime(let a), .daysTime(let b)):
            b.nanoseconds - a.nanoseconds > 1
                ? DaysTimeDuration(nanoseconds: a.nanoseconds + (b.nanoseconds - a.nanoseconds) / 2).map(Value.daysTime)
                : nil
        default: nil
        }
    }

    private static func strictly(_ value: Value, below high: Value) -> Value? {
        (Value.order(value, high) ?? 0) < 0 ? value : nil
    }
}

extension UnaryTest {
    /// Whether it asks for one value and no interval.
    fileprivate var isPlainValue: Bool {
        if case .value(.range) = self { return false }
        if case .value = self { return true }
        return false
    }
}

extension ItemType {
    /// The unary tests that values of the type have to pass, as far as known beforehand.
    fileprivate var constraints: [[UnaryTest]] {
        var all: [[UnaryTest]] = []
        if let constraint, case .oneOf(let tests) = constraint.cellTest { all.append(tests) }
        if case .narrowed(let base) = shape { all += base.constraints }
        return all
    }
}
