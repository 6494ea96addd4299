import FEEL

extension Linker {
    func link(function key: ElementKey, _ place: Int) {
        guard signatures[place] == nil, let element = elements[key] else { return }
        switch element {
        case .knowledge(let model, let knowledge): link(knowledge, model, key, place)
        case .service(let model, let service): link(service, model, place)
        default: break
        }
    }

    // MARK: Business knowledge models

    private func link(_ knowledge: BusinessKnowledgeModel, _ model: LinkedModel, _ key: ElementKey, _ place: Int) {
        let definition =
            knowledge.logic
            ?? FunctionDefinition(
                kind: .feel, parameters: [], body: nil, typeReference: nil, origin: knowledge.origin)
        let check = resultType(knowledge.variable, model)
        let parameters = definition.parameters.map { model.types.type($0.typeReference, $0.origin).feel }
        // Known before the body is read, so that the body may name the function itself.
        signatures[place] = .function(parameters, check?.feel ?? .any)
        open.insert(key)
        defer { open.remove(key) }
        guard open.count <= Self.maximumDepth else {
            return model.fault(knowledge.origin, "函数一层层调用得太深，最多 \(Self.maximumDepth) 层。")
        }
        var required = requirements(knowledge.requiredKnowledge, of: model)
        if !required.contains(where: { $0.name == knowledge.variable.name }) {
            let own = signatures[place] ?? .any
            required.append(Requirement(name: knowledge.variable.name, type: own, source: .function(place)))
        }
        let linker = UnitLinker(model, places: required.count)
        let names = Names(required.map { ($0.name, $0.type) }, of: model)
        let linked = linker.function(definition, names)
        let logic = FunctionLogic(parameters: linked.parameters, body: linked.body.checked(by: check))
        signatures[place] = .function(parameters, logic.body.type)
        functions[place] = FunctionUnit(
            name: knowledge.name, origin: knowledge.origin,
            kind: .knowledge(sources: required.map(\.source), frameSize: linker.count, logic),
            parameters: logic.parameters.map { FEELType.Field($0.name, $0.type.feel) }, result: logic.body.type,
            depth: logic.depth)
    }

    /// What the type of a function's variable says of its result; some tools write the result's type itself there.
    private func resultType(_ variable: InformationItem, _ model: LinkedModel) -> ItemType? {
        let type = model.types.narrow(variable.typeReference, variable.origin)
        guard case .function(_, let result)? = type?.feel else { return type }
        return result == .any ? nil : ItemType(result)
    }

    // MARK: Decision services

    private func link(_ service: DecisionService, _ model: LinkedModel, _ place: Int) {
        let parameters = parameters(of: service, model).map { FEELType.Field($0.name, $0.type.feel) }
        signatures[place] = .function(parameters.map(\.type), .any)
        // The result's type is that of its outputs, where these do not call the service themselves.
        let outputs = requirements(service.outputDecisions, of: model)
        let result: FEELType =
            outputs.count == 1 ? outputs[0].type : .context(outputs.map { FEELType.Field($0.name, $0.type) })
        signatures[place] = .function(parameters.map(\.type), resultType(service.variable, model)?.feel ?? result)
    }

    /// Inputs come before decisions (the official suite, 0085, 011).
    private func parameters(of service: DecisionService, _ model: LinkedModel) -> [FunctionUnit.Parameter] {
        (service.inputData + service.inputDecisions).compactMap { reference in
            guard let (key, element) = element(reference, from: model) else { return nil }
            let type = element.model.types.type(element.variable.typeReference, element.variable.origin)
            let source: Program.Source
            if let place = inputPlaces[key] {
                source = .input(place)
            } else if let place = decisionPlaces[key] {
                source = .decision(place)
            } else {
                return nil
            }
            return FunctionUnit.Parameter(name: element.variable.name, type: type, source: source)
        }
    }

    /// The function of a service, once all decisions are linked.
    func unit(of key: ElementKey) -> FunctionUnit? {
        guard case .service(let model, let service)? = elements[key] else {
            let why = Logic(.constant(.null(because: "这个函数读不懂")), .any, Origin(element: "", id: nil, line: 0))
            let logic = FunctionLogic(parameters: [], body: why)
            return FunctionUnit(
                name: "", origin: why.origin, kind: .knowledge(sources: [], frameSize: 0, logic), parameters: [],
                result: .any, depth: logic.depth)
        }
        let parameters = parameters(of: service, model)
        let outputs = service.outputDecisions.compactMap { reference -> (name: String, place: Int)? in
            guard let (key, element) = element(reference, from: model), let place = decisionPlaces[key] else {
                return nil
            }
            return (element.variable.name, place)
        }
        let given = parameters.compactMap { if case .decision(let place) = $0.source { place } else { nil as Int? } }
        let order = order(for: outputs.map(\.place), given: Set(given))
        let fields = parameters.map { FEELType.Field($0.name, $0.type.feel) }
        let result: FEELType =
            if case .function(_, let result)? = functionPlaces[key].flatMap({ signatures[$0] }) { result } else { .any }
        return FunctionUnit(
            name: service.name, origin: service.origin,
            kind: .service(
                FunctionUnit.Service(
                    parameters: parameters, order: order, outputs: outputs,
                    result: resultType(service.variable, model))),
            parameters: fields, result: result,
            depth: 20 + order.reduce(0) { max($0, decisions[$1]?.logic.depth ?? 0) })
    }

    /// The decisions to work out for these outputs when some are given.
    private func order(for outputs: [Int], given: Set<Int>) -> [Int] {
        var order: [Int] = []
        var seen = given
        func visit(_ source: Program.Source) {
            switch source {
            case .decision(let place):
                guard seen.insert(place).inserted else { return }
                for source in decisions[place]?.sources ?? [] { visit(source) }
                order.append(place)
            case .group(let members): for member in members { visit(member.source) }
            default: break
            }
        }
        for output in outputs { visit(.decision(output)) }
        return order
    }
}
