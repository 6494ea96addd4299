import FEEL

/// Boxed filters, iterations and quantifiers, and what types ask of values.
extension StrictBuilder {
    /// The meaning of a form that sees an item by these names.
    private mutating func about<Result>(
        _ names: [Meaning.Entry], _ body: (inout StrictBuilder) throws(ExpressionFault) -> Result
    ) throws(ExpressionFault) -> Result {
        let outer = nameCount
        defer { forget(to: outer) }
        for name in names { bind(name.name, name.meaning) }
        return try body(&self)
    }

    mutating func filter(
        _ source: StrictForm, _ match: StrictForm, _ line: Int, _ origin: String
    ) throws(ExpressionFault) -> Meaning {
        let place = Place(line: line, column: 1)
        func names(_ item: Meaning) -> [Meaning.Entry] {
            var names = [Meaning.Entry(name: "item", meaning: item)]
            if case .record(let entries) = item { names += entries }
            return names
        }
        switch try meaning(of: source, origin: origin) {
        case .rows(var rows) where rows.extras.isEmpty:
            let test = try about(names(rows.item)) { (builder) throws(ExpressionFault) in
                try builder.condition(of: match, origin)
            }
            rows.filter = try lowering(origin) { (lowering) throws(ExpressionFault) in
                try lowering.narrowed(rows, test, place)
            }
            return .rows(rows)
        case .list(let items):
            var tests: [TermID] = []
            for item in items {
                tests.append(
                    try about(names(item.meaning)) { (builder) throws(ExpressionFault) in
                        try builder.condition(of: match, origin)
                    })
            }
            return .list(
                try lowering(origin) { (lowering) throws(ExpressionFault) in
                    try lowering.narrowed(items, tests, place)
                })
        case let other: throw notAList(other, place)
        }
    }

    mutating func iteration(
        _ variable: String, _ source: StrictForm, _ result: StrictForm, _ line: Int, _ origin: String
    ) throws(ExpressionFault) -> Meaning {
        switch try meaning(of: source, origin: origin) {
        case .rows(var rows) where rows.extras.isEmpty:
            rows.item = try about([Meaning.Entry(name: variable, meaning: rows.item)]) {
                (builder) throws(ExpressionFault) in try builder.meaning(of: result, origin: origin)
            }
            return .rows(rows)
        case .list(let items):
            var results: [Meaning.Item] = []
            for item in items {
                let meaning = try about([Meaning.Entry(name: variable, meaning: item.meaning)]) {
                    (builder) throws(ExpressionFault) in try builder.meaning(of: result, origin: origin)
                }
                results.append(Meaning.Item(test: item.test, meaning: meaning))
            }
            return .list(results)
        case let other: throw notAList(other, Place(line: line, column: 1))
        }
    }

    mutating func quantified(
        every: Bool, _ variable: String, _ source: StrictForm, _ test: StrictForm, _ line: Int, _ origin: String
    ) throws(ExpressionFault) -> Meaning {
        let place = Place(line: line, column: 1)
        switch try meaning(of: source, origin: origin) {
        case .rows(let rows) where rows.extras.isEmpty:
            let test = try about([Meaning.Entry(name: variable, meaning: rows.item)]) {
                (builder) throws(ExpressionFault) in try builder.condition(of: test, origin)
            }
            return .term(
                try lowering(origin) { (lowering) throws(ExpressionFault) in
                    try lowering.quantified(every: every, rows, test, place)
                })
        case .list(let items):
            var tests: [TermID] = []
            for item in items {
                tests.append(
                    try about([Meaning.Entry(name: variable, meaning: item.meaning)]) {
                        (builder) throws(ExpressionFault) in try builder.condition(of: test, origin)
                    })
            }
            return .term(
                try lowering(origin) { (lowering) throws(ExpressionFault) in
                    try lowering.quantified(every: every, items, tests, place)
                })
        case let other: throw notAList(other, place)
        }
    }

    private func notAList(_ meaning: Meaning, _ place: Place) -> ExpressionFault {
        ExpressionFault(place, "严格决策不能这样写：这里应为子行或列表，却是\(meaning.chinese)")
    }

    /// The value where it is what a type asks for; otherwise a reason.
    mutating func checked(
        _ meaning: Meaning, _ check: StrictForm.Check, _ what: String, _ origin: String, _ line: Int
    ) throws(ExpressionFault) -> Meaning {
        var meaning = meaning
        let place = Place(line: line, column: 1)
        if check.isList {
            switch meaning {
            case .list, .rows: break
            default: throw ExpressionFault(place, "严格决策不能这样写：\(what)写明是列表，却是\(meaning.chinese)")
            }
        }
        if let kind = check.kind {
            guard case .term(let id) = meaning, core.graph.kind(id) == kind else {
                var found = meaning.chinese
                if case .term(let id) = meaning { found = core.graph.kind(id).chinese }
                throw ExpressionFault(place, "严格决策不能这样写：\(what)写明是\(kind.chinese)，却是\(found)")
            }
        }
        if let parts = check.parts {
            guard case .record(let entries) = meaning else {
                throw ExpressionFault(place, "严格决策不能这样写：\(what)写明是分项数据，却是\(meaning.chinese)")
            }
            var checkedEntries: [Meaning.Entry] = []
            for entry in entries {
                let part = parts.first { $0.name == entry.name }?.check ?? .none
                let value = try checked(entry.meaning, part, "\(what)的“\(entry.name)”", origin, line)
                checkedEntries.append(Meaning.Entry(name: entry.name, meaning: value))
            }
            for part in parts where !entries.contains(where: { $0.name == part.name }) {
                throw ExpressionFault(place, "严格决策不能这样写：\(what)没有“\(part.name)”这一项")
            }
            meaning = .record(checkedEntries)
        }
        for test in check.tests {
            let about = scope().adding([FEELType.Field("?", meaning.feelType(core.graph))])
            let holds = try self.test(test, about, meaning, origin)
            let value = meaning
            meaning = try lowering(origin) { (lowering) throws(ExpressionFault) in
                let none = lowering.failure(like: value, "\(what)不在它的类型允许的值里", place)
                return try lowering.choose(holds, value, none, place)
            }
        }
        return meaning
    }
}
