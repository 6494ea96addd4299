import FEEL

extension Lowering {
    mutating func call(_ builtIn: BuiltIn, _ arguments: [Node], _ node: Node) throws(ExpressionFault) -> Meaning {
        let place = node.place
        switch builtIn.name {
        case "not" where arguments.count == 1: return .term(try opposite(try condition(arguments[0]), place))
        case "count" where arguments.count == 1: return .term(try counted(try meaning(arguments[0]), place))
        case "sum": return .term(try gathered(.sum, "sum", arguments, place))
        case "min": return .term(try gathered(.least, "min", arguments, place))
        case "max": return .term(try gathered(.greatest, "max", arguments, place))
        case "mean": return .term(try mean(arguments, place))
        case "years and months duration" where arguments.count == 2:
            let (from, to) = (try term(arguments[0], .date), try term(arguments[1], .date))
            return .term(try wholeMonths(from: from, to: to, place))
        case "add months round down", "add months round up", "add months exactly":
            let (date, months) = (try term(arguments[0], .date), try term(arguments[1], .number))
            let rounding: Rounding? = builtIn.name.hasSuffix("down") ? .down : builtIn.name.hasSuffix("up") ? .up : nil
            return .term(try addMonths(date, months, rounding, place))
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
            if case .constant(.string(let text)) = arguments[0].kind,
                case .constant(let span)? = try? Expression.parse("@\"\(text)\"", scope: .empty).root.kind
            {
                return try constant(span, place)
            }
            throw refuse(place, "时长只能写明整天或整月，如 duration(\"P30D\")、duration(\"P1Y6M\")")
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
        let items = try items(arguments)
        if items.count == 1, case .rows(let rows) = items[0].meaning { return try aggregate(kind, rows, name, place) }
        return try gathered(kind, items, name, place)
    }

    /// The values of a call: one list of them, or each by itself.
    private mutating func items(_ arguments: [Node]) throws(ExpressionFault) -> [Meaning.Item] {
        var items: [Meaning.Item] = []
        for argument in arguments { items.append(Meaning.Item(meaning: try meaning(argument))) }
        if items.count == 1, case .list(let inner) = items[0].meaning { return inner }
        return items
    }

    private mutating func counted(_ meaning: Meaning, _ place: Place) throws(ExpressionFault) -> TermID {
        switch meaning {
        case .rows(let rows) where rows.extras.isEmpty: return try count(rows, place)
        case .list(let items): return try count(items, place)
        default: throw refuse(place, "“count”只能数子行或列表")
        }
    }

    /// The sum over the count, as an exact fraction.
    private mutating func mean(_ arguments: [Node], _ place: Place) throws(ExpressionFault) -> TermID {
        let items = try items(arguments)
        if items.count == 1, case .rows(let rows) = items[0].meaning {
            guard rows.extras.isEmpty else { throw refuse(place, "append 之后只能接 sum、min 或 max") }
            let sum = try aggregate(.sum, rows, "mean", place)
            return try quotient(sum, try count(rows, place), place)
        }
        return try quotient(try gathered(.sum, items, "mean", place), try count(items, place), place)
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
        case .list(let items): return .list(items + extras.map { Meaning.Item(meaning: .term($0)) })
        default: throw refuse(place, "append 的第 1 个参数应是列表，却是\(list.chinese)")
        }
    }

    /// A function written in the model, put in where it is called.
    mutating func call(
        _ callee: Node, _ arguments: [Node.Argument], _ place: Place
    ) throws(ExpressionFault) -> Meaning {
        guard case .function(let function) = try meaning(callee) else { throw refuse(place, "这里应为函数") }
        var values: [(name: String?, meaning: Meaning)] = []
        for argument in arguments { values.append((argument.name, try meaning(argument.value))) }
        return try call(function, values, place)
    }

    /// A function on these arguments, by name or in order.
    mutating func call(
        _ function: Meaning.Function, _ arguments: [(name: String?, meaning: Meaning)], _ place: Place
    ) throws(ExpressionFault) -> Meaning {
        switch function {
        case .literal(let node, let captured):
            let ordered = try ordered(arguments, node.parameters.map(\.name), place)
            guard depth < 64 else { throw refuse(place, "函数调用得太深") }
            var inner = captured
            for (parameter, argument) in zip(node.parameters, ordered) { inner[parameter.slot] = argument }
            let outer = slots
            slots = inner
            depth += 1
            defer {
                slots = outer
                depth -= 1
            }
            return try meaning(node.body)
        case .boxed(let boxed, let names):
            return try call(boxed, try ordered(arguments, boxed.parameters.map(\.name), place), names, place)
        }
    }

    private func ordered(
        _ arguments: [(name: String?, meaning: Meaning)], _ parameters: [String], _ place: Place
    ) throws(ExpressionFault) -> [Meaning] {
        guard arguments.count == parameters.count else {
            throw refuse(place, "函数要 \(parameters.count) 个参数，却有 \(arguments.count) 个")
        }
        var result: [Meaning] = []
        for (index, parameter) in parameters.enumerated() {
            let named = arguments.first { $0.name == parameter }
            guard let argument = named ?? (arguments[index].name == nil ? arguments[index] : nil) else {
                throw refuse(place, "没有给参数“\(parameter)”的值")
            }
            result.append(argument.meaning)
        }
        return result
    }

    /// The body of a boxed function with the arguments bound to its parameters, among the names it may use.
    private mutating func call(
        _ function: StrictForm.Function, _ arguments: [Meaning], _ names: [Meaning.Entry], _ place: Place
    ) throws(ExpressionFault) -> Meaning {
        guard !open.contains(function.name) else { throw refuse(place, "函数“\(function.name)”不能直接或间接调用它自己") }
        guard open.count < 64 else { throw refuse(place, "函数调用得太深") }
        var gathered = StrictCore()
        swap(&core, &gathered)
        let itself = Meaning.Entry(name: function.name, meaning: .function(.boxed(function, names: names)))
        var builder = StrictBuilder(gathered, names: names + [itself], open: open + [function.name])
        gathered = StrictCore()
        defer { swap(&core, &builder.core) }
        do throws(ExpressionFault) {
            for (parameter, argument) in zip(function.parameters, arguments) {
                let value = try builder.checked(
                    argument, parameter.check, "参数“\(parameter.name)”", function.name, function.line)
                builder.bind(parameter.name, value)
            }
            return try builder.meaning(of: function.body, origin: function.name)
        } catch {
            // Its line is one of the file; the text that calls it will add the lines before itself.
            throw ExpressionFault(Place(line: error.line - linesBefore, column: error.column), error.message)
        }
    }
}
