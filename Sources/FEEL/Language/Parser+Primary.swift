extension Parser {
    private static let reserved: Set<String> = [
        "then", "else", "in", "return", "satisfies", "and", "or", "between", "instance", "of", "external",
    ]

    mutating func primary() throws(ExpressionFault) -> Syntax {
        try scanner.skipSpace()
        let place = scanner.place
        guard let first = scanner.current else { throw scanner.fault("表达式没有写完，这里还缺一个值") }
        if let number = try scanner.number() { return try make(.literal(.number(number)), place, []) }
        if let text = try scanner.string() { return try make(.literal(.string(text)), place, []) }
        switch first {
        case "@": return try atLiteral(place)
        case "{": return try context(place)
        case "[", "]": return try listOrRange(place)
        case "(": return try bracketed(place)
        default: break
        }
        guard first.isNameStart else { throw scanner.fault("这里应为一个值，却是\(scanner.found)") }
        if let name = names.take(from: &scanner) { return try make(.name(name), place, []) }
        return try word(place)
    }

    private mutating func word(_ place: Place) throws(ExpressionFault) -> Syntax {
        let start = scanner.position
        guard let word = scanner.word() else { throw scanner.fault("这里应为一个值，却是\(scanner.found)") }
        switch word {
        case "null": return try make(.literal(.null), place, [])
        case "true": return try make(.literal(.boolean(true)), place, [])
        case "false": return try make(.literal(.boolean(false)), place, [])
        case "if": return try conditional(place)
        case "for": return try iteration(place)
        case "some": return try quantified(every: false, place)
        case "every": return try quantified(every: true, place)
        case "function":
            try scanner.skipSpace()
            if scanner.current == "(" { return try function(place) }
            return try make(.name(word), place, [])
        case let word where Self.reserved.contains(word):
            scanner.move(to: start)
            throw scanner.fault("这里应为一个值，却是\(scanner.found)")
        default: return try make(.name(word), place, [])
        }
    }

    private mutating func atLiteral(_ place: Place) throws(ExpressionFault) -> Syntax {
        scanner.move(to: scanner.position + 1)
        try scanner.skipSpace()
        guard let text = try scanner.string() else { throw scanner.fault("“@”后应为引号中的日期、时间或时长") }
        guard let value = Value(temporal: text) else {
            throw ExpressionFault(
                place, "“\(text)”不是日期、时间或时长，应写成如 @\"2026-01-31\"、@\"08:30:00\"、@\"P1Y\"、@\"P3D\"")
        }
        return try make(.literal(value), place, [])
    }

    private mutating func context(_ place: Place) throws(ExpressionFault) -> Syntax {
        scanner.move(to: scanner.position + 1)
        var entries: [(key: String, value: Syntax)] = []
        if try scanner.take("}") { return try make(.context([]), place, []) }
        repeat {
            try scanner.skipSpace()
            let keyPlace = scanner.place
            let quoted = try scanner.string()
            let key = if let quoted { quoted } else { try nameUntil([":"]) }
            guard !entries.contains(where: { $0.key == key }) else {
                throw ExpressionFault(keyPlace, "“\(key)”写了两次，名称不能重复")
            }
            try scanner.expect(":", "名称与值之间")
            let value = try expression()
            names.insert(key)
            entries.append((key, value))
        } while try scanner.take(",")
        try scanner.expect("}", "结束“{”")
        return try make(.context(entries), place, entries.map(\.value))
    }

    /// `[1, 2]`, `[1..5]`, `]1..5[`.
    private mutating func listOrRange(_ place: Place) throws(ExpressionFault) -> Syntax {
        let opensRange = scanner.current == "]"
        scanner.move(to: scanner.position + 1)
        if !opensRange, try scanner.take("]") { return try make(.list([]), place, []) }
        let first = try expression()
        if try scanner.take("..") { return try rangeEnd(place, first, includesLow: !opensRange) }
        if opensRange { throw scanner.fault("区间里应有“..”，却是\(scanner.found)") }
        var items = [first]
        while try scanner.take(",") { items.append(try expression()) }
        try scanner.expect("]", "结束“[”")
        return try make(.list(items), place, items)
    }

    private mutating func rangeEnd(
        _ place: Place, _ low: Syntax, includesLow: Bool
    ) throws(ExpressionFault) -> Syntax {
        let start = scanner.position
        if let high = try? expression() {
            let includesHigh = try scanner.take("]")
            let ends = try includesHigh ? true : scanner.take(")") ? true : scanner.take("[")
            if ends { return try range(place, low, includesLow, high, includesHigh) }
        }
        scanner.move(to: start)
        bracketEndsRange = true
        defer { bracketEndsRange = false }
        let high = try expression()
        guard try scanner.take("[") else {
            throw scanner.fault("区间应以“]”或“)”结束，却是\(scanner.found)")
        }
        return try range(place, low, includesLow, high, false)
    }

    private func range(
        _ place: Place, _ low: Syntax, _ includesLow: Bool, _ high: Syntax, _ includesHigh: Bool
    ) throws(ExpressionFault) -> Syntax {
        try make(
            .range(low: low, includesLow: includesLow, high: high, includesHigh: includesHigh), place, [low, high])
    }

    /// `(expression)`, `(1..5]`, `(< 5)`.
    private mutating func bracketed(_ place: Place) throws(ExpressionFault) -> Syntax {
        scanner.move(to: scanner.position + 1)
        try scanner.skipSpace()
        if let sign = scanner.current, "<>=!".unicodeScalars.contains(sign) {
            let test = try positiveTest()
            try scanner.expect(")", "结束“(”")
            return test
        }
        let inner = try expression()
        if try scanner.take("..") { return try rangeEnd(place, inner, includesLow: false) }
        try scanner.expect(")", "结束“(”")
        return inner
    }

    private mutating func conditional(_ place: Place) throws(ExpressionFault) -> Syntax {
        let condition = try expression()
        try scanner.expectKeyword("then")
        let first = try expression()
        try scanner.expectKeyword("else")
        let second = try expression()
        return try make(.conditional(condition, first, second), place, [condition, first, second])
    }

    private mutating func iterators() throws(ExpressionFault) -> [Syntax.Iterator] {
        var iterators: [Syntax.Iterator] = []
        repeat {
            let name = try nameUntil([], keyword: "in")
            try scanner.expectKeyword("in")
            let source = try expression()
            let upTo = try scanner.take("..") ? try expression() : nil
            names.insert(name)
            iterators.append(Syntax.Iterator(name: name, source: source, upTo: upTo))
        } while try scanner.take(",")
        return iterators
    }

    private mutating func iteration(_ place: Place) throws(ExpressionFault) -> Syntax {
        let iterators = try self.iterators()
        try scanner.expectKeyword("return")
        let body = try expression()
        return try make(.iteration(iterators, body), place, iterators.flatMap { [$0.source, $0.upTo] } + [body])
    }

    private mutating func quantified(every: Bool, _ place: Place) throws(ExpressionFault) -> Syntax {
        let iterators = try self.iterators()
        try scanner.expectKeyword("satisfies")
        let body = try expression()
        return try make(
            .quantified(every: every, iterators, body), place, iterators.flatMap { [$0.source, $0.upTo] } + [body])
    }

    private mutating func function(_ place: Place) throws(ExpressionFault) -> Syntax {
        try scanner.expect("(", "开始参数")
        var parameters: [(name: String, type: TypeSyntax?)] = []
        if try !scanner.take(")") {
            repeat {
                let name = try nameUntil([":", ",", ")"])
                names.insert(name)
                let type = try scanner.take(":") ? try self.type() : nil
                parameters.append((name, type))
            } while try scanner.take(",")
            try scanner.expect(")", "结束参数")
        }
        let external = try scanner.takeKeyword("external")
        let body = try expression()
        if external { return try make(.externalFunction, place, [body]) }
        return try make(.function(parameters, body), place, [body])
    }

    mutating func type() throws(ExpressionFault) -> TypeSyntax {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= Self.maximumDepth else { throw scanner.fault("类型嵌套太深") }
        try scanner.skipSpace()
        let place = scanner.place
        for (word, isList) in [("list", true), ("range", false)] where scanner.isKeyword(word) {
            scanner.move(to: scanner.position + word.count)
            guard try scanner.take("<") else { return .named(word, place) }
            let item = try type()
            try scanner.expect(">", "结束类型")
            return isList ? .list(item) : .range(item)
        }
        if scanner.isKeyword("context") {
            scanner.move(to: scanner.position + 7)
            guard try scanner.take("<") else { return .named("context", place) }
            return .context(try contextFields())
        }
        if scanner.isKeyword("function") {
            scanner.move(to: scanner.position + 8)
            guard try scanner.take("<") else { return .named("function", place) }
            return try functionType()
        }
        for name in [
            "years and months duration", "year and month duration", "days and time duration", "day and time duration",
            "date and time",
        ] where try takeWords(name) {
            return .named(name, place)
        }
        var parts: [String] = []
        repeat {
            guard let word = scanner.word() else { throw scanner.fault("这里应为类型，却是\(scanner.found)") }
            parts.append(word)
        } while try takeDot()
        return .named(parts.joined(separator: "."), place)
    }

    private mutating func takeDot() throws(ExpressionFault) -> Bool {
        guard scanner.current == ".", scanner.peek(1)?.isNameStart == true else { return false }
        scanner.move(to: scanner.position + 1)
        return true
    }

    private mutating func takeWords(_ name: String) throws(ExpressionFault) -> Bool {
        let start = scanner.position
        for word in name.split(separator: " ") where try !scanner.takeKeyword(String(word)) {
            scanner.move(to: start)
            return false
        }
        return true
    }

    private mutating func contextFields() throws(ExpressionFault) -> [(String, TypeSyntax)] {
        var fields: [(String, TypeSyntax)] = []
        repeat {
            let name = try nameUntil([":"])
            try scanner.expect(":", "名称与类型之间")
            fields.append((name, try type()))
        } while try scanner.take(",")
        try scanner.expect(">", "结束类型")
        return fields
    }

    private mutating func functionType() throws(ExpressionFault) -> TypeSyntax {
        var parameters: [TypeSyntax] = []
        if try !scanner.take(">") {
            repeat { parameters.append(try type()) } while try scanner.take(",")
            try scanner.expect(">", "结束参数类型")
        }
        try scanner.expect("->", "函数的结果类型")
        return .function(parameters, try type())
    }
}
