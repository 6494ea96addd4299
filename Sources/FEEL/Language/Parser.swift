/// Reads the grammar of FEEL (DMN 1.5, 10.3.1.2).
struct Parser {
    var scanner: Scanner
    var names: KnownNames
    var nesting = 0
    private var visits = 0
    /// Set while the upper end of an interval is read again with `[` as its end: `]1..5[`.
    var bracketEndsRange = false

    /// How deep an expression may be nested.
    static let maximumDepth = 200
    /// How long an expression may be, in code points.
    static let maximumLength = 200_000

    init(_ source: String, names: KnownNames) {
        scanner = Scanner(source)
        self.names = names
    }

    static func expression(_ source: String, names: KnownNames) throws(ExpressionFault) -> Syntax {
        var parser = Parser(source, names: names)
        return try parser.whole { (parser) throws(ExpressionFault) in try parser.expression() }
    }

    static func unaryTests(_ source: String, names: KnownNames) throws(ExpressionFault) -> Syntax {
        var parser = Parser(source, names: names)
        return try parser.whole { (parser) throws(ExpressionFault) in try parser.unaryTests() }
    }

    private mutating func whole(
        _ read: (inout Parser) throws(ExpressionFault) -> Syntax
    ) throws(ExpressionFault) -> Syntax {
        guard scanner.source.count <= Self.maximumLength else {
            throw ExpressionFault(.start, "表达式太长，最多 \(Self.maximumLength) 个字符")
        }
        try scanner.skipSpace()
        guard !scanner.isAtEnd else { throw scanner.fault("表达式是空的，请写上内容") }
        let result = try read(&self)
        try scanner.skipSpace()
        guard scanner.isAtEnd else {
            throw scanner.fault("表达式到这里应已结束或有运算符，却是\(scanner.found)")
        }
        return result
    }

    func make(_ kind: Syntax.Kind, _ place: Place, _ parts: [Syntax?]) throws(ExpressionFault) -> Syntax {
        let depth = parts.reduce(0) { max($0, $1?.depth ?? 0) } + 1
        guard depth <= Self.maximumDepth else {
            throw ExpressionFault(place, "嵌套太深，最多 \(Self.maximumDepth) 层，请拆成几个表达式")
        }
        return Syntax(kind, place, depth: depth)
    }

    // MARK: Expressions by precedence

    mutating func expression() throws(ExpressionFault) -> Syntax {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= Self.maximumDepth else {
            throw scanner.fault("嵌套太深，最多 \(Self.maximumDepth) 层，请拆成几个表达式")
        }
        // Reading again after a wrong guess must not multiply without end.
        visits += 1
        guard visits <= scanner.source.count * 2 + 200 else { throw scanner.fault("表达式太复杂，请拆成几个表达式") }
        return try disjunction()
    }

    private mutating func disjunction() throws(ExpressionFault) -> Syntax {
        let first = try conjunction()
        var parts = [first]
        while try scanner.takeKeyword("or") { parts.append(try conjunction()) }
        return parts.count == 1 ? first : try make(.any(parts), first.place, parts)
    }

    private mutating func conjunction() throws(ExpressionFault) -> Syntax {
        let first = try comparison()
        var parts = [first]
        while try scanner.takeKeyword("and") { parts.append(try comparison()) }
        return parts.count == 1 ? first : try make(.all(parts), first.place, parts)
    }

    private mutating func comparison() throws(ExpressionFault) -> Syntax {
        var left = try additive()
        while true {
            try scanner.skipSpace()
            let place = scanner.place
            if let comparison = try takeComparison() {
                let right = try additive()
                left = try make(.comparison(comparison, left, right), place, [left, right])
            } else if try scanner.takeKeyword("between") {
                let low = try additive()
                try scanner.expectKeyword("and")
                let high = try additive()
                left = try make(.between(left, low, high), place, [left, low, high])
            } else if try scanner.takeKeyword("in") {
                let tests = try membershipTests()
                left = try make(.membership(left, tests), place, [left] + tests)
            } else if try takeInstanceOf() {
                left = try make(.instance(left, try type()), place, [left])
            } else {
                return left
            }
        }
    }

    private mutating func takeInstanceOf() throws(ExpressionFault) -> Bool {
        guard try scanner.takeKeyword("instance") else { return false }
        try scanner.expectKeyword("of")
        return true
    }

    private mutating func takeComparison() throws(ExpressionFault) -> Comparison? {
        for comparison in [Comparison.lessOrEqual, .greaterOrEqual, .notEqual, .less, .greater, .equal]
        where try scanner.take(comparison.rawValue) {
            return comparison
        }
        return nil
    }

    private mutating func membershipTests() throws(ExpressionFault) -> [Syntax] {
        try scanner.skipSpace()
        let start = scanner.position
        // `(` may open a list of tests, an interval that leaves out its lower end, or a bracketed expression.
        if try scanner.take("(") {
            let tests = try? testList(until: ")")
            if let tests, try scanner.take(")") { return tests }
            scanner.move(to: start)
        }
        return [try positiveTest { (parser) throws(ExpressionFault) in try parser.additive() }]
    }

    private mutating func testList(until end: String) throws(ExpressionFault) -> [Syntax] {
        var tests = [try positiveTest()]
        while try scanner.take(",") { tests.append(try positiveTest()) }
        try scanner.skipSpace()
        return tests
    }

