import FEEL

/// Lists that are written in the model: its items, or those of them for which a filter holds.
extension Lowering {
    /// How many items a list may be unrolled to.
    static let maximumItems = 100_000
    /// From how many items on the number of the item is worked out first, where each has several parts.
    static let longList = 16

    /// Joins terms two and two, so that the depth grows with the logarithm of their number; nil for none.
    mutating func balanced(
        _ ids: [TermID], _ place: Place,
        _ join: (inout Lowering, TermID, TermID) throws(ExpressionFault) -> TermID
    ) throws(ExpressionFault) -> TermID? {
        var ids = ids
        while ids.count > 1 {
            var next: [TermID] = []
            for index in stride(from: 0, to: ids.count, by: 2) {
                next.append(index + 1 < ids.count ? try join(&self, ids[index], ids[index + 1]) : ids[index])
            }
            ids = next
        }
        return ids.first
    }

    mutating func total(_ ids: [TermID], _ place: Place) throws(ExpressionFault) -> TermID {
        try balanced(ids, place) { (lowering, a, b) throws(ExpressionFault) in
            try lowering.combine(.sum(a, b), [a, b], lowering.core.graph.kind(a), place)
        } ?? number(.zero, place)
    }

    /// The items for which a condition holds besides.
    mutating func narrowed(
        _ items: [Meaning.Item], _ tests: [TermID], _ place: Place
    ) throws(ExpressionFault) -> [Meaning.Item] {
        var kept: [Meaning.Item] = []
        for (item, test) in zip(items, tests) {
            let both =
                try item.test.map { (known) throws(ExpressionFault) in
                    try join(known, test, both: true, place)
                } ?? test
            if fixed(both)?.isZero == true { continue }
            kept.append(Meaning.Item(test: fixed(both) == nil ? both : nil, meaning: item.meaning))
        }
        return kept
    }

    /// The number, from 1, of the first item that is there; 0 for none. `numbers` may number them otherwise.
    mutating func firstThere(
        _ items: [Meaning.Item], numbers: [Int]? = nil, _ place: Place
    ) throws(ExpressionFault) -> TermID {
        var result = number(.zero, place)
        for index in items.indices.reversed() {
            let own = number(Exact(Int128(numbers?[index] ?? index + 1)), place)
            guard let test = items[index].test else {
                result = own
                continue
            }
            result = try choose(test, own, result, place)
        }
        return result
    }

    /// The first item that is there, else `otherwise`.
    mutating func first(
        _ items: [Meaning.Item], otherwise: Meaning, _ place: Place
    ) throws(ExpressionFault) -> Meaning {
        var isSingle = true
        if case .record(let entries) = items.first?.meaning { isSingle = entries.count < 2 }
        if items.count > Self.longList, !isSingle {
            return try numbered(items, try firstThere(items, place), otherwise: otherwise, place)
        }
        var result = otherwise
        for item in items.reversed() {
            result =
                try item.test.map { (test) throws(ExpressionFault) in
                    try choose(test, item.meaning, result, place)
                } ?? item.meaning
        }
        return result
    }

    /// The item with this number, else `otherwise`.
    mutating func numbered(
        _ items: [Meaning.Item], _ place: TermID, from start: Int128 = 1, otherwise: Meaning, _ at: Place
    ) throws(ExpressionFault) -> Meaning {
        var result = otherwise
        for (index, item) in items.enumerated().reversed() {
            let same = try compare(.equal, place, number(Exact(start + Int128(index)), at), at)
            result = try choose(same, item.meaning, result, at)
        }
        return result
    }

    /// What has the shape of a meaning and no value.
    mutating func failure(like meaning: Meaning, _ message: String, _ place: Place) -> Meaning {
        switch meaning {
        case .record(let entries):
            return .record(
                entries.map { entry in
                    Meaning.Entry(name: entry.name, meaning: failure(like: entry.meaning, message, place))
                })
        case .term(let id): return .term(failure(core.graph.kind(id), message, place))
        default: return .term(failure(.number, message, place))
        }
    }

    mutating func failure(_ kind: StrictKind, _ message: String, _ place: Place) -> TermID {
        let known = core.reasons.lastIndex {
            $0.message == message && $0.origin == origin && $0.line == place.line && $0.column == place.column
        }
        return core.graph.add(.fail(site: known ?? core.site(message, origin, place)), kind, .constant, place)
    }

