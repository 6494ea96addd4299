/// Resolves names to slots and settles types.
struct Checker {
    enum Local {
        case variable(String, slot: Int, FEELType)
        /// The item of a filter, whose entries can be named alone.
        case item(slot: Int, FEELType)
    }

    let scope: Scope
    var locals: [Local] = []
    private(set) var inputs: [String: Int] = [:]
    private(set) var slotCount = 0

    init(_ scope: Scope) { self.scope = scope }

    var isChecked: Bool { scope.mode == .checked }

    mutating func newSlot() -> Int {
        slotCount += 1
        return slotCount - 1
    }

    /// A fault where the scope is checked; otherwise nothing, as the value will be null.
    func object(_ place: Place, _ message: @autoclosure () -> String) throws(ExpressionFault) {
        if isChecked { throw ExpressionFault(place, message()) }
    }

    mutating func node(_ syntax: Syntax) throws(ExpressionFault) -> Node {
        let place = syntax.place
        switch syntax.kind {
        case .literal(let value): return Node(.constant(value), value.type, place)
        case .name(let name): return try self.name(name, place)
        case .list(let items): return try list(items, place)
        case .context(let entries): return try context(entries, place)
        case .range(let low, let includesLow, let high, let includesHigh):
            return try range(low, includesLow, high, includesHigh, place)
        case .comparisonRange(let comparison, let end): return try comparisonRange(comparison, end, place)
        case .negation(let operand): return try negation(operand, place)
        case .arithmetic(let sign, let left, let right): return try arithmetic(sign, left, right, place)
        case .comparison(let comparison, let left, let right):
            return try self.comparison(comparison, left, right, place)
        case .all(let parts): return Node(.all(try booleans(parts, "and")), .boolean, place)
        case .any(let parts): return Node(.any(try booleans(parts, "or")), .boolean, place)
        case .between(let value, let low, let high): return try between(value, low, high, place)
        case .membership(let value, let tests): return try membership(value, tests, place)
        case .not(let parts):
            let value = parts[0]
            return Node(.not(try membership(value, Array(parts.dropFirst()), place)), .boolean, place)
        case .anything: return Node(.constant(.boolean(true)), .boolean, place)
        case .instance(let value, let type):
            return Node(.instance(try node(value), try self.type(type)), .boolean, place)
        case .conditional(let condition, let first, let second):
            let parts = (try boolean(condition, "if"), try node(first), try node(second))
            return Node(.conditional(parts.0, parts.1, parts.2), parts.1.type.joined(parts.2.type), place)
        case .iteration(let iterators, let body): return try iteration(iterators, body, place)
        case .quantified(let every, let iterators, let body):
            return try quantified(every: every, iterators, body, place)
        case .path(let base, let name): return try path(base, name, place)
        case .filter(let base, let condition): return try filter(base, condition, place)
        case .call(let callee, let arguments): return try call(callee, arguments, place)
        case .function(let parameters, let body): return try function(parameters, body, place)
        case .externalFunction:
            try object(place, "这里不支持外部（Java 等）函数，请改用 FEEL 写")
            return Node(.constant(.null(because: "不支持外部函数")), .null, place)
        }
    }

    // MARK: Names

    mutating func name(_ name: String, _ place: Place) throws(ExpressionFault) -> Node {
        try lookUp(name, below: locals.count, place)
    }

    private mutating func lookUp(_ name: String, below: Int, _ place: Place) throws(ExpressionFault) -> Node {
        for index in stride(from: below - 1, through: 0, by: -1) {
            switch locals[index] {
            case .variable(name, let slot, let type): return Node(.slot(slot), type, place)
            case .variable: continue
            case .item(let slot, let type):
                if let field = type.field(name) {
                    return Node(.path(Node(.slot(slot), type, place), name), field, place)
                }
                guard type == .any || type == .context([]) else { continue }
                let outer = try unchecked { (checker) throws(ExpressionFault) in
                    try checker.lookUp(name, below: index, place)
                }
                return Node(.itemEntry(name, item: slot, otherwise: outer), .any, place)
            }
        }
        if let field = scope.known[name] {
            let slot = inputs[field.name] ?? newSlot()
            inputs[field.name] = slot
            return Node(.slot(slot), field.type, place)
        }
        if let builtIn = BuiltIn.byName[name] {
            let value = FunctionValue(.builtIn(builtIn))
            return Node(.constant(.function(value)), value.type, place)
        }
        if isChecked, !isInUnchecked { throw ExpressionFault(place, unknown(name)) }
        return Node(.constant(.null(because: "不认识“\(name)”")), .null, place)
    }

    private var isInUnchecked = false

    /// Runs with unknown names allowed, where they may turn out to be entries of an item.
    private mutating func unchecked(
        _ body: (inout Checker) throws(ExpressionFault) -> Node
    ) throws(ExpressionFault) -> Node {
        let before = isInUnchecked
        isInUnchecked = true
        defer { isInUnchecked = before }
        return try body(&self)
    }

    private func unknown(_ name: String) -> String {
        var names = scope.fields.map(\.name)
        for local in locals {
            switch local {
            case .variable(let name, _, _): names.append(name)
            case .item(_, .context(let fields)): names += fields.map(\.name)
            case .item: break
            }
        }
        if let wide = name.unicodeScalars.first(where: { (0xFF01...0xFF5E).contains($0.value) }) {
            return "不认识“\(name)”：里面有全角符号“\(wide)”，运算符和括号要用半角"
        }
        guard !names.isEmpty else { return "不认识“\(name)”，这里没有可用的名称" }
        let shown = names.sorted { distance($0, name) < distance($1, name) }.prefix(8)
        return "不认识“\(name)”，可用的名称有：\(shown.joined(separator: "、"))\(names.count > 8 ? " 等" : "")"
    }

