import FEEL

extension Program {
    /// What is known of a decision when this is known of the inputs.
    func partial(_ order: [Int], _ inputs: [PartialValue], _ run: inout Run) -> PartialValue {
        var results: [Int: PartialValue] = [:]
        for place in order {
            let unit = decisions[place]
            var frame = unit.sources.map { partial($0, inputs, results) }
            while frame.count < unit.frameSize { frame.append(.known(.null)) }
            results[place] = unit.logic.partial(&frame, &run)
        }
        return order.last.flatMap { results[$0] } ?? .known(.null)
    }

    private func partial(_ source: Source, _ inputs: [PartialValue], _ results: [Int: PartialValue]) -> PartialValue {
        switch source {
        case .input(let place): inputs[place]
        case .decision(let place): results[place] ?? .known(.null)
        case .function(let place): .known(.function(ModelFunction(self, place)))
        case .group(let members): .parts(members.map { ($0.name, partial($0.source, inputs, results)) })
        case .nothing(let reason): .known(.null(reason))
        }
    }
}

extension Logic {
    /// What is known of its value when this is known of the frame's.
    func partial(_ frame: inout [PartialValue], _ run: inout Run) -> PartialValue {
        let isKnown = frame.allSatisfy { $0.value != nil }
        let unknown: Set<Int> = isKnown ? [] : kind.places.filter { frame[$0].value == nil }
        guard !unknown.isEmpty else {
            var values = frame.map { $0.value ?? .null }
            return .known(evaluate(&values, &run))
        }
        let outcome = form(unknown, &frame, &run)
        guard let check else { return outcome }
        if outcome.possible != nil { return outcome.mapped { check.accept($0, &run) } }
        return check.feel == .boolean ? .truth(outcome.unknowns) : .open(outcome.unknowns)
    }

    private func form(_ unknown: Set<Int>, _ frame: inout [PartialValue], _ run: inout Run) -> PartialValue {
        switch kind {
        case .expression(let bound): return bound.partial(frame, &run)
        case .checked(let logic): return logic.partial(&frame, &run)
        case .table(let table): return table.partial(&frame, &run)
        case .context(let entries, let result):
            var parts: [(name: String, value: PartialValue)] = []
            for entry in entries {
                let value = entry.value.partial(&frame, &run)
                frame[entry.place] = value
                parts.append((entry.name, value))
            }
            return result?.partial(&frame, &run) ?? .parts(parts)
        case .conditional(let condition, let first, let second):
            let truth = condition.partial(&frame, &run)
            var outcomes: [PartialValue] = []
            if truth.possible?.contains(where: \.isTrue) ?? true { outcomes.append(first.partial(&frame, &run)) }
            if !(truth.possible?.allSatisfy(\.isTrue) ?? false) { outcomes.append(second.partial(&frame, &run)) }
            return .joined(outcomes, truth.unknowns)
        default: return .open(unknown.reduce(into: []) { $0.formUnion(frame[$1].unknowns) })
        }
    }
}

extension Bound {
    func partial(_ frame: [PartialValue], _ run: inout Run) -> PartialValue {
        expression.partial(places.map { frame[$0] }, &run)
    }
}

extension TableLogic {
    /// How a row or a cell fares.
    private enum Verdict {
        case passes
        case fails
        case depends(Set<Int>)
    }

    func partial(_ frame: inout [PartialValue], _ run: inout Run) -> PartialValue {
        var values: [PartialValue] = []
        for input in inputs {
            var value: PartialValue =
                input.subject?.partial(frame, &run) ?? .known(.null(because: "条件列没有写要看的值"))
            if let type = input.type {
                value = value.possible == nil ? .open(value.unknowns) : value.mapped { type.accept($0, &run) }
            }
            frame[input.place] = value
            values.append(value)
        }
        var outside: Set<Int> = []
        for (column, input) in inputs.enumerated() {
            switch verdict(of: input.allowed, values[column], frame, &run) {
            case .passes: break
            case .fails: return .known(.null(because: "第 \(column + 1) 列的值不在允许的值之内"))
            case .depends(let unknowns): outside.formUnion(unknowns)
            }
        }
        let inside = settled(values, frame, &run)
        return outside.isEmpty ? inside : .joined([inside, .known(.null(because: "不在允许的值之内"))], outside)
    }

