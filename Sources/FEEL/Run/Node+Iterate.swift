extension Node {
    /// for … return: every combination of the iterators, the first varying slowest.
    func iterate(_ iterators: [Iterator], partial: Int, _ body: Node, _ run: inout Run) -> Value {
        var results: [Value] = []
        let fault = walk(iterators[...], &run) { run in
            run.slots[partial] = .list(results)
            let value = body.evaluate(&run)
            run.slots[partial] = .null
            results.append(value)
            return nil
        }
        return fault ?? run.bearing(.list(results))
    }

    /// some: true once one is true; every: false once one is false; null when that hangs on a null.
    func quantify(every: Bool, _ iterators: [Iterator], _ body: Node, _ run: inout Run) -> Value {
        var unknown: Value?
        let decided = walk(iterators[...], &run) { run in
            let value = body.evaluate(&run)
            if case .boolean(let boolean) = value { return boolean != every ? .boolean(!every) : nil }
            unknown = value.isNull ? value : .null(because: "条件应为是否，却是\(value.type.chinese)")
            return nil
        }
        return decided ?? unknown ?? .boolean(every)
    }

    /// Runs `visit` for every combination until it gives a value; a source that cannot be walked gives null.
    private func walk(
        _ iterators: ArraySlice<Iterator>, _ run: inout Run, _ visit: (inout Run) -> Value?
    ) -> Value? {
        guard let iterator = iterators.first else { return visit(&run) }
        let rest = iterators.dropFirst()
        let source = iterator.source.evaluate(&run)
        func step(_ item: Value, _ run: inout Run) -> Value? {
            guard run.spend() else { return Run.exhausted }
            run.slots[iterator.slot] = item
            return walk(rest, &run, visit)
        }
        if let end = iterator.upTo {
            return count(from: source, to: end.evaluate(&run), &run, step)
        }
        switch source {
        case .list(let items):
            for item in items {
                if let value = step(item, &run) { return value }
            }
            return nil
        case .range(let range):
            return count(from: range, &run, step)
        case .null: return source.reason == nil ? .null(because: "“\(iterator.name)”要走的列表是空值") : source
        default: return step(source, &run)
        }
    }

    private func count(
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

    private func count(
        from range: RangeValue, _ run: inout Run, _ step: (Value, inout Run) -> Value?
    ) -> Value? {
        var (low, high) = (range.low, range.high)
        if !range.includesLow { low = Value.step(low, by: 1) }
        if !range.includesHigh { high = Value.step(high, by: -1) }
        guard let order = Value.order(low, high) else { return .null(because: "这个区间不能逐个列出") }
        return order > 0 ? nil : count(from: low, to: high, &run, step)
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
