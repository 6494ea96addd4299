import FEEL

/// Brings one checked expression into strict terms.
struct Lowering {
    var core: StrictCore
    var slots: [Int: Meaning]
    /// How many functions are open.
    var depth = 0
    /// The decision it belongs to, for reasons.
    let origin: String
    /// The boxed functions that are being put in.
    var open: [String] = []
    /// How many lines of the file stand before the text.
    var linesBefore = 0

    func refuse(_ place: Place, _ message: String) -> ExpressionFault {
        ExpressionFault(place, "严格决策不能这样写：\(message)")
    }

    mutating func meaning(_ node: Node) throws(ExpressionFault) -> Meaning {
        switch node.kind {
        case .constant(let value): return try constant(value, node.place)
        case .slot(let slot):
            guard let meaning = slots[slot] else { throw refuse(node.place, "这个名称在这里没有值") }
            return meaning
        case .path(let base, let name): return try path(try meaning(base), name, node.place)
        case .list(let nodes):
            var items: [Meaning] = []
            for node in nodes { items.append(try meaning(node)) }
            return .list(of: items)
        case .context(let entries): return try context(entries)
        case .range(let low, let includesLow, let high, let includesHigh, let comparison):
            return try range(low, includesLow, high, includesHigh, comparison, node.place)
        case .negation, .arithmetic: return .term(try arithmetic(node))
        case .comparison, .all, .any, .between, .membership, .not, .quantified:
            return .term(try condition(node))
        case .conditional(let test, let first, let second):
            return try choose(try condition(test), try meaning(first), try meaning(second), node.place)
        case .iteration(let iterators, _, let body): return try iteration(iterators, body, node.place)
        case .filter(let base, let item, let test): return try filter(base, item, test, node.place)
        case .builtIn(let builtIn, let arguments): return try call(builtIn, arguments, node)
        case .call(let callee, let arguments): return try call(callee, arguments, node.place)
        case .function(let function): return .function(.literal(function, captured: slots))
        case .itemEntry(let name, let item, let otherwise):
            if case .record(let entries)? = slots[item], let entry = entries.first(where: { $0.name == name }) {
                return entry.meaning
            }
            return try meaning(otherwise)
        case .instance: throw refuse(node.place, "类型要在计算前就知道，不用 instance of")
        }
    }

    /// The single value that a node stands for.
    mutating func term(_ node: Node) throws(ExpressionFault) -> TermID {
        let meaning = try meaning(node)
        guard case .term(let id) = meaning else { throw refuse(node.place, "这里应为一个值，却是\(meaning.chinese)") }
        return id
    }

    mutating func term(_ node: Node, _ kind: StrictKind) throws(ExpressionFault) -> TermID {
        let id = try term(node)
        guard core.graph.kind(id) == kind else {
            throw refuse(node.place, "这里应为\(kind.chinese)，却是\(core.graph.kind(id).chinese)")
        }
        return id
    }

    mutating func constant(_ value: Value, _ place: Place) throws(ExpressionFault) -> Meaning {
        switch value {
        case .number(let number):
            guard let exact = Exact(exactly: number) else { throw refuse(place, "数字的位数太多") }
            return .term(core.graph.add(.constant(exact), .number, .constant, place))
        case .boolean(let boolean):
            return .term(core.graph.add(.constant(boolean ? .one : .zero), .boolean, .constant, place))
        case .string(let text):
            let code = Exact(Int128(core.code(of: text)))
            return .term(core.graph.add(.constant(code), .text, .constant, place))
        case .date(let date):
            return .term(core.graph.add(.constant(Exact(Int128(date.dayNumber))), .date, .constant, place))
        case .daysTime(let span):
            let day: Int128 = 86_400_000_000_000
            guard span.nanoseconds % day == 0 else { throw refuse(place, "时长要是整天") }
            return .term(core.graph.add(.constant(Exact(span.nanoseconds / day)), .days, .constant, place))
        case .yearsMonths(let span):
            return .term(core.graph.add(.constant(Exact(Int128(span.months))), .months, .constant, place))
        case .null: throw refuse(place, "空值不能参加决定钱或权利的计算，请写明没有时怎么办")
        case .list(let items):
            var meanings: [Meaning] = []
            for item in items { meanings.append(try constant(item, place)) }
            return .list(of: meanings)
        case .context(let context):
            var entries: [Meaning.Entry] = []
            for entry in context.entries {
                entries.append(Meaning.Entry(name: entry.name, meaning: try constant(entry.value, place)))
            }
            return .record(entries)
        default: throw refuse(place, "\(value.type.chinese)不能用在这里")
        }
    }

