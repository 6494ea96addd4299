import Base
import Decisions
public import FEEL
public import Packs

extension BoundModel {
    /// The inputs of a row of a table: columns named for inputs, or `input.part` for a part of one.
    public func inputs(columns: [String], row: [String]) -> Context {
        let given = model.given(columns: columns, row: row, forDecision: decision.name)
        return Context(given.map { ($0.name, $0.value) })
    }

    /// The parameters that hold for a question, by the paths of a strict program's inputs: `参数.保障金.安排比例`.
    /// - Throws: `NoAnswer` for parameters without a value on the day.
    public func constants(_ question: Question, parameters: ParameterBook) throws(NoAnswer) -> [String: Value] {
        let held = try inForce(try overlaid(parameters, question), question)
        return Dictionary(held.map { ("\(ParameterNeed.input).\($0.path)", $0.value) }) { first, _ in first }
    }

    /// The parameters with assumptions laid over them, for the day and region of the question alone.
    func overlaid(_ book: ParameterBook, _ question: Question) throws(NoAnswer) -> ParameterBook {
        var book = book
        var reasons: [String] = []
        for assumption in question.assumptions {
            let bare = assumption.parameter.replacing("\(ParameterNeed.input).", with: "", maxReplacements: 1)
            guard
                let need = needs.first(where: { need in
                    [need.path, need.parameter, book[need.parameter]?.title].contains(bare)
                }), let parameter = book[need.parameter]
            else {
                let known = needs.map(\.path).joined(separator: "、")
                reasons.append("假设的参数“\(assumption.parameter)”这个决策没有用到，用到的是：\(known)。")
                continue
            }
            if let mistake = mistake(in: assumption, of: parameter) {
                reasons.append(mistake)
                continue
            }
            let value = Self.bare(assumption)
            guard let period = Period(from: question.day, to: question.day) else { continue }
            let entry = Parameter.Entry(
                region: question.region, period: period, value: value, citation: Citation(document: "假设"),
                verified: false, source: .assumption)
            book = book.overlaid(parameter.name, with: entry)
        }
        guard reasons.isEmpty else { throw NoAnswer(reasons: reasons) }
        return book
    }

    /// Why a value cannot be assumed for a parameter; nil where it can.
    public func mistake(in assumption: Question.Assumption, of parameter: Parameter) -> String? {
        parameter.kind.accepts(Self.bare(assumption)) ? nil : "“\(assumption.value)”不能作“\(parameter.title)”的值。"
    }

    private static func bare(_ assumption: Question.Assumption) -> String {
        assumption.value.filter { $0 != "%" && $0 != "," && !$0.isWhitespace }
    }

    /// The values in force of everything that the model asks for.
    func inForce(_ book: ParameterBook, _ question: Question) throws(NoAnswer) -> [Answer.InForce] {
        var missing: [Parameter.Unknown] = []
        var found: [Answer.InForce] = []
        for need in needs {
            guard let parameter = book[need.parameter] else { continue }
            do throws(Parameter.Unknown) {
                let entry = try parameter.value(on: question.day, in: question.region)
                found.append(
                    Answer.InForce(
                        parameter: parameter, entry: entry, path: need.path, value: parameter.value(entry)))
            } catch {
                missing.append(error)
            }
        }
        guard missing.isEmpty else { throw NoAnswer(reasons: missing.map(\.description), missing: missing) }
        return found
    }

    /// The parameters as the model's input has them: contexts within contexts.
    func context(_ inForce: [Answer.InForce]) -> Value {
        var context = Context()
        for item in inForce { context.put(item.value, at: item.path.split(separator: ".").map(String.init)) }
        return .context(context)
    }
}