    /// One test of the value `?`: a comparison without its left side, or an expression.
    mutating func positiveTest(
        _ whole: (inout Parser) throws(ExpressionFault) -> Syntax = { (parser) throws(ExpressionFault) in
            try parser.expression()
        }
    ) throws(ExpressionFault) -> Syntax {
        try scanner.skipSpace()
        let place = scanner.place
        if let comparison = try takeComparison() {
            let end = try additive()
            return try make(.comparisonRange(comparison, end), place, [end])
        }
        return try whole(&self)
    }

    mutating func unaryTests() throws(ExpressionFault) -> Syntax {
        try scanner.skipSpace()
        let place = scanner.place
        let start = scanner.position
        if try scanner.take("-") {
            try scanner.skipSpace()
            if scanner.isAtEnd { return try make(.anything, place, []) }
            scanner.move(to: start)
        }
        let question = try make(.name("?"), place, [])
        if try scanner.takeKeyword("not") {
            if try scanner.take("(") {
                let tests = try testList(until: ")")
                try scanner.expect(")", "结束“not(”")
                try scanner.skipSpace()
                if scanner.isAtEnd { return try make(.not([question] + tests), place, tests) }
            }
            scanner.move(to: start)
        }
        let tests = try testList(until: "")
        return try make(.membership(question, tests), place, tests)
    }

    private mutating func additive() throws(ExpressionFault) -> Syntax {
        var left = try multiplicative()
        while true {
            try scanner.skipSpace()
            let place = scanner.place
            guard let sign: ArithmeticOperator = try scanner.take("+") ? .add : try scanner.take("-") ? .subtract : nil
            else { return left }
            let right = try multiplicative()
            left = try make(.arithmetic(sign, left, right), place, [left, right])
        }
    }

    private mutating func multiplicative() throws(ExpressionFault) -> Syntax {
        var left = try power()
        while true {
            try scanner.skipSpace()
            let place = scanner.place
            let sign: ArithmeticOperator
            if scanner.current == "*", scanner.peek(1) != "*" {
                sign = .multiply
            } else if scanner.current == "/" {
                sign = .divide
            } else {
                return left
            }
            scanner.move(to: scanner.position + 1)
            let right = try power()
            left = try make(.arithmetic(sign, left, right), place, [left, right])
        }
    }

    private mutating func power() throws(ExpressionFault) -> Syntax {
        var left = try unary()
        while true {
            try scanner.skipSpace()
            let place = scanner.place
            guard try scanner.take("**") else { return left }
            let right = try unary()
            left = try make(.arithmetic(.power, left, right), place, [left, right])
        }
    }

    private mutating func unary() throws(ExpressionFault) -> Syntax {
        try scanner.skipSpace()
        let place = scanner.place
        guard try scanner.take("-") else { return try postfix() }
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= Self.maximumDepth else { throw scanner.fault("嵌套太深，请拆成几个表达式") }
        let operand = try unary()
        if case .literal(.number(let value)) = operand.kind { return try make(.literal(.number(-value)), place, []) }
        return try make(.negation(operand), place, [operand])
    }

    private mutating func postfix() throws(ExpressionFault) -> Syntax {
        var base = try primary()
        while true {
            try scanner.skipSpace()
            let place = scanner.place
            if scanner.current == ".", scanner.peek(1) != "." {
                scanner.move(to: scanner.position + 1)
                base = try make(.path(base, try propertyName()), place, [base])
            } else if scanner.current == "[", !bracketEndsRange {
                scanner.move(to: scanner.position + 1)
                let condition = try expression()
                try scanner.expect("]", "结束“[”")
                base = try make(.filter(base, condition), place, [base, condition])
            } else if scanner.current == "(" {
                let arguments = try self.arguments()
                base = try make(.call(base, arguments), base.place, [base] + arguments.map(\.value))
            } else {
                return base
            }
        }
    }

    private mutating func propertyName() throws(ExpressionFault) -> String {
        try scanner.skipSpace()
        if let name = names.take(from: &scanner) { return name }
        guard let name = scanner.word() else { throw scanner.fault("“.”后应为名称，却是\(scanner.found)") }
        return name
    }

    private mutating func arguments() throws(ExpressionFault) -> [(name: String?, value: Syntax)] {
        try scanner.expect("(", "开始参数")
        if try scanner.take(")") { return [] }
        var arguments: [(name: String?, value: Syntax)] = []
        repeat {
            let name = try argumentName()
            arguments.append((name, try expression()))
        } while try scanner.take(",")
        try scanner.expect(")", "结束参数")
        return arguments
    }

    /// `name:` before an argument, if it stands here.
    private mutating func argumentName() throws(ExpressionFault) -> String? {
        try scanner.skipSpace()
        let start = scanner.position
        if let name = try? nameUntil([":"]), try scanner.take(":") { return name }
        scanner.move(to: start)
        return nil
    }

    /// A name being declared: everything up to one of the signs, which stays.
    mutating func nameUntil(_ ends: Set<Unicode.Scalar>, keyword: String? = nil) throws(ExpressionFault) -> String {
        try scanner.skipSpace()
        guard scanner.current?.isNameStart == true else {
            throw scanner.fault("这里应为名称，却是\(scanner.found)")
        }
        var text = String.UnicodeScalarView()
        while let scalar = scanner.current, !ends.contains(scalar) {
            let afterBreak = text.last.map { !$0.isNamePart } ?? false
            if let keyword, afterBreak, scanner.isKeyword(keyword) { break }
            guard scalar.isNamePart || scalar.isFEELSpace || "./-'+*".unicodeScalars.contains(scalar) else { break }
            text.append(scalar)
            scanner.move(to: scanner.position + 1)
        }
        return KnownNames.normal(String(text))
    }
}
