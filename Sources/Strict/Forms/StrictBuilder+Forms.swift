package import FEEL

extension StrictBuilder {
    /// Gives a name to the value of a form. Faults have the line of the file.
    package mutating func define(_ name: String, _ form: StrictForm) throws(ExpressionFault) {
        bind(name, try meaning(of: form, origin: name))
    }

    mutating func meaning(of form: StrictForm, origin: String) throws(ExpressionFault) -> Meaning {
        switch form {
        case .text(let text): return try meaning(of: text, origin)
        case .context(let entries): return try context(entries, origin)
        case .choice(let test, let first, let second):
            guard case .term(let id) = try meaning(of: test, origin: origin), core.graph.kind(id) == .boolean else {
                throw ExpressionFault(.start, "“如果”后应是条件")
            }
            let parts = (try meaning(of: first, origin: origin), try meaning(of: second, origin: origin))
            return try lowering(origin) { (lowering) throws(ExpressionFault) in
                try lowering.choose(id, parts.0, parts.1, .start)
            }
        case .table(let table): return try self.table(table, origin)
        }
    }

    /// Runs a step of lowering that needs no text.
    mutating func lowering<Result>(
        _ origin: String, _ body: (inout Lowering) throws(ExpressionFault) -> Result
    ) throws(ExpressionFault) -> Result {
        var lowering = Lowering(core: core, slots: [:], origin: origin)
        let result = try body(&lowering)
        core = lowering.core
        return result
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
