import Base
import FEEL

/// Brings a model and its imports together and gives every input, decision and function its place.
final class Linker {
    /// How deep decisions and functions may rest on each other.
    static let maximumDepth = 300
    static let maximumFaults = 200

    private(set) var faults: [Diagnostic] = []
    private(set) var models: [LinkedModel] = []
    private(set) var elements: [ElementKey: Element] = [:]
    private(set) var inputPlaces: [ElementKey: Int] = [:]
    private(set) var decisionPlaces: [ElementKey: Int] = [:]
    private(set) var functionPlaces: [ElementKey: Int] = [:]
    private(set) var inputs: [InputUnit] = []
    private(set) var decisions: [DecisionUnit?] = []
    var functions: [FunctionUnit?] = []
    /// The types of the functions that are linked or being linked.
    var signatures: [Int: FEELType] = [:]
    /// What is being linked, to find rings.
    var open: Set<ElementKey> = []

    /// In checked mode unknown names and operands that cannot fit are faults, too.
    init(_ definitions: [Definitions], mode: Scope.Mode = .standard) {
        models = definitions.map { LinkedModel($0, mode: mode) { [unowned self] in note($0) } }
        let byNamespace = Dictionary(models.map { ($0.definitions.namespace, $0) }) { first, _ in first }
        for model in models {
            register(model)
            for entry in model.definitions.imports {
                if let other = byNamespace[entry.namespace] { model.types.add(other.types, as: entry.name) }
            }
        }
    }

    private func note(_ fault: Diagnostic) {
        if faults.count < Self.maximumFaults, !faults.contains(fault) { faults.append(fault) }
    }

    private func register(_ model: LinkedModel) {
        let definitions = model.definitions
        for input in definitions.inputData { add(.input(model, input), input.origin, &inputPlaces) }
        for decision in definitions.decisions { add(.decision(model, decision), decision.origin, &decisionPlaces) }
        for knowledge in definitions.knowledgeModels {
            add(.knowledge(model, knowledge), knowledge.origin, &functionPlaces)
        }
        for service in definitions.services { add(.service(model, service), service.origin, &functionPlaces) }
    }

    private func add(_ element: Element, _ origin: Origin, _ places: inout [ElementKey: Int]) {
        let key = Self.key(element, origin)
        guard elements[key] == nil else { return }
        elements[key] = element
        places[key] = places.count
    }

    /// An element without an id cannot be pointed at, but it can be asked for by name.
    private static func key(_ element: Element, _ origin: Origin) -> ElementKey {
        ElementKey(
            namespace: element.model.definitions.namespace,
            id: origin.id ?? "line \(origin.line) of \(origin.element) \(element.variable.name)")
    }

    // MARK: Everything at once

    func program() -> Program {
        decisions = Array(repeating: nil, count: decisionPlaces.count)
        functions = Array(repeating: nil, count: functionPlaces.count)
        inputs = inputPlaces.sorted { $0.value < $1.value }.compactMap { key, _ in
            guard case .input(let model, let input)? = elements[key] else { return nil }
            let type = model.types.type(input.variable.typeReference, input.variable.origin)
            return InputUnit(name: input.name, namespace: key.namespace, type: type)
        }
        for (key, place) in functionPlaces.sorted(by: { $0.value < $1.value }) { link(function: key, place) }
        for (key, place) in decisionPlaces.sorted(by: { $0.value < $1.value }) { link(decision: key, place) }
        for (key, place) in functionPlaces where functions[place] == nil { functions[place] = unit(of: key) }
        return Program(
            inputs: inputs, decisions: decisions.compactMap { $0 }, functions: functions.compactMap { $0 })
    }

    // MARK: What a decision or function may name

    struct Requirement {
        let name: String
        let type: FEELType
        let source: Program.Source
    }

    /// The element that a pointer points at; a fault and nil when there is none.
    func element(_ reference: Reference, from model: LinkedModel) -> (ElementKey, Element)? {
        let key = ElementKey(namespace: reference.namespace ?? model.definitions.namespace, id: reference.id)
        if let element = elements[key] { return (key, element) }
        model.fault(
            reference.origin,
            reference.namespace == nil
                ? "模型里没有 id 为“\(reference.id)”的元素。" : "在命名空间“\(key.namespace)”里没有找到“\(reference.id)”，请检查 import。")
        return nil
    }

