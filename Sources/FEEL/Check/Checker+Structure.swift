extension Checker {
    // MARK: in

    mutating func membership(_ value: Syntax, _ tests: [Syntax], _ place: Place) throws(ExpressionFault) -> Node {
        let subject = try node(value)
        let slot = newSlot()
        locals.append(.variable("?", slot: slot, subject.type))
        defer { locals.removeLast() }
        var nodes: [Node.Test] = []
        for test in tests { nodes.append(try self.test(test, of: subject)) }
        return Node(.membership(subject, slot: slot, nodes), .boolean, place)
    }

    private mutating func test(_ test: Syntax, of subject: Node) throws(ExpressionFault) -> Node.Test {
        if case .comparisonRange(let comparison, let end) = test.kind {
            let node = try node(end)
            let ordered = comparison != .equal && comparison != .notEqual
            try comparable(subject, node, comparison.rawValue, ordered: ordered, test.place)
            return .compare(comparison, node)
        }
        let node = try node(test)
        if test.usesQuestionMark {
            if !node.type.mayBe(.boolean) { try object(test.place, "用到“?”的条件应为是否，却是\(node.type.chinese)") }
            return .predicate(node)
        }
        let wanted: FEELType =
            switch node.type {
            case .range(let end): end
            case .list(.range(let end)): end
            case .list(let item): item
            default: node.type
            }
        if !subject.type.mayBe(wanted), !subject.type.mayBe(node.type) {
            try object(test.place, "“in”前的\(subject.type.chinese)与这里的\(wanted.chinese)不是同一种值")
        }
        return .value(node)
    }

    // MARK: for, some, every

    private mutating func iterators(_ iterators: [Syntax.Iterator]) throws(ExpressionFault) -> [Node.Iterator] {
        var nodes: [Node.Iterator] = []
        for iterator in iterators {
            let source = try node(iterator.source)
            let upTo = if let end = iterator.upTo { try node(end) } else { nil as Node? }
            let slot = newSlot()
            let item: FEELType
            switch source.type {
            case .list(let type) where upTo == nil: item = type
            case .range(let type) where upTo == nil: item = type
            case .number, .date, .any, .null: item = upTo == nil ? .any : source.type
            default:
                if upTo != nil || source.type.isScalar {
                    try object(source.place, "“in”后应为列表或区间，却是\(source.type.chinese)")
                }
                item = .any
            }
            locals.append(.variable(iterator.name, slot: slot, item))
            nodes.append(Node.Iterator(name: iterator.name, slot: slot, source: source, upTo: upTo))
        }
        return nodes
    }

    mutating func iteration(
        _ iterators: [Syntax.Iterator], _ body: Syntax, _ place: Place
    ) throws(ExpressionFault) -> Node {
        let depth = locals.count
        defer { locals.removeSubrange(depth...) }
        let nodes = try self.iterators(iterators)
        let partial = newSlot()
        locals.append(.variable("partial", slot: partial, .list(.any)))
        let result = try node(body)
        return Node(.iteration(nodes, partial: partial, result), .list(result.type), place)
    }

    mutating func quantified(
        every: Bool, _ iterators: [Syntax.Iterator], _ body: Syntax, _ place: Place
    ) throws(ExpressionFault) -> Node {
        let depth = locals.count
        defer { locals.removeSubrange(depth...) }
        let nodes = try self.iterators(iterators)
        let condition = try node(body)
        if !condition.type.mayBe(.boolean) {
            try object(body.place, "“satisfies”后应为条件（是否），却是\(condition.type.chinese)")
        }
        return Node(.quantified(every: every, nodes, condition), .boolean, place)
    }

    // MARK: Paths and filters

    mutating func path(_ base: Syntax, _ name: String, _ place: Place) throws(ExpressionFault) -> Node {
        let node = try node(base)
        return Node(.path(node, name), try propertyType(node.type, name, place), place)
    }

    private func propertyType(_ type: FEELType, _ name: String, _ place: Place) throws(ExpressionFault) -> FEELType {
        switch type {
        case .any, .null, .context([]): return .any
        case .list(let item): return .list(try propertyType(item, name, place))
        case .context(let fields):
            if let field = type.field(name) { return field }
            try object(place, "没有“\(name)”这一项，有的是：\(fields.map(\.name).joined(separator: "、"))")
            return .null
        default:
            if let property = Properties.type(of: name, in: type) { return property }
            let known = Properties.names(of: type)
            try object(
                place,
                known.isEmpty
                    ? "\(type.chinese)没有下一级的项目，不能写“.\(name)”"
                    : "\(type.chinese)没有“\(name)”这一项，有的是：\(known.joined(separator: "、"))")
            return .null
        }
    }

    mutating func filter(_ base: Syntax, _ condition: Syntax, _ place: Place) throws(ExpressionFault) -> Node {
        let list = try node(base)
        let item: FEELType = if case .list(let type) = list.type { type } else { list.type }
        let slot = newSlot()
        // An entry named "item" goes before the item itself.
        locals.append(.variable("item", slot: slot, item))
        locals.append(.item(slot: slot, item))
        defer { locals.removeLast(2) }
        let test = try node(condition)
        let type: FEELType
        switch test.type {
        case .number: type = item
        case .boolean: type = .list(item)
        case .any, .null: type = .any
        default:
            try object(condition.place, "“[ ]”中应为条件（是否）或序号（数字），却是\(test.type.chinese)")
            type = .any
        }
        return Node(.filter(list, item: slot, test), type, place)
    }

    // MARK: Functions

    mutating func function(
        _ parameters: [(name: String, type: TypeSyntax?)], _ body: Syntax, _ place: Place
    ) throws(ExpressionFault) -> Node {
        let depth = locals.count
        defer { locals.removeSubrange(depth...) }
        var resolved: [FunctionNode.Parameter] = []
        for (name, typeSyntax) in parameters {
            let type = if let typeSyntax { try type(typeSyntax) } else { FEELType.any }
            let slot = newSlot()
            locals.append(.variable(name, slot: slot, type))
            resolved.append(FunctionNode.Parameter(name: name, type: type, slot: slot))
        }
        let result = try node(body)
        let function = FunctionNode(parameters: resolved, body: result, depth: body.depth)
        return Node(.function(function), .function(resolved.map(\.type), result.type), place)
    }

    mutating func call(
        _ callee: Syntax, _ arguments: [(name: String?, value: Syntax)], _ place: Place
    ) throws(ExpressionFault) -> Node {
        if case .name(let name) = callee.kind, BuiltIn.byName[name] == nil, isChecked, !isDeclared(name) {
            throw ExpressionFault(callee.place, "没有叫“\(name)”的函数")
        }
        let function = try node(callee)
        var values: [Node.Argument] = []
        for argument in arguments {
            values.append(Node.Argument(name: argument.name, value: try node(argument.value)))
        }
        if case .constant(.function(let value)) = function.kind, case .builtIn(let builtIn) = value.kind {
            return try builtInCall(builtIn, values, place)
        }
        guard case .function(let parameters, let result) = function.type else {
            if function.type != .any, function.type != .null {
                try object(place, "这里应为函数，却是\(function.type.chinese)，不能在后面写“(”")
            }
            return Node(.call(function, values), .any, place)
        }
        if parameters.count != values.count {
            try object(place, "这个函数要 \(parameters.count) 个参数，却有 \(values.count) 个")
        } else if values.allSatisfy({ $0.name == nil }) {
            for (index, (parameter, value)) in zip(parameters, values).enumerated()
            where !value.value.type.mayBe(parameter) {
                try object(
                    value.value.place, "第 \(index + 1) 个参数应为\(parameter.chinese)，却是\(value.value.type.chinese)")
            }
        }
        return Node(.call(function, values), result, place)
    }

    private func isDeclared(_ name: String) -> Bool {
        if scope.known[name] != nil { return true }
        return locals.contains { local in
            switch local {
            case .variable(let known, _, _): known == name
            case .item(_, let type): type == .any || type.field(name) != nil
            }
        }
    }

    private func builtInCall(
        _ builtIn: BuiltIn, _ arguments: [Node.Argument], _ place: Place
    ) throws(ExpressionFault) -> Node {
        let types = arguments.map(\.value.type)
        guard let form = builtIn.form(for: arguments.map(\.name), types: isChecked ? types : nil) else {
            let (message, argument) = builtIn.misuse(arguments.map(\.name), types)
            try object(argument.map { arguments[$0].value.place } ?? place, message)
            return Node(.constant(.null(because: message)), .null, place)
        }
        let ordered = form.ordered(arguments.map { ($0.name, $0.value) })
            .map { $0 ?? Node(.constant(.null), .null, place) }
        return Node(.builtIn(builtIn, ordered), builtIn.resultType(ordered.map(\.type)), place)
    }

    // MARK: Types

    func type(_ syntax: TypeSyntax) throws(ExpressionFault) -> FEELType {
        switch syntax {
        case .list(let item): return .list(try type(item))
        case .range(let end): return .range(try type(end))
        case .context(let fields):
            var resolved: [FEELType.Field] = []
            for (name, fieldType) in fields { resolved.append(FEELType.Field(name, try type(fieldType))) }
            return .context(resolved)
        case .function(let parameters, let result):
            var resolved: [FEELType] = []
            for parameter in parameters { resolved.append(try type(parameter)) }
            return .function(resolved, try type(result))
        case .named(let name, let place):
            if let type = FEELType.named(name) ?? scope.types[name] { return type }
            throw ExpressionFault(place, "没有叫“\(name)”的类型")
        }
    }
}
