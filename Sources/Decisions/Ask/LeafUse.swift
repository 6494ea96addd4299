import FEEL

/// What the decisions of a model do with an unknown: where they only compare it with values known beforehand, few values
/// stand for all.
struct LeafUse {
    private let leaf: Unknowns.Leaf
    private(set) var cuts = Cuts()
    /// Whether it is named at all.
    private(set) var isUsed = false
    /// Whether it is only compared.
    private(set) var isCut = true

    init(_ leaf: Unknowns.Leaf, in program: Program, order: [Int]) {
        self.leaf = leaf
        for place in order {
            let unit = program.decisions[place]
            for (position, source) in unit.sources.enumerated() {
                for path in paths(of: source, leaf.path) { walk(unit.logic, position, path) }
            }
        }
    }

    /// Under which names a source gives the leaf.
    private func paths(of source: Program.Source, _ path: [String]) -> [[String]] {
        switch source {
        case .input(leaf.input): [path]
        case .group(let members):
            members.flatMap { member in paths(of: member.source, path).map { [member.name] + $0 } }
        default: []
        }
    }

    private mutating func note(_ bound: Bound, _ place: Int, _ path: [String]) {
        note(bound.expression, bound.places, place, path)
    }

    private mutating func note(_ expression: Expression, _ places: [Int], _ place: Int, _ path: [String]) {
        for (name, position) in places.enumerated() where position == place {
            isUsed = true
            if !expression.cut(name: name, path: path, &cuts) { isCut = false }
        }
    }

    private mutating func walk(_ logic: Logic, _ place: Int, _ path: [String]) {
        switch logic.kind {
        case .constant: break
        case .expression(let bound): note(bound, place, path)
        case .table(let table): walk(table, place, path)
        case .filter(let source, let condition, let places):
            walk(source, place, path)
            note(condition.expression, places, place, path)
        default: for part in logic.kind.parts { walk(part, place, path) }
        }
    }

    private mutating func walk(_ table: TableLogic, _ place: Int, _ path: [String]) {
        for (column, input) in table.inputs.enumerated() {
            let cells = table.rows.map { $0.cells[column] } + [input.allowed]
            if let subject = input.subject, let name = subject.places.firstIndex(of: place) {
                isUsed = true
                if subject.expression.isNothingBut(name: name, path: path) {
                    add(cells, of: input)
                } else {
                    note(subject, place, path)
                }
            }
            for bound in cells.compactMap(\.bound) { note(bound, place, path) }
        }
        for bound in table.rows.joinedResults + table.outputs.compactMap(\.fallback) { note(bound, place, path) }
    }

    /// The cells of a column that tests nothing but the leaf.
    private mutating func add(_ cells: [Cell], of input: TableLogic.Input) {
        if let type = input.type {
            guard type.feel == leaf.type.feel, let limits = type.limits,
                limits.scale == nil || limits.scale == leaf.type.limits?.scale
            else {
                isCut = false
                return
            }
            for test in limits.tests.joined() where !cuts.add(test) { isCut = false }
        }
        for cell in cells {
            switch cell {
            case .anything: break
            case .oneOf(let tests), .within(_, let tests), .noneOf(let tests):
                for test in tests where !cuts.add(test) { isCut = false }
            case .expression, .unreadable: isCut = false
            }
        }
    }

    /// Values of which one stands for each that an answer can have; nil where none do.
    var representatives: [Value]? {
        if let named = leaf.type.named { return named }
        guard isCut, var cuts = Optional(cuts), let limits = leaf.type.limits else { return nil }
        for test in limits.tests.joined() where !cuts.add(test) { return nil }
        var run = Run(moment: .current)
        return Pieces.of(cuts, as: leaf.type.feel, scale: limits.scale)?.filter { !leaf.type.accept($0, &run).isNull }
    }
}

/// A line cut at values: one value for each of them and for each piece between.
enum Pieces {
    /// - Parameter scale: how many digits after the point numbers may have; pieces without such a number are left out.
    static func of(_ cuts: Cuts, as type: FEELType, scale: Int? = nil) -> [Value]? {
        let values = cuts.values.filter { $0.type == type }
        switch type {
        case .string: return cuts.isOrdered ? nil : texts(Set(values.compactMap(\.string)))
        case .number, .date, .daysTime, .yearsMonths: break
        default: return nil
        }
        let sorted = values.sorted { (Value.order($0, $1) ?? 0) < 0 }
        var ends: [Value] = []
        for value in sorted where ends.last.map({ Value.order($0, value) != 0 }) ?? true { ends.append(value) }
        guard let first = ends.first, let last = ends.last else { return start(type).map { [$0] } }
        guard let before = step(first, -1, scale), let after = step(last, 1, scale), isBelow(before, first),
            isBelow(last, after)
        else { return nil }
        var pieces = [before]
        for (low, high) in zip(ends, ends.dropFirst()) {
            pieces.append(low)
            if let middle = middle(low, high, scale) {
                guard isBelow(low, middle), isBelow(middle, high) else { return nil }
                pieces.append(middle)
            }
        }
        return pieces + [last, after]
    }

