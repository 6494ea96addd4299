public import Base
import FEEL
public import Strict

extension Definitions {
    /// The strict form of a model: what may decide money or a right.
    ///
    /// - Parameter outputs: the decisions whose results are wanted.
    /// - Throws: `Diagnostics` with file, line and reason for what the strict profile refuses.
    public func strict(outputs: [String]) throws(Diagnostics) -> StrictProgram {
        var types = StrictTypes(self)
        var fields: [StrictType.Field] = []
        for input in inputData {
            fields.append(StrictType.Field(input.variable.name, try types.type(of: input.variable)))
        }
        var builder = StrictBuilder(fields)
        for decision in try inOrder(outputs) {
            guard let logic = decision.logic else { throw fault(decision.origin, "“\(decision.name)”没有写怎么决定") }
            let form = try form(logic)
            do throws(ExpressionFault) {
                try builder.define(decision.variable.name, form)
            } catch {
                throw Diagnostics([
                    Diagnostic(Place(file: file, line: error.line), "“\(decision.name)”：\(error.message)")
                ])
            }
        }
        do throws(ExpressionFault) {
            return try builder.program(outputs: outputs)
        } catch {
            throw Diagnostics([Diagnostic(Place(file: file, line: error.line), error.message)])
        }
    }

    func fault(_ origin: Origin, _ message: String) -> Diagnostics {
        Diagnostics([Diagnostic(Place(file: file, line: origin.line), "严格决策不能这样写：\(message)")])
    }

    /// The decisions that these rest on and themselves, each after those that it uses.
    private func inOrder(_ wanted: [String]) throws(Diagnostics) -> [Decision] {
        var result: [Decision] = []
        var open: Set<String> = []
        func visit(_ decision: Decision) throws(Diagnostics) {
            if result.contains(where: { $0.name == decision.name }) { return }
            guard open.insert(decision.name).inserted else {
                throw fault(decision.origin, "“\(decision.name)”要用到它自己的结果")
            }
            guard decision.requiredKnowledge.isEmpty else {
                throw fault(decision.origin, "“\(decision.name)”调用了函数模型，请把公式写在决策里")
            }
            for reference in decision.requiredDecisions {
                guard let other = decisions.first(where: { $0.origin.id == reference.id }) else {
                    throw fault(reference.origin, "找不到决策“\(reference.id)”")
                }
                try visit(other)
            }
            result.append(decision)
        }
        for name in wanted {
            let base = name.split(separator: ".").first.map(String.init) ?? name
            guard let decision = decisions.first(where: { $0.variable.name == base || $0.name == base }) else {
                throw Diagnostics([Diagnostic(Place(file: file), "没有叫“\(base)”的决策")])
            }
            try visit(decision)
        }
        return result
    }
}
