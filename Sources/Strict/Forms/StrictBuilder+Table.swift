import FEEL

extension StrictBuilder {
    mutating func table(_ table: StrictForm.Table, _ origin: String) throws(ExpressionFault) -> Meaning {
        let tests = try conditions(table, origin)
        var results: [[TermID]] = []
        for rule in table.rules {
            var row: [TermID] = []
            for result in rule.results { row.append(try term(result, origin)) }
            results.append(row)
        }
        var entries: [Meaning.Entry] = []
        for (column, name) in table.outputs.enumerated() {
            let values = results.map { $0[column] }
            let id = try output(table, column, tests, values, origin)
            entries.append(Meaning.Entry(name: name ?? "", meaning: .term(id)))
        }
        // A table with one result gives that result itself, whatever its name (DMN 1.5, 8.3.3).
        return entries.count == 1 ? entries[0].meaning : .record(entries)
    }

    /// For each rule the condition under which it fits.
    private mutating func conditions(
        _ table: StrictForm.Table, _ origin: String
    ) throws(ExpressionFault) -> [TermID] {
        var subjects: [Meaning] = []
        for input in table.inputs { subjects.append(.term(try term(input, origin))) }
        var scopes: [Scope] = []
        for subject in subjects {
            scopes.append(scope.adding([FEELType.Field("?", subject.feelType(core.graph))]))
        }
        var results: [TermID] = []
        for rule in table.rules {
            var result = try lowering(origin) { (lowering) throws(ExpressionFault) in lowering.boolean(true, .start) }
            for (column, test) in rule.tests.enumerated().reversed() {
                let cell = try self.test(test, scopes[column], subjects[column], origin)
                let place = Place(line: test.line, column: 1)
                let later = result
                result = try lowering(origin) { (lowering) throws(ExpressionFault) in
                    try lowering.join(cell, later, both: true, place)
                }
            }
            results.append(result)
        }
        return results
    }

    private mutating func test(
        _ text: StrictForm.Text, _ scope: Scope, _ subject: Meaning, _ origin: String
    ) throws(ExpressionFault) -> TermID {
        try inFile(text.line) { (builder) throws(ExpressionFault) in
            let expression = try Expression.parseUnaryTests(text.text, about: scope)
            guard case .term(let id) = try builder.lower(expression, origin: origin, subject: subject),
                builder.core.graph.kind(id) == .boolean
            else { throw ExpressionFault(.start, "“\(text.text)”不是条件") }
            return id
        }
    }

    private mutating func output(
        _ table: StrictForm.Table, _ column: Int, _ tests: [TermID], _ values: [TermID], _ origin: String
    ) throws(ExpressionFault) -> TermID {
        let place = Place(line: table.line, column: 1)
        switch table.policy {
        case .sum, .count: return try total(table, tests, values, origin)
        case .first, .unique: break
        }
        let kind = values.first.map { core.graph.kind($0) } ?? .number
        var result: TermID
        if let standing = table.defaults[column] {
            result = try term(standing, origin)
        } else {
            result = failure("“\(origin)”的决策表没有一行适用，请补上这种情形", kind, origin, place)
        }
        var laterFits: TermID?
        for (index, test) in tests.enumerated().reversed() {
            var value = values[index]
            if table.policy == .unique, let others = laterFits {
                let overlap = failure("“\(origin)”的决策表有几行同时适用，请改到只有一行", kind, origin, place)
                let own = value
                value = try lowering(origin) { (lowering) throws(ExpressionFault) in
                    try lowering.choose(others, overlap, own, place)
                }
            }
            let (before, fits) = (result, laterFits)
            (result, laterFits) = try lowering(origin) { (lowering) throws(ExpressionFault) in
                (
                    try lowering.choose(test, value, before, place),
                    try fits.map { (fits) throws(ExpressionFault) in
                        try lowering.join(test, fits, both: false, place)
                    } ?? test
                )
            }
        }
        return result
    }

    private mutating func failure(
        _ message: String, _ kind: StrictKind, _ origin: String, _ place: Place
    ) -> TermID {
        let known = core.reasons.firstIndex { $0.message == message && $0.line == place.line }
        let site = known ?? core.site(message, origin, place)
        return core.graph.add(.fail(site: site), kind, .constant, place)
    }

    /// COLLECT with sum or count.
    private mutating func total(
        _ table: StrictForm.Table, _ tests: [TermID], _ values: [TermID], _ origin: String
    ) throws(ExpressionFault) -> TermID {
        let place = Place(line: table.line, column: 1)
        return try lowering(origin) { (lowering) throws(ExpressionFault) in
            var sum = lowering.number(.zero, place)
            for (test, value) in zip(tests, values) {
                let one = table.policy == .count ? lowering.number(.one, place) : value
                let added = try lowering.choose(test, one, lowering.number(.zero, place), place)
                sum = try lowering.combine(.sum(sum, added), [sum, added], .number, place)
            }
            return sum
        }
    }
}
