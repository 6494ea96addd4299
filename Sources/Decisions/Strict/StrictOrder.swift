import Base

/// What some decisions rest on, each element after those that it uses.
struct StrictOrder {
    enum Element {
        case decision(Decision)
        case knowledge(BusinessKnowledgeModel)
        case service(DecisionService)
    }

    private(set) var elements: [Element] = []
    /// The inputs that are used, in the order of the file.
    private(set) var inputs: [InputData] = []
    private let model: Definitions
    /// Decisions whose results are given.
    private let given: Set<String>
    private var done: Set<String> = []
    private var open: Set<String> = []
    private var used: Set<String> = []

    /// For decisions by name, of which parts may be wanted (`档次.比例`).
    init(_ model: Definitions, outputs: [String]) throws(Diagnostics) {
        self.init(model, given: [])
        for name in outputs {
            guard let decision = model.decision(named: name) else {
                throw Diagnostics([Diagnostic(Place(file: model.file), "没有叫“\(name)”的决策")])
            }
            try visit(decision)
        }
        inputs = model.inputData.filter { used.contains($0.origin.id ?? "") }
    }

    /// For the decisions of a service.
    init(_ model: Definitions, outputs: [Reference], given: Set<String>) throws(Diagnostics) {
        self.init(model, given: given)
        for reference in outputs { try visit(try model.decision(reference)) }
    }

    private init(_ model: Definitions, given: Set<String>) { (self.model, self.given) = (model, given) }

    private mutating func visit(_ decision: Decision) throws(Diagnostics) {
        try once("decision \(decision.name)", decision.name, decision.origin) {
            (order) throws(Diagnostics) in
            for reference in decision.requiredInputs { order.used.insert(reference.id) }
            for reference in decision.requiredKnowledge { try order.visit(knowledge: reference) }
            for reference in decision.requiredDecisions where !order.given.contains(reference.id) {
                try order.visit(try order.model.decision(reference))
            }
            order.elements.append(.decision(decision))
        }
    }

    private mutating func visit(knowledge reference: Reference) throws(Diagnostics) {
        if let model = model.knowledgeModels.first(where: { $0.origin.id == reference.id }) {
            try once("knowledge \(model.name)", model.name, model.origin) { (order) throws(Diagnostics) in
                for reference in model.requiredKnowledge { try order.visit(knowledge: reference) }
                order.elements.append(.knowledge(model))
            }
        } else if let service = model.services.first(where: { $0.origin.id == reference.id }) {
            try once("service \(service.name)", service.name, service.origin) { (order) throws(Diagnostics) in
                order.elements.append(.service(service))
            }
        } else {
            throw model.fault(reference.origin, "这个模型里没有函数或服务“\(reference.id)”")
        }
    }

    private mutating func once(
        _ key: String, _ name: String, _ origin: Origin, _ body: (inout StrictOrder) throws(Diagnostics) -> Void
    ) throws(Diagnostics) {
        if done.contains(key) { return }
        guard open.insert(key).inserted else { throw model.fault(origin, "“\(name)”要用到它自己的结果") }
        guard open.count < 1_000 else { throw model.fault(origin, "决策一个用一个，超过 1000 层") }
        try body(&self)
        open.remove(key)
        done.insert(key)
    }
}

extension Definitions {
    /// The decision of a name, or of the first part of it.
    func decision(named name: String) -> Decision? {
        func named(_ name: String) -> Decision? {
            decisions.first { $0.variable.name == name || $0.name == name }
        }
        return named(name) ?? name.split(separator: ".").first.flatMap { named(String($0)) }
    }
}
