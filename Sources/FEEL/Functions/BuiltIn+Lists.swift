extension BuiltIn {
    private static let anyList: FEELType = .list(.any)

    /// DMN 1.5, table 74, and sort (table 79).
    static let lists: [BuiltIn] = aggregates + edits + conditions

    private static func itemType(_ types: [FEELType]) -> FEELType {
        guard let first = types.first else { return .any }
        if types.count == 1, case .list(let item) = first { return item }
        return types.dropFirst().reduce(first) { $0.joined($1) }
    }

    private static func firstType(_ types: [FEELType]) -> FEELType { types.first ?? anyList }

    /// The items of a function that takes a list or its items one by one.
    static func items(_ arguments: [Value]) -> [Value]? {
        guard let first = arguments.first else { return nil }
        if arguments.count > 1 { return arguments }
        switch first {
        case .list(let items): return items
        case .null: return nil
        default: return arguments
        }
    }

    static func numbersOf(_ arguments: [Value]) -> [Number]? {
        guard let items = items(arguments) else { return nil }
        var numbers: [Number] = []
        for item in items {
            guard case .number(let number) = item else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    private static let listForms: [[(String, FEELType)]] = [[("list", anyList)], [("item", .any)]]

    private static let aggregates: [BuiltIn] = [
        BuiltIn("count", [[("list", anyList)]], .number) { arguments, _ in
            arguments[0].list.map { .number($0.count) } ?? .null
        },
        BuiltIn(
            "min", listForms, variadic: true, .any, resultOf: itemType, twoNumbers: { .number($1 < $0 ? $1 : $0) }
        ) { arguments, _ in extreme(arguments, -1) },
        BuiltIn(
            "max", listForms, variadic: true, .any, resultOf: itemType, twoNumbers: { .number($1 > $0 ? $1 : $0) }
        ) { arguments, _ in extreme(arguments, 1) },
        BuiltIn("sum", listForms, variadic: true, .any, resultOf: itemType) { arguments, _ in
            guard let items = items(arguments), var total = items.first else { return .null(because: "没有可相加的项") }
            for index in 1..<items.count { total = Value.arithmetic(.add, total, items[index]) }
            switch total {
            case .number, .daysTime, .yearsMonths: return total
            case .null: return total
            default: return .null
            }
        },
        BuiltIn("product", listForms, variadic: true, .number) { arguments, _ in
            guard let numbers = numbersOf(arguments), !numbers.isEmpty else { return .null }
            var result = Number.one
            for number in numbers {
                guard let next = result.multiplied(by: number) else { return Value.tooLarge }
                result = next
            }
            return .number(result)
        },
        BuiltIn("mean", listForms, variadic: true, .number) { arguments, _ in
            guard let numbers = numbersOf(arguments), !numbers.isEmpty else { return .null }
            return total(numbers)?.divided(by: Number(numbers.count)).map(Value.number) ?? Value.tooLarge
        },
        BuiltIn("median", listForms, variadic: true, .number) { arguments, _ in
            guard let numbers = numbersOf(arguments)?.sorted(), !numbers.isEmpty else { return .null }
            let middle = numbers.count / 2
            if numbers.count % 2 == 1 { return .number(numbers[middle]) }
            return numbers[middle - 1].adding(numbers[middle])?.divided(by: 2).map(Value.number) ?? Value.tooLarge
        },
        BuiltIn("stddev", listForms, variadic: true, .number) { arguments, _ in
            guard let numbers = numbersOf(arguments), numbers.count > 1 else { return .null }
            guard let mean = total(numbers)?.divided(by: Number(numbers.count)) else { return Value.tooLarge }
            let squares = numbers.compactMap { number in
                number.subtracting(mean).flatMap { $0.multiplied(by: $0) }
            }
            return total(squares)?.divided(by: Number(numbers.count - 1))?.squareRoot.map(Value.number)
                ?? Value.tooLarge
        },
        BuiltIn("mode", listForms, variadic: true, .list(.number)) { arguments, _ in
            guard let numbers = numbersOf(arguments) else { return .null }
            let counts = Dictionary(numbers.map { ($0, 1) }, uniquingKeysWith: +)
            let most = counts.values.max() ?? 0
            return .list(counts.filter { $0.value == most }.keys.sorted().map(Value.number))
        },
    ]

    private static func total(_ numbers: [Number]) -> Number? {
        var sum = Number.zero
        for number in numbers {
            guard let next = sum.adding(number) else { return nil }
            sum = next
        }
        return sum
    }

    private static func extreme(_ arguments: [Value], _ sign: Int) -> Value {
        guard let items = items(arguments), var best = items.first else { return .null }
        for item in items {
            guard let order = Value.order(item, best) else {
                return Value.mismatch(sign < 0 ? "min" : "max", best, item)
            }
            if order == sign { best = item }
        }
        return best
    }

    /// all and any: null when it hangs on something that is not a boolean.
    private static func connect(_ arguments: [Value], deciding: Bool) -> Value {
        guard let items = items(arguments) else { return .null }
        var unknown = false
        for item in items {
            guard let boolean = item.boolean else {
                unknown = true
                continue
            }
            if boolean == deciding { return .boolean(deciding) }
        }
        return unknown ? .null(because: "列表里有不是“是否”的项") : .boolean(!deciding)
    }

    private static let conditions: [BuiltIn] = [
        BuiltIn("all", listForms, variadic: true, .boolean) { arguments, _ in connect(arguments, deciding: false) },
        BuiltIn("any", listForms, variadic: true, .boolean) { arguments, _ in connect(arguments, deciding: true) },
        BuiltIn("list contains", [[("list", anyList), ("element", .any)]], .boolean) { arguments, _ in
            guard let items = arguments[0].list else { return .null }
            return .boolean(items.contains { Value.equal($0, arguments[1]) == true })
        },
        BuiltIn(
            "sort", [[("list", anyList), ("precedes?", .function([.any, .any], .boolean))]], anyList,
            resultOf: firstType
        ) {
            arguments, run in
            guard let items = arguments[0].list else { return .null }
            guard arguments.count > 1 else { return sorted(items) { Value.compare(.less, $0, $1) } }
            guard case .function(let precedes) = arguments[1] else { return .null }
            var inner = run
            let result = sorted(items) { inner.call(precedes, [$0, $1]) }
            run.allowance = inner.allowance
            return result
        },
    ]

    /// Merge sort: stable, and safe with a comparison that contradicts itself.
    private static func sorted(_ items: [Value], _ precedes: (Value, Value) -> Value) -> Value {
        var source = items
        var width = 1
        while width < source.count {
            var result: [Value] = []
            result.reserveCapacity(source.count)
            var start = 0
            while start < source.count {
                let middle = min(start + width, source.count)
                let end = min(start + 2 * width, source.count)
                var (left, right) = (start, middle)
                while left < middle, right < end {
                    let outcome = precedes(source[right], source[left])
                    guard let first = outcome.boolean else { return outcome.isNull ? outcome : .null }
                    if first {
                        result.append(source[right])
                        right += 1
                    } else {
                        result.append(source[left])
                        left += 1
                    }
                }
                result += source[left..<middle]
                result += source[right..<end]
                start = end
            }
            source = result
            width *= 2
        }
        return .list(source)
    }

    private static let edits: [BuiltIn] = [
        BuiltIn(
            "sublist", [[("list", anyList), ("start position", .number), ("length?", .number)]], anyList,
            resultOf: firstType
        ) { arguments, _ in
            guard let items = arguments[0].list, let start = arguments[1].number?.integer, start != 0 else {
                return .null
            }
            let from = start > 0 ? start - 1 : items.count + start
            guard from >= 0, from <= items.count else { return .null(because: "列表没有第 \(start) 项") }
            guard arguments.count > 2 else { return .list(Array(items[from...])) }
            guard let length = arguments[2].number?.integer, length >= 0, length <= items.count - from else {
                return .null(because: "从第 \(start) 项起没有这么多项")
            }
            return .list(Array(items[from..<(from + length)]))
        },
        BuiltIn("append", [[("list", anyList), ("item", .any)]], variadic: true, anyList) { arguments, _ in
            guard var items = arguments[0].list else { return .null }
            for index in 1..<arguments.count { items.append(arguments[index]) }
            return .list(items)
        },
        BuiltIn("concatenate", [[("list", anyList)]], variadic: true, anyList, resultOf: firstType) { arguments, _ in
            var result: [Value] = []
            for argument in arguments {
                guard let items = argument.list else { return .null }
                result += items
            }
            return .list(result)
        },
        BuiltIn("insert before", [[("list", anyList), ("position", .number), ("newItem", .any)]], anyList) {
            arguments, _ in
            guard var items = arguments[0].list, let position = arguments[1].number?.integer,
                let place = place(position, items.count)
            else { return .null(because: "列表没有这个位置") }
            items.insert(arguments[2], at: place)
            return .list(items)
        },
        BuiltIn("remove", [[("list", anyList), ("position", .number)]], anyList, resultOf: firstType) { arguments, _ in
            guard var items = arguments[0].list, let position = arguments[1].number?.integer,
                let place = place(position, items.count)
            else { return .null(because: "列表没有这个位置") }
            items.remove(at: place)
            return .list(items)
        },
        BuiltIn(
            "list replace",
            [
                [("list", anyList), ("position", .number), ("newItem", .any)],
                [("list", anyList), ("match", .function([.any, .any], .boolean)), ("newItem", .any)],
            ], anyList
        ) { arguments, run in listReplace(arguments, &run) },
        BuiltIn("reverse", [[("list", anyList)]], anyList, resultOf: firstType) { arguments, _ in
            arguments[0].list.map { .list($0.reversed()) } ?? .null
        },
        BuiltIn("index of", [[("list", anyList), ("match", .any)]], .list(.number)) { arguments, _ in
            guard let items = arguments[0].list else { return .null }
            let places = items.enumerated().filter { Value.equal($1, arguments[1]) == true }
            return .list(places.map { .number($0.offset + 1) })
        },
        BuiltIn("union", [[("list", anyList)]], variadic: true, anyList, resultOf: firstType) { arguments, run in
            var all: [Value] = []
            for argument in arguments {
                guard let items = argument.list else { return .null }
                all += items
            }
            return distinct(all, &run)
        },
        BuiltIn("distinct values", [[("list", anyList)]], anyList, resultOf: firstType) { arguments, run in
            arguments[0].list.map { distinct($0, &run) } ?? .null
        },
        BuiltIn("flatten", [[("list", anyList)]], anyList) { arguments, _ in
            arguments[0].list.map { .list(flattened($0)) } ?? .null
        },
    ]

    private static func place(_ position: Int, _ count: Int) -> Int? {
        let place = position > 0 ? position - 1 : count + position
        return position != 0 && place >= 0 && place < count ? place : nil
    }

    private static func listReplace(_ arguments: [Value], _ run: inout Run) -> Value {
        guard arguments.count == 3, var items = arguments[0].fitted(to: anyList)?.list else { return .null }
        switch arguments[1] {
        case .number(let number):
            guard let position = number.rounded(scale: 0, .down)?.integer, let place = place(position, items.count)
            else {
                return .null(because: "列表没有这个位置")
            }
            items[place] = arguments[2]
        case .function(let match):
            for index in items.indices {
                guard let matches = run.call(match, [items[index], arguments[2]]).boolean else {
                    return .null(because: "“list replace”的函数应给出是否")
                }
                if matches { items[index] = arguments[2] }
            }
        default: return .null
        }
        return .list(items)
    }

    private static func distinct(_ items: [Value], _ run: inout Run) -> Value {
        var kept: [Value] = []
        for item in items {
            guard run.spend(kept.count) else { return Run.exhausted }
            if !kept.contains(where: { Value.equal($0, item) == true }) { kept.append(item) }
        }
        return .list(kept)
    }

    private static func flattened(_ items: [Value]) -> [Value] {
        items.flatMap { item in if case .list(let inner) = item { flattened(inner) } else { [item] } }
    }
}
