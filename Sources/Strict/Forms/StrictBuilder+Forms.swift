package import FEEL

extension StrictBuilder {
    /// Gives a name to the value of a form. Faults have the line of the file.
    package mutating func define(_ name: String, _ form: StrictForm) throws(ExpressionFault) {
        bind(name, try meaning(of: form, origin: name, isWhole: true))
    }

    /// Asks of a name that is known to be of a type.
    package mutating func require(_ name: String, _ check: StrictForm.Check, line: Int) throws(ExpressionFault) {
        guard let known = known(name) else { return }
        bind(name, try checked(known, check, "“\(name)”", name, line))
    }

    /// - Parameter isWhole: whether the form is all of a decision, so that the number of the row that fires is kept.
    mutating func meaning(
        of form: StrictForm, origin: String, isWhole: Bool = false
    ) throws(ExpressionFault) -> Meaning {
        switch form {
        case .text(let text): return try meaning(of: text, origin)
        case .context(let entries): return try context(entries, origin)
        case .list(let forms):
            var items: [Meaning] = []
            for form in forms { items.append(try meaning(of: form, origin: origin)) }
            return .list(of: items)
        case .relation(let columns, let rows):
            var items: [Meaning] = []
            for row in rows {
                var entries: [Meaning.Entry] = []
                for (name, cell) in zip(columns, row) {
                    entries.append(Meaning.Entry(name: name, meaning: try meaning(of: cell, origin: origin)))
                }
                items.append(.record(entries))
            }
            return .list(of: items)
        case .choice(let test, let first, let second):
            let condition = try condition(of: test, origin)
            let parts = (try meaning(of: first, origin: origin), try meaning(of: second, origin: origin))
            return try lowering(origin) { (lowering) throws(ExpressionFault) in
                try lowering.choose(condition, parts.0, parts.1, .start)
            }
        case .table(let table):
            let (result, fired) = try self.table(table, origin)
            if isWhole, let fired { noteFired(origin, fired) }
            return result
        case .function(let function):
            return .function(.boxed(function, names: function.uses.map { names($0) } ?? allNames))
        case .invocation(let callee, let arguments, let line):
            return try invocation(callee, arguments, line, origin)
        case .filter(let source, let match, let line): return try filter(source, match, line, origin)
        case .iteration(let variable, let source, let result, let line):
            return try iteration(variable, source, result, line, origin)
        case .quantified(let every, let variable, let source, let test, let line):
            return try quantified(every: every, variable, source, test, line, origin)
        case .checked(let form, let check, let line):
            let value = try meaning(of: form, origin: origin, isWhole: isWhole)
            return try checked(value, check, "“\(origin)”的结果", origin, line)
        }
    }

    mutating func condition(of form: StrictForm, _ origin: String) throws(ExpressionFault) -> TermID {
        guard case .term(let id) = try meaning(of: form, origin: origin), core.graph.kind(id) == .boolean else {
            throw ExpressionFault(.start, "严格决策不能这样写：这里应是条件（是或否）")
        }
        return id
    }

    private mutating func invocation(
        _ callee: StrictForm, _ arguments: [(name: String, value: StrictForm)], _ line: Int, _ origin: String
    ) throws(ExpressionFault) -> Meaning {
        let place = Place(line: line, column: 1)
        guard case .function(let function) = try meaning(of: callee, origin: origin) else {
            throw ExpressionFault(place, "严格决策不能这样写：这里应为模型里的函数")
        }
        var values: [(name: String?, meaning: Meaning)] = []
        for argument in arguments {
            values.append((argument.name, try meaning(of: argument.value, origin: origin)))
        }
        return try lowering(origin) { (lowering) throws(ExpressionFault) in
            try lowering.call(function, values, place)
        }
    }

    mutating func meaning(of text: StrictForm.Text, _ origin: String) throws(ExpressionFault) -> Meaning {
        try inFile(text.line) { (builder) throws(ExpressionFault) in
            try builder.meaning(of: text.text, origin: origin)
        }
    }

    mutating func term(_ text: StrictForm.Text, _ origin: String) throws(ExpressionFault) -> TermID {
        guard case .term(let id) = try meaning(of: text, origin) else {
            throw ExpressionFault(Place(line: text.line, column: 1), "“\(text.text)”不是一个值")
        }
        return id
    }

    /// Faults of a text as faults of the file that it stands in.
    mutating func inFile<Result>(
        _ line: Int, _ body: (inout StrictBuilder) throws(ExpressionFault) -> Result
    ) throws(ExpressionFault) -> Result {
        let before = linesBefore
        linesBefore = line - 1
        defer { linesBefore = before }
        do throws(ExpressionFault) {
            return try body(&self)
        } catch {
            throw ExpressionFault(Place(line: line + error.line - 1, column: error.column), error.message)
        }
    }

    private mutating func context(
        _ entries: [StrictForm.Entry], _ origin: String
    ) throws(ExpressionFault) -> Meaning {
        let outer = nameCount
        defer { forget(to: outer) }
        var result: [Meaning.Entry] = []
        for entry in entries {
            let meaning = try meaning(of: entry.form, origin: origin)
            guard let name = entry.name else { return meaning }
            result.append(Meaning.Entry(name: name, meaning: meaning))
            bind(name, meaning)
        }
        return .record(result)
    }
}
