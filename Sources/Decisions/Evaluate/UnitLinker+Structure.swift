import FEEL

extension UnitLinker {
    func context(
        _ entries: [ContextEntry], _ origin: Origin, _ names: Names
    ) -> (Logic.Kind, FEELType) {
        var names = names
        var linked: [Logic.Entry] = []
        var result: Logic?
        for entry in entries {
            guard let variable = entry.variable else {
                result = logic(entry.value, names)
                continue
            }
            let check = model.types.narrow(variable.typeReference, variable.origin)
            let value = logic(entry.value, names).checked(by: check)
            let place = newPlace()
            if linked.contains(where: { $0.name == variable.name }) {
                model.fault(variable.origin, "“\(variable.name)”在这个分项里已经有了，名称不能相同。")
                return (.constant(.null(because: "“\(variable.name)”写了两次，名称不能重复")), .null)
            }
            linked.append(Logic.Entry(name: variable.name, place: place, value: value))
            names = names.adding(variable.name, value.type, at: place)
        }
        let type = result?.type ?? .context(linked.map { FEELType.Field($0.name, $0.value.type) })
        return (.context(linked, result: result), type)
    }

    func relation(
        _ columns: [InformationItem], _ rows: [[BoxedExpression]], _ names: Names
    ) -> (Logic.Kind, FEELType) {
        let checks = columns.map { model.types.narrow($0.typeReference, $0.origin) }
        let cells = rows.map { row in zip(row, checks).map { logic($0, names).checked(by: $1) } }
        let fields = columns.enumerated().map { position, column in
            let types = cells.compactMap { position < $0.count ? $0[position].type : nil }
            return FEELType.Field(column.name, Self.joined(types))
        }
        let type = FEELType.list(.context(fields))
        let names = columns.map(\.name)
        let rows = cells.compactMap { Self.constants($0) }
        if rows.count == cells.count {
            let contexts = rows.map { row in Value.context(Context(zip(names, row).map { ($0, $1) })) }
            return (.constant(.list(contexts)), type)
        }
        return (.relation(names, cells), type)
    }

    func function(_ definition: FunctionDefinition, _ names: Names) -> FunctionLogic {
        var inner = names
        let parameters = definition.parameters.map { parameter in
            let type = model.types.type(parameter.typeReference, parameter.origin)
            let place = newPlace()
            inner = inner.adding(parameter.name, type.feel, at: place)
            return FunctionLogic.Parameter(name: parameter.name, type: type, place: place)
        }
        let check = model.types.narrow(definition.typeReference, definition.origin)
        return FunctionLogic(parameters: parameters, body: body(definition, inner).checked(by: check))
    }

    private func body(_ definition: FunctionDefinition, _ names: Names) -> Logic {
        guard definition.kind == .feel else {
            model.fault(
                definition.origin, "\(definition.kind.rawValue) 函数这里不能运行，请改用 FEEL 写。")
            let why = Value.null(because: "不支持外部（\(definition.kind.rawValue)）函数")
            return Logic(.constant(why), .any, definition.origin)
        }
        guard let body = definition.body else {
            return Logic(.constant(.null(because: "函数没有写内容")), .any, definition.origin)
        }
        return logic(body, names)
    }

    func filter(_ source: BoxedExpression, _ match: BoxedExpression, _ names: Names) -> (Logic.Kind, FEELType) {
        let list = logic(source, names)
        let item = Self.item(of: list.type)
        if case .literal(let text?) = match.kind {
            let read = reading(text) { () throws(ExpressionFault) in
                try ItemCondition(text.text, of: item, scope: names.scope)
            }
            switch read {
            case .success(let condition):
                let places = names.bind(condition.expression).places
                return (.filter(list, condition, places: places), .list(item))
            case .failure(let unreadable): return (.constant(unreadable.value), .any)
            }
        }
        let place = newPlace()
        var inner = names.adding("item", item, at: place)
        var entries: [(name: String, place: Int)] = []
        if case .context(let fields) = item {
            for field in fields {
                let place = newPlace()
                entries.append((field.name, place))
                inner = inner.adding(field.name, field.type, at: place)
            }
        }
        return (.filterEach(list, item: place, entries: entries, logic(match, inner)), .list(item))
    }
}
