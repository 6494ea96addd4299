import FEEL

extension StrictBuilder {
    /// What a table comes to, and the number of the row that fires, from 1, 0 for none; a table that adds its rows up
    /// has no such number.
    mutating func table(
        _ table: StrictForm.Table, _ origin: String
    ) throws(ExpressionFault) -> (result: Meaning, fired: TermID?) {
        let place = Place(line: table.line, column: 1)
        var subjects: [Meaning] = []
        for (column, input) in table.inputs.enumerated() {
            let what = "“\(origin)”第 \(column + 1) 列的值"
            let subject = Meaning.term(try term(input.subject, origin))
            subjects.append(try checked(subject, input.check, what, origin, table.line))
        }
        let tests = try conditions(table, subjects, origin)
        var rows: [Meaning.Item] = []
        for (rule, test) in zip(table.rules, tests) {
            var entries: [Meaning.Entry] = []
            for (output, result) in zip(table.outputs, rule.results) {
                let value = Meaning.term(try term(result, origin))
                let checked = try checked(value, output.check, "“\(origin)”的结果", origin, result.line)
                entries.append(Meaning.Entry(name: output.name ?? "", meaning: checked))
            }
            rows.append(Meaning.Item(test: test, meaning: Self.combined(entries)))
        }
        guard let sample = rows.first?.meaning else { throw ExpressionFault(place, "决策表没有行") }
        let standing = try standing(table, like: sample, origin, place)
        return try settled(table, rows, standing, origin, place)
    }

    /// A table with one result gives that result itself, whatever its name (DMN 1.5, 8.3.3).
    private static func combined(_ entries: [Meaning.Entry]) -> Meaning {
        entries.count == 1 ? entries[0].meaning : .record(entries)
    }

    /// What holds where no row fits.
    private mutating func standing(
        _ table: StrictForm.Table, like sample: Meaning, _ origin: String, _ place: Place
    ) throws(ExpressionFault) -> Meaning {
        let none = try lowering(origin) { (lowering) throws(ExpressionFault) in
            lowering.failure(like: sample, "“\(origin)”的决策表没有一行适用，请补上这种情形", place)
        }
        guard table.outputs.contains(where: { $0.standing != nil }) else { return none }
        var entries: [Meaning.Entry] = []
        for (index, output) in table.outputs.enumerated() {
            var value = none
            if case .record(let parts) = none { value = parts[index].meaning }
            if let text = output.standing {
                let written = Meaning.term(try term(text, origin))
                value = try checked(written, output.check, "“\(origin)”的结果", origin, text.line)
            }
            entries.append(Meaning.Entry(name: output.name ?? "", meaning: value))
        }
        return Self.combined(entries)
    }

    /// For each rule the condition under which it fits.
    private mutating func conditions(
        _ table: StrictForm.Table, _ subjects: [Meaning], _ origin: String
    ) throws(ExpressionFault) -> [TermID] {
        let known = scope()
        let scopes = subjects.map { known.adding([FEELType.Field("?", $0.feelType(core.graph))]) }
        var results: [TermID] = []
        for rule in table.rules {
            var cells: [TermID] = []
            for (column, test) in rule.tests.enumerated() where test.text != "-" && test.text != "" {
                cells.append(try self.test(test, scopes[column], subjects[column], origin))
            }
            let place = Place(line: rule.tests.first?.line ?? table.line, column: 1)
            results.append(
                try lowering(origin) { (lowering) throws(ExpressionFault) in
                    try lowering.chain(cells, both: true, place)
                })
        }
        return results
    }