    private func verdict(of cell: Cell, _ value: PartialValue, _ frame: [PartialValue], _ run: inout Run) -> Verdict {
        let outcome: PartialValue
        switch cell {
        case .anything: return .passes
        case .unreadable: return .fails
        case .expression(let bound): outcome = bound.partial(frame, &run)
        case .oneOf, .within, .noneOf: outcome = value.mapped { cell.passes($0, [], &run) }
        }
        guard let possible = outcome.possible else { return .depends(outcome.unknowns) }
        if possible.allSatisfy(\.isTrue) { return .passes }
        return possible.contains(where: \.isTrue) ? .depends(outcome.unknowns) : .fails
    }

    private func verdict(ofRow row: Int, _ values: [PartialValue], _ frame: [PartialValue], _ run: inout Run) -> Verdict
    {
        var unknowns: Set<Int> = []
        for (column, cell) in rows[row].cells.enumerated() {
            switch verdict(of: cell, values[column], frame, &run) {
            case .passes: break
            case .fails: return .fails
            case .depends(let more): unknowns.formUnion(more)
            }
        }
        return unknowns.isEmpty ? .passes : .depends(unknowns)
    }

    /// What the rows come to that pass or may pass.
    private func settled(_ values: [PartialValue], _ frame: [PartialValue], _ run: inout Run) -> PartialValue {
        var (sure, doubtful): ([Int], [Int]) = ([], [])
        var deciding: Set<Int> = []
        for row in rows.indices {
            switch verdict(ofRow: row, values, frame, &run) {
            case .passes: sure.append(row)
            case .fails: continue
            case .depends(let unknowns):
                doubtful.append(row)
                deciding.formUnion(unknowns)
            }
            if hitPolicy == .first, !sure.isEmpty { break }
        }
        if doubtful.isEmpty { return outcome(of: sure, frame, &run) }
        var outcomes = (sure + doubtful).map { outcome(of: [$0], frame, &run) }
        switch hitPolicy {
        case .first: break
        case .unique:
            if sure.count > 1 || (sure.count == 1 && !doubtful.isEmpty) || doubtful.count > 1 {
                outcomes.append(.known(.null(because: "不止一行符合")))
            }
        case .any:
            // Rows that differ make it null; alike they say the same.
            if PartialValue.joined(outcomes, []).value == nil { outcomes.append(.known(.null(because: "结果不一致"))) }
        default:
            return .open(outcomes.reduce(into: deciding) { $0.formUnion($1.unknowns) })
        }
        if sure.isEmpty { outcomes.append(outcome(of: [], frame, &run)) }
        return .joined(outcomes, deciding)
    }

    /// What these rows come to when they are those that pass.
    private func outcome(of fired: [Int], _ frame: [PartialValue], _ run: inout Run) -> PartialValue {
        let used = fired.isEmpty ? outputs.compactMap(\.fallback) : fired.flatMap { rows[$0].results.compactMap { $0 } }
        let unknown = Set(used.flatMap(\.places)).filter { frame[$0].value == nil }
        if unknown.isEmpty { return .known(settle(fired, frame.map { $0.value ?? .null }, &run)) }
        let open = PartialValue.open(unknown.reduce(into: []) { $0.formUnion(frame[$1].unknowns) })
        guard outputs.count == 1, let output = outputs.first, used.count == 1, let result = used.first,
            ![.collect, .ruleOrder, .outputOrder].contains(hitPolicy) || fired.isEmpty
        else { return open }
        let value = result.partial(frame, &run)
        guard let type = output.type else { return value }
        return value.possible == nil ? .open(value.unknowns) : value.mapped { type.accept($0, &run) }
    }
}