    mutating func path(_ base: Meaning, _ name: String, _ place: Place) throws(ExpressionFault) -> Meaning {
        switch base {
        case .record(let entries):
            if let entry = entries.first(where: { $0.name == name }) { return entry.meaning }
            throw refuse(place, "没有“\(name)”这一项")
        case .rows(var rows):
            rows.item = try path(rows.item, name, place)
            return .rows(rows)
        case .list(let items):
            var parts: [Meaning.Item] = []
            for item in items {
                parts.append(Meaning.Item(test: item.test, meaning: try path(item.meaning, name, place)))
            }
            return .list(parts)
        case .term(let id):
            if let part = try property(name, of: id, place) { return .term(part) }
            throw refuse(place, "\(core.graph.kind(id).chinese)没有“.\(name)”可取")
        default: throw refuse(place, "这里不能取“.\(name)”")
        }
    }

    private mutating func context(_ entries: [Node.Entry]) throws(ExpressionFault) -> Meaning {
        var result: [Meaning.Entry] = []
        for entry in entries {
            let meaning = try meaning(entry.value)
            slots[entry.slot] = meaning
            result.append(Meaning.Entry(name: entry.name, meaning: meaning))
        }
        return .record(result)
    }

    mutating func number(_ value: Exact, _ place: Place) -> TermID {
        core.graph.add(.constant(value), .number, .constant, place)
    }

    mutating func boolean(_ value: Bool, _ place: Place) -> TermID {
        core.graph.add(.constant(value ? .one : .zero), .boolean, .constant, place)
    }

    /// Where a term of these parts is worked out.
    func level(_ parts: [TermID], _ place: Place) throws(ExpressionFault) -> Level {
        var result = Level.constant
        for part in parts {
            let level = core.graph.level(part)
            if level == .constant || level == result { continue }
            guard result == .constant else {
                throw refuse(place, "子行的条件和值只能用这一行自己的字段和固定的数，不能与上一级的值混用")
            }
            result = level
        }
        return result
    }

    /// One of two meanings of the same shape.
    mutating func choose(
        _ test: TermID, _ first: Meaning, _ second: Meaning, _ place: Place
    ) throws(ExpressionFault) -> Meaning {
        switch (first, second) {
        case (.term(let a), .term(let b)): return .term(try choose(test, a, b, place))
        case (.record(let a), .record(let b)) where a.map(\.name) == b.map(\.name):
            var entries: [Meaning.Entry] = []
            for (left, right) in zip(a, b) {
                let meaning = try choose(test, left.meaning, right.meaning, place)
                entries.append(Meaning.Entry(name: left.name, meaning: meaning))
            }
            return .record(entries)
        default: throw refuse(place, "两边应是同一种值，却是\(first.chinese)与\(second.chinese)")
        }
    }

    mutating func choose(_ test: TermID, _ a: TermID, _ b: TermID, _ place: Place) throws(ExpressionFault) -> TermID {
        let kinds = (core.graph.kind(a), core.graph.kind(b))
        let isFailure = (isFailure(a), isFailure(b))
        guard kinds.0 == kinds.1 || isFailure.0 || isFailure.1 else {
            throw refuse(place, "两边应是同一种值，却是\(kinds.0.chinese)与\(kinds.1.chinese)")
        }
        if case .constant(let value) = core.graph[test] { return value.isZero ? b : a }
        if a == b, core.graph.isSafe(test) { return a }
        let level = try level([test, a, b], place)
        return core.graph.add(.choose(test, a, b), isFailure.0 ? kinds.1 : kinds.0, level, place)
    }

    private func isFailure(_ id: TermID) -> Bool {
        if case .fail = core.graph[id] { return true }
        return false
    }
}
