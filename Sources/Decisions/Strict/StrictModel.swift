public import Base
import FEEL
public import Strict

extension Definitions {
    /// The strict form of a model: what may decide money or a right.
    ///
    /// - Parameters:
    ///   - outputs: the decisions whose results are wanted.
    ///   - firedRows: whether each decision that is one table also gives the number of the row that fired.
    ///   - unbounded: what a number is taken for whose type says neither bounds nor decimals; nil refuses it.
    /// - Throws: `Diagnostics` with file, line and reason for what the strict profile refuses.
    public func strict(
        outputs: [String], firedRows: Bool = false, unbounded: StrictType? = nil
    ) throws(Diagnostics) -> StrictProgram {
        let builder = try builder(outputs: outputs, unbounded: unbounded)
        do throws(ExpressionFault) {
            return try builder.program(outputs: outputs, firedRows: firedRows)
        } catch {
            throw Diagnostics([Diagnostic(Place(file: file, line: error.line), error.message)])
        }
    }

    /// A builder that knows these decisions and all they rest on.
    func builder(outputs: [String], unbounded: StrictType? = nil) throws(Diagnostics) -> StrictBuilder {
        let order = try StrictOrder(self, outputs: outputs)
        var types = StrictTypes(self, unbounded: unbounded)
        var fields: [StrictType.Field] = []
        for input in order.inputs {
            fields.append(StrictType.Field(input.variable.name, try types.type(of: input.variable)))
        }
        var builder = StrictBuilder(fields)
        for input in order.inputs {
            let check = try checkOfInput(input.variable)
            try told(input.name) { () throws(ExpressionFault) in
                try builder.require(input.variable.name, check, line: input.origin.line)
            }
        }
        for element in order.elements {
            let (name, form) = try form(element)
            try told(name) { () throws(ExpressionFault) in try builder.define(name, form) }
        }
        return builder
    }

    private func form(_ element: StrictOrder.Element) throws(Diagnostics) -> (name: String, form: StrictForm) {
        switch element {
        case .decision(let decision): return (decision.variable.name, try form(decision))
        case .knowledge(let model): return (model.variable.name, .function(try form(model)))
        case .service(let service): return (service.variable.name, .function(try form(service)))
        }
    }

    private func form(_ decision: Decision) throws(Diagnostics) -> StrictForm {
        guard let logic = decision.logic else { throw fault(decision.origin, "“\(decision.name)”没有写怎么决定") }
        return try checked(try form(logic), decision.variable.typeReference, decision.origin)
    }

    private func form(_ model: BusinessKnowledgeModel) throws(Diagnostics) -> StrictForm.Function {
        guard let logic = model.logic else { throw fault(model.origin, "“\(model.name)”没有写怎么算") }
        let uses = model.requiredKnowledge.compactMap { name(of: $0) }
        return try form(logic, name: model.variable.name, uses: uses)
    }

    /// A service as a function: its inputs, then its decisions, are the parameters, and what it decides is worked out from
    /// them anew.
    private func form(_ service: DecisionService) throws(Diagnostics) -> StrictForm.Function {
        var items: [InformationItem] = []
        for reference in service.inputData {
            guard let input = inputData.first(where: { $0.origin.id == reference.id }) else {
                throw fault(reference.origin, "找不到输入“\(reference.id)”")
            }
            items.append(input.variable)
        }
        for reference in service.inputDecisions { items.append(try decision(reference).variable) }
        let given = Set(service.inputDecisions.map(\.id))
        let wanted = service.outputDecisions
        let order = try StrictOrder(self, outputs: wanted, given: given)
        var entries: [StrictForm.Entry] = []
        for element in order.elements {
            let (name, form) = try form(element)
            entries.append(StrictForm.Entry(name, form))
        }
        var results: [StrictForm.Entry] = []
        for reference in wanted {
            let decision = try decision(reference)
            let text = StrictForm.Text(decision.variable.name, line: reference.origin.line)
            results.append(StrictForm.Entry(decision.variable.name, .text(text)))
        }
        guard let only = results.first else { throw fault(service.origin, "“\(service.name)”没有写结果是哪个决策") }
        entries.append(StrictForm.Entry(nil, results.count == 1 ? only.form : .context(results)))
        return StrictForm.Function(
            service.variable.name, parameters: try parameters(items), uses: [], body: .context(entries),
            line: service.origin.line)
    }

    func decision(_ reference: Reference) throws(Diagnostics) -> Decision {
        guard reference.namespace == nil || reference.namespace == namespace,
            let decision = decisions.first(where: { $0.origin.id == reference.id })
        else { throw fault(reference.origin, "这个模型里没有决策“\(reference.id)”") }
        return decision
    }

    private func name(of reference: Reference) -> String? {
        knowledgeModels.first { $0.origin.id == reference.id }?.variable.name
            ?? services.first { $0.origin.id == reference.id }?.variable.name
    }

    private func told(_ name: String, _ body: () throws(ExpressionFault) -> Void) throws(Diagnostics) {
        do throws(ExpressionFault) {
            try body()
        } catch {
            throw Diagnostics([Diagnostic(Place(file: file, line: error.line), "“\(name)”：\(error.message)")])
        }
    }

    func fault(_ origin: Origin, _ message: String) -> Diagnostics {
        Diagnostics([Diagnostic(Place(file: file, line: origin.line), "严格决策不能这样写：\(message)")])
    }
}