    /// A rough distance of spelling: characters that the two do not share.
    private func distance(_ left: String, _ right: String) -> Int {
        let (a, b) = (Set(left), Set(right))
        return a.symmetricDifference(b).count
    }

    // MARK: Plain parts

    private mutating func list(_ items: [Syntax], _ place: Place) throws(ExpressionFault) -> Node {
        var nodes: [Node] = []
        for item in items { nodes.append(try node(item)) }
        let type = nodes.dropFirst().reduce(nodes.first?.type ?? .any) { $0.joined($1.type) }
        return Node(.list(nodes), .list(type), place)
    }

    private mutating func context(
        _ entries: [(key: String, value: Syntax)], _ place: Place
    ) throws(ExpressionFault) -> Node {
        let depth = locals.count
        defer { locals.removeSubrange(depth...) }
        var nodes: [Node.Entry] = []
        for (key, value) in entries {
            let node = try node(value)
            let slot = newSlot()
            locals.append(.variable(KnownNames.normal(key), slot: slot, node.type))
            nodes.append(Node.Entry(name: key, slot: slot, value: node))
        }
        return Node(.context(nodes), .context(nodes.map { FEELType.Field($0.name, $0.value.type) }), place)
    }

    private mutating func range(
        _ low: Syntax?, _ includesLow: Bool, _ high: Syntax?, _ includesHigh: Bool, _ place: Place
    ) throws(ExpressionFault) -> Node {
        let lowNode = if let low { try node(low) } else { nil as Node? }
        let highNode = if let high { try node(high) } else { nil as Node? }
        let types = [lowNode, highNode].compactMap { $0?.type }
        let type = types.dropFirst().reduce(types.first ?? .any) { $0.joined($1) }
        for end in [lowNode, highNode].compactMap({ $0 }) where !end.type.isOrdered {
            try object(end.place, "区间的两端应能比较先后，\(end.type.chinese)不能")
        }
        if let lowNode, let highNode, !lowNode.type.mayBe(highNode.type) {
            try object(place, "区间的两端应是同一种值，却是\(lowNode.type.chinese)与\(highNode.type.chinese)")
        }
        return Node(
            .range(low: lowNode, includesLow: includesLow, high: highNode, includesHigh: includesHigh, nil),
            .range(type), place)
    }

    private mutating func comparisonRange(
        _ comparison: Comparison, _ end: Syntax, _ place: Place
    ) throws(ExpressionFault) -> Node {
        let node = try node(end)
        let (low, high): (Node?, Node?) =
            switch comparison {
            case .less, .lessOrEqual: (nil, node)
            case .greater, .greaterOrEqual: (node, nil)
            case .equal, .notEqual: (node, node)
            }
        let closed = comparison == .lessOrEqual || comparison == .greaterOrEqual || comparison == .equal
        return Node(
            .range(low: low, includesLow: closed, high: high, includesHigh: closed, comparison), .range(node.type),
            place)
    }

    private mutating func negation(_ operand: Syntax, _ place: Place) throws(ExpressionFault) -> Node {
        let node = try node(operand)
        switch node.type {
        case .number, .daysTime, .yearsMonths, .any, .null: break
        default: try object(place, "负号后应为数字或时长，却是\(node.type.chinese)")
        }
        return Node(.negation(node), node.type, place)
    }

    private mutating func arithmetic(
        _ sign: ArithmeticOperator, _ left: Syntax, _ right: Syntax, _ place: Place
    ) throws(ExpressionFault) -> Node {
        let (a, b) = (try node(left), try node(right))
        let type = sign.result(a.type, b.type)
        if type == nil { try object(place, "“\(sign.rawValue)”不能用于\(a.type.chinese)与\(b.type.chinese)") }
        return Node(.arithmetic(sign, a, b), type ?? .null, place)
    }

    private mutating func comparison(
        _ comparison: Comparison, _ left: Syntax, _ right: Syntax, _ place: Place
    ) throws(ExpressionFault) -> Node {
        let (a, b) = (try node(left), try node(right))
        try comparable(a, b, comparison.rawValue, ordered: comparison != .equal && comparison != .notEqual, place)
        return Node(.comparison(comparison, a, b), .boolean, place)
    }

    func comparable(
        _ a: Node, _ b: Node, _ sign: String, ordered: Bool, _ place: Place
    ) throws(ExpressionFault) {
        guard a.type.mayBe(b.type) || b.type.mayBe(a.type) else {
            return try object(place, "“\(sign)”两边应是同一种值，却是\(a.type.chinese)与\(b.type.chinese)")
        }
        if ordered {
            for node in [a, b] where !node.type.isOrdered {
                try object(place, "\(node.type.chinese)不分先后大小，不能用“\(sign)”")
            }
        }
    }

    private mutating func between(
        _ value: Syntax, _ low: Syntax, _ high: Syntax, _ place: Place
    ) throws(ExpressionFault) -> Node {
        let parts = (try node(value), try node(low), try node(high))
        try comparable(parts.0, parts.1, "between", ordered: true, place)
        try comparable(parts.0, parts.2, "between", ordered: true, place)
        return Node(.between(parts.0, parts.1, parts.2), .boolean, place)
    }

    private mutating func booleans(_ parts: [Syntax], _ word: String) throws(ExpressionFault) -> [Node] {
        var nodes: [Node] = []
        for part in parts { nodes.append(try boolean(part, word)) }
        return nodes
    }

    private mutating func boolean(_ part: Syntax, _ word: String) throws(ExpressionFault) -> Node {
        let node = try node(part)
        if !node.type.mayBe(.boolean) {
            try object(part.place, "“\(word)”要的是条件（是否），这里却是\(node.type.chinese)")
        }
        return node
    }
}