    mutating func test(
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

    private mutating func settled(
        _ table: StrictForm.Table, _ rows: [Meaning.Item], _ standing: Meaning, _ origin: String, _ place: Place
    ) throws(ExpressionFault) -> (Meaning, TermID?) {
        let order = table.policy == .priority ? try inOrder(rows, table, place) : Array(rows.indices)
        return try lowering(origin) { (lowering) throws(ExpressionFault) in
            // What holds always is known to be there.
            let rows = rows.map { row in
                let isSure = row.test.flatMap { lowering.fixed($0) }?.isZero == false
                return Meaning.Item(test: isSure ? nil : row.test, meaning: row.meaning)
            }
            switch table.policy {
            case .unique: return try lowering.unique(rows, standing, place)
            case .first:
                return (
                    try lowering.first(rows, otherwise: standing, place), try lowering.firstThere(rows, place)
                )
            case .any: return try lowering.agreeing(rows, standing, place)
            case .priority:
                let sorted = order.map { rows[$0] }
                let fired = try lowering.firstThere(sorted, numbers: order.map { $0 + 1 }, place)
                return (try lowering.first(sorted, otherwise: standing, place), fired)
            case .sum, .count, .least, .greatest:
                return (.term(try lowering.collected(table, rows, standing, place)), nil)
            }
        }
    }

    /// The rows by the places of their results among the outputs' values, the first column first.
    private mutating func inOrder(
        _ rows: [Meaning.Item], _ table: StrictForm.Table, _ place: Place
    ) throws(ExpressionFault) -> [Int] {
        var columns: [[Exact]] = []
        for output in table.outputs {
            guard let text = output.priorities else {
                columns.append([])
                continue
            }
            let list = StrictForm.Text("[\(text.text)]", line: text.line)
            guard case .list(let items) = try meaning(of: list, "") else {
                throw ExpressionFault(place, "决策表的结果值要一项一项写明")
            }
            columns.append(try items.map { (item) throws(ExpressionFault) in try constant(item.meaning, place) })
        }
        var ranks: [[Int]] = []
        for row in rows {
            var results = [row.meaning]
            if case .record(let entries) = row.meaning { results = entries.map(\.meaning) }
            var rank: [Int] = []
            for (values, result) in zip(columns, results) {
                if values.isEmpty {
                    rank.append(0)
                } else {
                    rank.append(values.firstIndex(of: try constant(result, place)) ?? values.count)
                }
            }
            ranks.append(rank)
        }
        return rows.indices.sorted { left, right in
            ranks[left] == ranks[right] ? left < right : ranks[left].lexicographicallyPrecedes(ranks[right])
        }
    }

    private func constant(_ meaning: Meaning, _ place: Place) throws(ExpressionFault) -> Exact {
        guard case .term(let id) = meaning, case .constant(let value) = core.graph[id] else {
            throw ExpressionFault(place, "严格决策不能这样写：PRIORITY 的决策表，结果和结果值都要是写明的值")
        }
        return value
    }
}

extension Lowering {
    /// The only row that fits. Each row adds a number that tells it apart from any two, so one sum tells which fired.
    mutating func unique(
        _ rows: [Meaning.Item], _ standing: Meaning, _ place: Place
    ) throws(ExpressionFault) -> (Meaning, TermID?) {
        let count = Int128(rows.count)
        let weight = count * (count + 1) / 2 + 1
        let zero = number(.zero, place)
        var marks: [TermID] = []
        for (index, row) in rows.enumerated() {
            let mark = number(Exact(weight + Int128(index) + 1), place)
            marks.append(
                try row.test.map { (test) throws(ExpressionFault) in
                    try choose(test, mark, zero, place)
                } ?? mark)
        }
        let sum = try total(marks, place)
        let result = try numbered(rows, sum, from: weight + 1, otherwise: standing, place)
        let several = try compare(.greaterOrEqual, sum, number(Exact(2 * weight), place), place)
        let overlap = failure(like: result, "“\(origin)”的决策表有几行同时适用，请改到只有一行", place)
        let weights = number(Exact(weight), place)
        let fired = try choose(
            several, zero, try combine(.difference(sum, weights), [sum], .number, place), place)
        let isNone = try compare(.equal, sum, zero, place)
        return (try choose(several, overlap, result, place), try choose(isNone, zero, fired, place))
    }

    /// The first row, where all that fit say the same.
    mutating func agreeing(
        _ rows: [Meaning.Item], _ standing: Meaning, _ place: Place
    ) throws(ExpressionFault) -> (Meaning, TermID?) {
        let fired = try firstThere(rows, place)
        let result = try numbered(rows, fired, otherwise: standing, place)
        var conflicts: [TermID] = []
        for row in rows {
            let differs = try opposite(try same(row.meaning, result, place), place)
            conflicts.append(
                try row.test.map { (test) throws(ExpressionFault) in
                    try join(test, differs, both: true, place)
                } ?? differs)
        }
        let conflict = try chain(conflicts, both: false, place)
        let none = failure(like: result, "“\(origin)”的决策表有几行同时适用，结果却不一致", place)
        return (try choose(conflict, none, result, place), fired)
    }

    private mutating func same(
        _ a: Meaning, _ b: Meaning, _ place: Place
    ) throws(ExpressionFault) -> TermID {
        switch (a, b) {
        case (.term(let a), .term(let b)): return try compare(.equal, a, b, place)
        case (.record(let a), .record(let b)):
            var parts: [TermID] = []
            for (left, right) in zip(a, b) { parts.append(try same(left.meaning, right.meaning, place)) }
            return try chain(parts, both: true, place)
        default: throw refuse(place, "ANY 的结果要是值")
        }
    }

    /// COLLECT with an aggregation.
    mutating func collected(
        _ table: StrictForm.Table, _ rows: [Meaning.Item], _ standing: Meaning, _ place: Place
    ) throws(ExpressionFault) -> TermID {
        guard case .term(let none) = standing else { throw refuse(place, "汇总的决策表只能有一列结果") }
        let hasStanding = table.outputs.contains { $0.standing != nil }
        let isThere =
            try rows.contains { $0.test == nil }
            ? boolean(true, place) : chain(rows.compactMap(\.test), both: false, place)
        let result: TermID
        switch table.policy {
        case .count:
            let count = try count(rows, place)
            if !hasStanding { return count }
            result = count
        case .least: result = try gathered(.least, rows, "min", place)
        case .greatest: result = try gathered(.greatest, rows, "max", place)
        default: result = try gathered(.sum, rows, "sum", place)
        }
        return try choose(isThere, result, none, place)
    }
}