    private static func isBelow(_ low: Value, _ high: Value) -> Bool { (Value.order(low, high) ?? 0) < 0 }

    private static func texts(_ named: Set<String>) -> [Value] {
        var other = "其他"
        while named.contains(other) { other += "…" }
        return named.sorted().map(Value.string) + [.string(other)]
    }

    /// Some value of a type.
    private static func start(_ type: FEELType) -> Value? {
        switch type {
        case .number: 0
        case .date: CivilDate(year: 2000, month: 1, day: 1).map(Value.date)
        case .yearsMonths: .yearsMonths(YearsMonthsDuration(months: 0))
        case .daysTime: DaysTimeDuration(nanoseconds: 0).map(Value.daysTime)
        default: nil
        }
    }

    /// The next value of the scale beyond this one.
    private static func step(_ value: Value, _ sign: Int, _ scale: Int?) -> Value? {
        switch value {
        case .number(let number):
            number.rounded(scale: scale ?? 0, sign > 0 ? .floor : .ceiling)?
                .adding(Number(sign, scale: scale ?? 0)).map(Value.number)
        case .date(let date): date.adding(days: sign).map(Value.date)
        case .yearsMonths(let span): .yearsMonths(YearsMonthsDuration(months: span.months + sign))
        case .daysTime(let span): DaysTimeDuration(nanoseconds: span.nanoseconds + Int128(sign)).map(Value.daysTime)
        default: nil
        }
    }

    /// A value between two; nil where there is none.
    private static func middle(_ low: Value, _ high: Value, _ scale: Int?) -> Value? {
        switch (low, high) {
        case (.number, .number) where scale != nil:
            step(low, 1, scale).flatMap { isBelow($0, high) ? $0 : nil }
        case (.number(let a), .number(let b)):
            // Halfway is no number of its own only where it cannot be worked out; what is not between is then seen.
            a.adding(b)?.divided(by: 2).map(Value.number) ?? low
        case (.date(let a), .date(let b)):
            b.dayNumber - a.dayNumber > 1 ? a.adding(days: 1).map(Value.date) : nil
        case (.yearsMonths(let a), .yearsMonths(let b)):
            b.months - a.months > 1 ? .yearsMonths(YearsMonthsDuration(months: a.months + 1)) : nil
        case (.daysTime(let a), .daysTime(let b)):
            b.nanoseconds - a.nanoseconds > 1
                ? DaysTimeDuration(nanoseconds: a.nanoseconds + 1).map(Value.daysTime) : nil
        default: nil
        }
    }
}

extension [TableLogic.Row] {
    fileprivate var joinedResults: [Bound] { flatMap { $0.results.compactMap { $0 } } }
}

extension Logic.Kind {
    /// The boxes directly within it, but for the cells of tables.
    var parts: [Logic] {
        switch self {
        case .constant, .expression, .table: []
        case .checked(let logic): [logic]
        case .context(let entries, let result): entries.map(\.value) + [result].compactMap { $0 }
        case .list(let items): items
        case .relation(_, let rows): Array(rows.joined())
        case .invocation(let function, let bindings): [function] + bindings.compactMap(\.value)
        case .function(let function): [function.body]
        case .conditional(let a, let b, let c): [a, b, c]
        case .filter(let source, _, _): [source]
        case .filterEach(let source, _, _, let match): [source, match]
        case .iteration(let source, _, _, let body): [source, body]
        case .quantified(_, let source, _, let condition): [source, condition]
        }
    }

    /// The places of the frame that its expressions name.
    var places: Set<Int> {
        switch self {
        case .expression(let bound): return Set(bound.places)
        case .filter(let source, _, let places): return source.kind.places.union(places)
        case .table(let table):
            var places: Set<Int> = []
            for input in table.inputs {
                places.formUnion((input.subject?.places ?? []) + (input.allowed.bound?.places ?? []))
            }
            for output in table.outputs { places.formUnion(output.fallback?.places ?? []) }
            for bound in table.rows.joinedResults { places.formUnion(bound.places) }
            for bound in table.rows.flatMap({ $0.cells.compactMap(\.bound) }) { places.formUnion(bound.places) }
            return places.subtracting(table.inputs.map(\.place))
        default: return parts.reduce(into: []) { $0.formUnion($1.kind.places) }
        }
    }
}
