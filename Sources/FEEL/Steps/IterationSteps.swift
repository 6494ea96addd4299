/// The iterators of a loop.
struct Walk: Sendable {
    struct Iterator: Sendable {
        let name: String
        let slot: Int
        let source: any Step
        let upTo: (any Step)?
    }

    let iterators: [Iterator]

    init(_ iterators: [Node.Iterator]) {
        self.iterators = iterators.map {
            Iterator(name: $0.name, slot: $0.slot, source: $0.source.step, upTo: $0.upTo?.step)
        }
    }

    /// Runs `visit` for every combination, the first iterator varying slowest, until it gives a value; a source that
    /// cannot be walked gives null.
    func all(_ run: inout Run, _ visit: (inout Run) -> Value?) -> Value? { from(0, &run, visit) }

    private func from(_ position: Int, _ run: inout Run, _ visit: (inout Run) -> Value?) -> Value? {
        guard position < iterators.count else { return visit(&run) }
        let iterator = iterators[position]
        let isLast = position == iterators.count - 1
        let source = iterator.source.evaluate(&run)
        func step(_ item: Value, _ run: inout Run) -> Value? {
            guard run.spend() else { return Run.exhausted }
            run.slots[iterator.slot] = item
            return isLast ? visit(&run) : from(position + 1, &run, visit)
        }
        if let end = iterator.upTo {
            return Self.count(from: source, to: end.evaluate(&run), &run, step)
        }
        switch source {
        case .list(let items):
            for index in items.indices {
                if let value = step(items[index], &run) { return value }
            }
            return nil
        case .range(let range): return Self.count(from: range, &run, step)
        case .null: return source.reason == nil ? .null(because: "“\(iterator.name)”要走的列表是空值") : source
        default: return step(source, &run)
        }
    }

    private static func count(
        from low: Value, to high: Value, _ run: inout Run, _ step: (Value, inout Run) -> Value?
    ) -> Value? {
        switch (low, high) {
        case (.number(let a), .number(let b)):
            let up = a <= b
            var number = a
            while up ? number <= b : number >= b {
                if let value = step(.number(number), &run) { return value }
                guard let next = number.adding(up ? 1 : -1) else { return Run.exhausted }
                number = next
            }
            return nil
        case (.date(let a), .date(let b)):
            let up = a <= b
            for day in stride(from: a.dayNumber, through: b.dayNumber, by: up ? 1 : -1) {
                guard let date = CivilDate(dayNumber: day) else { return Run.exhausted }
                if let value = step(.date(date), &run) { return value }
            }
            return nil
        default: return Value.mismatch("..", low, high)
        }
    }

    private static func count(
        from range: RangeValue, _ run: inout Run, _ step: (Value, inout Run) -> Value?
    ) -> Value? {
        var (low, high) = (range.low, range.high)
        if !range.includesLow { low = Value.step(low, by: 1) }
        if !range.includesHigh { high = Value.step(high, by: -1) }
        guard let order = Value.order(low, high) else { return .null(because: "这个区间不能逐个列出") }
        return order > 0 ? nil : count(from: low, to: high, &run, step)
    }
}

/// for … return.
final class IterationStep: Step {
    let walk: Walk
    /// The slot of the results so far; nil where the body does not look at them.
    let partial: Int?
    let body: any Step

    init(_ iterators: [Node.Iterator], partial: Int, _ body: Node) {
        walk = Walk(iterators)
        self.partial = body.names(slot: partial) ? partial : nil
        self.body = body.step
    }

    func evaluate(_ run: inout Run) -> Value {
        var results: [Value] = []
        let fault = walk.all(&run) { run in
            if let partial { run.slots[partial] = .list(results) }
            let value = body.evaluate(&run)
            // Taken away, so that the next result is put into the same memory.
            if let partial { run.slots[partial] = .null }
            results.append(value)
            return nil
        }
        return fault ?? run.bearing(.list(results))
    }
}

extension Node {
    /// Whether a slot is named in it; a function within may name any.
    fileprivate func names(slot: Int) -> Bool {
        var isNamed = false
        visit { node in
            switch node.kind {
            case .slot(let named): isNamed = isNamed || named == slot
            case .itemEntry(_, let item, _): isNamed = isNamed || item == slot
            case .function: isNamed = true
            default: break
            }
        }
        return isNamed
    }
}

/// some: true once one is true; every: false once one is false; null when that hangs on a null.
final class QuantifiedStep: Step {
    let isEvery: Bool
    let walk: Walk
    let body: any Step

    init(every isEvery: Bool, _ iterators: [Node.Iterator], _ body: Node) {
        self.isEvery = isEvery
        walk = Walk(iterators)
        self.body = body.step
    }

    func evaluate(_ run: inout Run) -> Value {
        var unknown: Value?
        let decided = walk.all(&run) { run in
            let value = body.evaluate(&run)
            if case .boolean(let boolean) = value { return boolean != isEvery ? .boolean(!isEvery) : nil }
            unknown = value.isNull ? value : .null(because: "条件应为是否，却是\(value.type.chinese)")
            return nil
        }
        return decided ?? unknown ?? .boolean(isEvery)
    }
}

extension Value {
    static func step(_ value: Value, by count: Int) -> Value {
        switch value {
        case .number(let number): number.adding(Number(count)).map(Value.number) ?? .null
        case .date(let date): date.adding(days: count).map(Value.date) ?? .null
        default: .null
        }
    }
}
