import FEEL

extension Lowering {
    mutating func call(_ builtIn: BuiltIn, _ arguments: [Node], _ node: Node) throws(ExpressionFault) -> Meaning {
        let place = node.place
        switch builtIn.name {
        case "not" where arguments.count == 1: return .term(try opposite(try condition(arguments[0]), place))
        case "count" where arguments.count == 1:
            guard case .rows(let rows) = try meaning(arguments[0]), rows.extras.isEmpty else {
                throw refuse(place, "“count”只能数子行")
            }
            return .term(try count(rows, place))
        case "sum": return .term(try gathered(.sum, "sum", arguments, place))
        case "min": return .term(try gathered(.least, "min", arguments, place))
        case "max": return .term(try gathered(.greatest, "max", arguments, place))
        case "append": return try append(arguments, place)
        case "list contains" where arguments.count == 2:
            return .term(try member(try term(arguments[1]), of: try meaning(arguments[0]), place))
        case "abs" where arguments.count == 1:
            let value = try term(arguments[0], .number)
            let zero = number(.zero, place)
            let negative = try combine(.difference(zero, value), [zero, value], .number, place)
            return .term(try combine(.greatest(value, negative), [value, negative], .number, place))
        case "modulo" where arguments.count == 2: return .term(try modulo(arguments, place))
        case "date" where arguments.count == 1:
            if case .constant(.string(let text)) = arguments[0].kind, let date = CivilDate(text) {
                return .term(core.graph.add(.constant(Exact(Int128(date.dayNumber))), .date, .constant, place))
            }
            throw refuse(place, "date 的参数应是写明的日期，如 date(\"2026-01-31\")")
        case "duration" where arguments.count == 1:
            if case .constant(.string(let text)) = arguments[0].kind, text.hasPrefix("P"), text.hasSuffix("D"),
                let days = Int(text.dropFirst().dropLast())
            {
                return .term(core.graph.add(.constant(Exact(Int128(days))), .days, .constant, place))
            }
            throw refuse(place, "时长只能写整天，如 duration(\"P30D\")；按月、按年加减要先定月末怎么算")
        default:
            if let rounding = Self.roundings[builtIn.name] { return .term(try round(rounding, arguments, place)) }
            throw refuse(place, "函数“\(builtIn.name)”不在严格决策可用的函数里")
        }
    }

    private static let roundings: [String: Rounding] = [
        "decimal": .halfEven, "floor": .floor, "ceiling": .ceiling, "round up": .up, "round down": .down,
        "round half up": .halfUp, "round half down": .halfDown,
    ]

    private mutating func round(
        _ rounding: Rounding, _ arguments: [Node], _ place: Place
    ) throws(ExpressionFault) -> TermID {
        let value = try term(arguments[0], .number)
        var scale = 0
        if arguments.count > 1 {
            let digits = try term(arguments[1], .number)
            guard case .constant(let written) = core.graph[digits],
                written.reduced.denominator == 1, written.numerator.magnitude <= 12
            else { throw refuse(place, "取整的位数应是写明的整数，-12 到 12") }
            scale = Int(written.reduced.numerator)
        }
        return try combine(.rounded(value, scale: scale, rounding), [value], .number, place)
    }

    /// x - y × floor(x / y), which has the sign of the divisor.
    private mutating func modulo(_ arguments: [Node], _ place: Place) throws(ExpressionFault) -> TermID {
        let (a, b) = (try term(arguments[0], .number), try term(arguments[1], .number))
        let quotient = try quotient(a, b, place)
        let whole = try combine(.rounded(quotient, scale: 0, .floor), [quotient], .number, place)
        let taken = try combine(.product(b, whole), [b, whole], .number, place)
        return try combine(.difference(a, taken), [a, taken], .number, place)
    }

    /// sum, min and max: over child rows, or over values written one by one.
    private mutating func gathered(
        _ kind: Aggregate.Kind, _ name: String, _ arguments: [Node], _ place: Place
    ) throws(ExpressionFault) -> TermID {
        var items: [Meaning] = []
        for argument in arguments { items.append(try meaning(argument)) }
        if items.count == 1, case .list(let inner) = items[0] { items = inner }
        if items.count == 1, case .rows(let rows) = items[0] { return try aggregate(kind, rows, name, place) }
        var ids: [TermID] = []
        for item in items {
            guard case .term(let id) = item else { throw refuse(place, "“\(name)”的参数应是值，却有\(item.chinese)") }
            ids.append(id)
        }
        if kind != .sum { return try extreme(kind, ids, place) }
        try sameKind(ids, place)
        guard let first = ids.first, core.graph.kind(first) == .number else { throw refuse(place, "没有可相加的数") }
        return try total(first, ids.dropFirst(), place)
    }

    private mutating func append(_ arguments: [Node], _ place: Place) throws(ExpressionFault) -> Meaning {
        guard let first = arguments.first else { throw refuse(place, "append 要有列表") }
        let list = try meaning(first)
        var extras: [TermID] = []
        for argument in arguments.dropFirst() { extras.append(try term(argument)) }
        switch list {
        case .rows(var rows):
            rows.extras += extras
            return .rows(rows)
        case .list(let items): return .list(items + extras.map { .term($0) })
        default: throw refuse(place, "append 的第 1 个参数应是列表，却是\(list.chinese)")
        }
    }

    /// A function written in the model, put in where it is called.
    mutating func call(
        _ callee: Node, _ arguments: [Node.Argument], _ place: Place
    ) throws(ExpressionFault) -> Meaning {
        guard case .function(let function, let captured) = try meaning(callee),
            function.parameters.count == arguments.count
        else { throw refuse(place, "这里应为函数，参数的个数也要对") }
        guard depth < 64 else { throw refuse(place, "函数调用得太深") }
        var inner = captured
        for (index, parameter) in function.parameters.enumerated() {
            let named = arguments.first { $0.name == parameter.name }
            inner[parameter.slot] = try meaning((named ?? arguments[index]).value)
        }
        let outer = slots
        slots = inner
        depth += 1
        defer {
            slots = outer
            depth -= 1
        }
        return try meaning(function.body)
    }
}