    /// The item at a number that is written: `[1]` and `[-1]` of a filtered list, any of a whole one.
    mutating func item(
        _ items: [Meaning.Item], at index: Int, _ place: Place
    ) throws(ExpressionFault) -> Meaning {
        guard let sample = items.first?.meaning else { throw refuse(place, "这个列表没有项") }
        if items.allSatisfy({ $0.test == nil }) {
            let position = index > 0 ? index - 1 : items.count + index
            guard items.indices.contains(position), index != 0 else { throw refuse(place, "这个列表没有第 \(index) 项") }
            return items[position].meaning
        }
        guard index == 1 || index == -1 else { throw refuse(place, "挑选后的列表只能取第一项 [1] 或最后一项 [-1]") }
        let none = failure(like: sample, "没有一项符合", place)
        return try first(index == 1 ? items : items.reversed(), otherwise: none, place)
    }

    mutating func count(_ items: [Meaning.Item], _ place: Place) throws(ExpressionFault) -> TermID {
        let zero = number(.zero, place)
        let one = number(.one, place)
        var ones: [TermID] = []
        for item in items {
            ones.append(
                try item.test.map { (test) throws(ExpressionFault) in
                    try choose(test, one, zero, place)
                } ?? one)
        }
        return try total(ones, place)
    }

    /// The sum, least or greatest of the items that are there; none is a reason.
    mutating func gathered(
        _ kind: Aggregate.Kind, _ items: [Meaning.Item], _ name: String, _ place: Place
    ) throws(ExpressionFault) -> TermID {
        var values: [TermID] = []
        for item in items {
            guard case .term(let id) = item.meaning else {
                throw refuse(place, "“\(name)”的参数应是值，却有\(item.meaning.chinese)")
            }
            values.append(id)
        }
        try sameKind(values, place)
        guard let sample = values.first else { throw refuse(place, "没有可以用“\(name)”汇总的值") }
        let valueKind = core.graph.kind(sample)
        let allowed: Set<StrictKind> = kind == .sum ? [.number] : [.number, .date, .days, .months]
        guard allowed.contains(valueKind) else { throw refuse(place, "“\(name)”不能用于\(valueKind.chinese)") }
        let none = failure(valueKind, "没有可以用“\(name)”汇总的值", place)
        let result = try kind == .sum ? sum(items, values, place) : extreme(kind, items, values, place)
        if items.contains(where: { $0.test == nil }) { return result }
        let isThere = try chain(items.compactMap(\.test), both: false, place)
        return try choose(isThere, result, none, place)
    }

    private mutating func sum(
        _ items: [Meaning.Item], _ values: [TermID], _ place: Place
    ) throws(ExpressionFault) -> TermID {
        let zero = number(.zero, place)
        var parts: [TermID] = []
        for (item, value) in zip(items, values) {
            parts.append(
                try item.test.map { (test) throws(ExpressionFault) in
                    try choose(test, value, zero, place)
                } ?? value)
        }
        return try total(parts, place)
    }

    /// Two and two: where both are there the lesser or greater, else the one that is.
    private mutating func extreme(
        _ kind: Aggregate.Kind, _ items: [Meaning.Item], _ values: [TermID], _ place: Place
    ) throws(ExpressionFault) -> TermID {
        var pairs = zip(items, values).map { (test: $0.test, value: $1) }
        while pairs.count > 1 {
            var next: [(test: TermID?, value: TermID)] = []
            for index in stride(from: 0, to: pairs.count, by: 2) {
                guard index + 1 < pairs.count else {
                    next.append(pairs[index])
                    continue
                }
                let (a, b) = (pairs[index], pairs[index + 1])
                var value = try extreme(kind, [a.value, b.value], place)
                if let test = b.test { value = try choose(test, value, a.value, place) }
                if let test = a.test { value = try choose(test, value, b.value, place) }
                var test: TermID?
                if let first = a.test, let second = b.test { test = try join(first, second, both: false, place) }
                next.append((test, value))
            }
            pairs = next
        }
        guard let result = pairs.first else { throw refuse(place, "没有可比较的值") }
        return result.value
    }
}