    func requirements(_ references: [Reference], of model: LinkedModel) -> [Requirement] {
        var own: [Requirement] = []
        var groups: [(name: String, members: [Requirement])] = []
        for reference in references {
            guard let (key, element) = element(reference, from: model) else { continue }
            let requirement = requirement(key, element)
            guard key.namespace != model.definitions.namespace,
                let group = model.definitions.imports.first(where: { $0.namespace == key.namespace })?.name,
                !group.isEmpty
            else {
                own.append(requirement)
                continue
            }
            if let place = groups.firstIndex(where: { $0.name == group }) {
                groups[place].members.append(requirement)
            } else {
                groups.append((group, [requirement]))
            }
        }
        return own
            + groups.map { group in
                Requirement(
                    name: group.name, type: .context(group.members.map { FEELType.Field($0.name, $0.type) }),
                    source: .group(group.members.map { ($0.name, $0.source) }))
            }
    }

    private func requirement(_ key: ElementKey, _ element: Element) -> Requirement {
        let name = element.variable.name
        if let place = inputPlaces[key] {
            return Requirement(name: name, type: inputs[place].type.feel, source: .input(place))
        }
        if let place = decisionPlaces[key] {
            link(decision: key, place)
            guard let unit = decisions[place] else {
                return Requirement(name: name, type: .any, source: .nothing(NullReason("“\(name)”绕回了自己")))
            }
            return Requirement(name: name, type: unit.logic.type, source: .decision(place))
        }
        let place = functionPlaces[key] ?? 0
        link(function: key, place)
        return Requirement(name: name, type: signatures[place] ?? .any, source: .function(place))
    }

    // MARK: Decisions

    private func link(decision key: ElementKey, _ place: Int) {
        guard decisions[place] == nil, case .decision(let model, let decision)? = elements[key] else { return }
        guard open.insert(key).inserted else {
            return model.fault(decision.origin, "决策“\(decision.name)”绕回了自己，请拆开这个环。")
        }
        defer { open.remove(key) }
        guard open.count <= Self.maximumDepth else {
            decisions[place] = broken(decision, key, "决策一层层依赖得太深，最多 \(Self.maximumDepth) 层", model)
            return
        }
        let all = decision.requiredInputs + decision.requiredDecisions + decision.requiredKnowledge
        let required = requirements(all, of: model)
        let linker = UnitLinker(model, places: required.count)
        let names = Names(required.map { ($0.name, $0.type) }, of: model)
        let logic: Logic
        if let boxed = decision.logic {
            logic = linker.logic(boxed, names)
        } else {
            logic = Logic(.constant(.null(because: "“\(decision.name)”没有写怎样决定")), .any, decision.origin)
        }
        let type = model.types.narrow(decision.variable.typeReference, decision.variable.origin)
        decisions[place] = DecisionUnit(
            name: decision.name, namespace: key.namespace, origin: decision.origin, names: required.map(\.name),
            sources: required.map(\.source), frameSize: linker.count, logic: logic.checked(by: type),
            order: order(of: required.map(\.source)) + [place])
    }

    private func broken(
        _ decision: Decision, _ key: ElementKey, _ why: String, _ model: LinkedModel
    ) -> DecisionUnit {
        model.fault(decision.origin, why + "。")
        let logic = Logic(.constant(.null(because: why)), .any, decision.origin)
        return DecisionUnit(
            name: decision.name, namespace: key.namespace, origin: decision.origin, names: [], sources: [],
            frameSize: 0, logic: logic, order: [decisionPlaces[key] ?? 0])
    }

    /// The decisions among the sources and those that they need, each once.
    private func order(of sources: [Program.Source]) -> [Int] {
        var order: [Int] = []
        var seen: Set<Int> = []
        func visit(_ source: Program.Source) {
            switch source {
            case .decision(let place):
                for needed in decisions[place]?.order ?? [] where seen.insert(needed).inserted { order.append(needed) }
            case .group(let members): for member in members { visit(member.source) }
            default: break
            }
        }
        for source in sources { visit(source) }
        return order
    }
}
