import FEEL

extension Logic {
    func outcome(_ frame: inout [Value], _ run: inout Run) -> Value {
        switch kind {
        case .constant(let value): return value
        case .expression(let bound): return bound.evaluate(frame, &run)
        case .checked(let logic): return logic.evaluate(&frame, &run)
        case .context(let entries, let result): return context(entries, result, &frame, &run)
        case .list(let items): return .list(items.map { $0.evaluate(&frame, &run) })
        case .relation(let columns, let rows):
            return .list(
                rows.map { row in
                    .context(Context(zip(columns, row).map { ($0, $1.evaluate(&frame, &run)) }))
                })
        case .invocation(let function, let bindings): return invoke(function, bindings, &frame, &run)
        case .table(let table): return table.evaluate(&frame, &run)
        case .function(let function): return .function(Closure(function, frame))
        case .conditional(let condition, let first, let second):
            return condition.evaluate(&frame, &run).isTrue
                ? first.evaluate(&frame, &run) : second.evaluate(&frame, &run)
        case .filter(let source, let condition, let places):
            return filter(source, &frame, &run) { item, frame, run in
                condition.evaluate(item, places: places, in: frame, &run)
            }
        case .filterEach(let source, let place, let entries, let match):
            return filter(source, &frame, &run) { item, frame, run in
                frame[place] = item
                for entry in entries { frame[entry.place] = item.context?[entry.name] ?? .null }
                return match.evaluate(&frame, &run)
            }
        case .iteration(let source, let item, let partial, let body):
            return iterate(source, item, partial, body, &frame, &run)
        case .quantified(let every, let source, let item, let condition):
            return quantify(every, source, item, condition, &frame, &run)
        }
    }

    private func context(
        _ entries: [Entry], _ result: Logic?, _ frame: inout [Value], _ run: inout Run
    ) -> Value {
        var context = Context(capacity: result == nil ? entries.count : 0)
        for index in entries.indices {
            let entry = entries[index]
            let value = entry.value.evaluate(&frame, &run)
            frame[entry.place] = value
            if result == nil { context.append(new: entry.name, value) }
        }
        return result?.evaluate(&frame, &run) ?? .context(context)
    }

    private func invoke(
        _ callee: Logic, _ bindings: [(name: String, value: Logic?)], _ frame: inout [Value], _ run: inout Run
    ) -> Value {
        let value = callee.evaluate(&frame, &run)
        guard case .function(let function) = value else {
            return value.reason != nil ? value : .null(because: "这里不是函数，不能调用")
        }
        let names = function.parameters
        var arguments: [Value] = names.map { .null(because: "没有给参数“\($0)”") }
        for binding in bindings {
            guard let place = names.firstIndex(of: binding.name) else {
                return .null(because: "函数没有叫“\(binding.name)”的参数，有的是：\(names.joined(separator: "、"))")
            }
            arguments[place] = binding.value?.evaluate(&frame, &run) ?? .null
        }
        return run.call(function, arguments)
    }

    /// The items of a list, an interval or a single value; nil with the reason in `fault`.
    private func items(_ source: Logic, _ frame: inout [Value], _ run: inout Run) -> Result<[Value], NullFault> {
        let value = source.evaluate(&frame, &run)
        let all = Self.walker.map { $0.evaluate(only: value, &run) } ?? value
        if case .list(let items) = all { return .success(items) }
        return .failure(NullFault(value: all))
    }

    /// Lists what `for` would walk through.
    private static let walker = try? Expression.parse(
        "for i in list return i", scope: Scope([FEELType.Field("list", .any)], mode: .standard))

    /// The items that match; null when the match says neither yes nor no (the official suite, 1151, 004).
    private func filter(
        _ source: Logic, _ frame: inout [Value], _ run: inout Run,
        _ match: (Value, inout [Value], inout Run) -> Value
    ) -> Value {
        let items: [Value]
        switch source.evaluate(&frame, &run) {
        case .list(let list): items = list
        case .null(let reason): return .null(reason)
        case let single: items = [single]
        }
        var kept: [Value] = []
        for item in items {
            guard run.spend() else { return Run.exhausted }
            switch match(item, &frame, &run) {
            case .boolean(true): kept.append(item)
            case .boolean, .null: break
            case let other: return .null(because: "筛选的条件应为是否，却是\(other.type.chinese)")
            }
        }
        return .list(kept)
    }

    private func iterate(
        _ source: Logic, _ place: Int, _ partial: Int, _ body: Logic, _ frame: inout [Value], _ run: inout Run
    ) -> Value {
        switch items(source, &frame, &run) {
        case .failure(let fault): return fault.value
        case .success(let items):
            var results: [Value] = []
            for item in items {
                guard run.spend() else { return Run.exhausted }
                frame[place] = item
                frame[partial] = .list(results)
                let result = body.evaluate(&frame, &run)
                frame[partial] = .null
                results.append(result)
            }
            return .list(results)
        }
    }

    private func quantify(
        _ every: Bool, _ source: Logic, _ place: Int, _ condition: Logic, _ frame: inout [Value], _ run: inout Run
    ) -> Value {
        switch items(source, &frame, &run) {
        case .failure(let fault): return fault.value
        case .success(let items):
            var unknown: Value?
            for item in items {
                guard run.spend() else { return Run.exhausted }
                frame[place] = item
                let value = condition.evaluate(&frame, &run)
                if case .boolean(let holds) = value {
                    if holds != every { return .boolean(!every) }
                } else {
                    unknown = value.isNull ? value : .null(because: "条件应为是否，却是\(value.type.chinese)")
                }
            }
            return unknown ?? .boolean(every)
        }
    }
}

/// A null that stands for a list.
private struct NullFault: Error {
    let value: Value
}
