import Base
import Decisions
public import FEEL
public import Packs
import Strict

/// A strict model asked many times for one day and place: the parameters are looked up once, and nothing is traced.
public final class BoundRows {
    private let model: BoundModel
    private let program: StrictProgram
    private let interpreter: StrictInterpreter
    private let parameters: Value

    /// - Parameters:
    ///   - decisions: the decisions whose results are wanted.
    ///   - question: the day and place; its inputs are not looked at.
    /// - Throws: `NoAnswer` for parameters without a value on the day, or a model that is not strict.
    public init(
        _ model: BoundModel, decisions: [String], _ question: Question, parameters: ParameterBook
    ) throws(NoAnswer) {
        do throws(Diagnostics) {
            program = try model.definitions.strict(outputs: decisions)
        } catch {
            throw NoAnswer(reasons: error.list.map(\.description))
        }
        self.model = model
        interpreter = StrictInterpreter(program)
        self.parameters = model.context(try model.inForce(try model.overlaid(parameters, question), question))
    }

    /// The result of the decision that the model is asked, with its unit.
    /// - Throws: `NoAnswer` with the reason why there is none.
    public func text(_ inputs: Context) throws(NoAnswer) -> String {
        let results = try results(inputs)
        let name = model.decision.name
        let value =
            results[name]
            ?? .context(
                Context(program.outputs.map { (String($0.name.dropFirst(name.count + 1)), results[$0.name] ?? .null) }))
        return Figures.text(value, unit: model.units[model.decision.variable.name])
    }

    /// The results for these inputs, by decision, or `decision.part` where it has parts.
    /// - Throws: `NoAnswer` with the reason why there is none.
    public func results(_ inputs: Context) throws(NoAnswer) -> [String: Value] {
        var values = Dictionary(inputs.entries.map { ($0.name, $0.value) }) { first, _ in first }
        values[ParameterNeed.input] = parameters
        switch interpreter.run(StrictRow(program, reading: values)) {
        case .refused(let site): throw NoAnswer(reasons: [program.reasons[site].message + "。"])
        case .values(let results):
            return Dictionary(StrictResult(program, results, traced: .null).outputs.map { ($0.name, $0.value) }) {
                first, _ in first
            }
        }
    }
}
