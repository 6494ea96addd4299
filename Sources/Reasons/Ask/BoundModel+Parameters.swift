import Base
import Decisions
public import FEEL
public import Packs
import Strict

extension BoundModel {
    /// The inputs of a row of a table: columns named for inputs, or `input.part` for a part of one.
    public func inputs(columns: [String], row: [String]) -> Context {
        let given = model.given(columns: columns, row: row, forDecision: decision.name)
        return Context(given.map { ($0.name, $0.value) })
    }

    /// The inputs by name, each read as its type asks, as texts of dates are in JSON.
    public func given(_ inputs: Context) -> Context {
        Context(model.given(inputs, forDecision: decision.name).map { ($0.name, $0.value) })
    }

    /// The parameters that hold for a question, what it assumes laid over them.
    /// - Throws: `NoAnswer` for parameters without a value on the day.
    public func held(_ question: Question, parameters: ParameterBook) throws(NoAnswer) -> [Answer.InForce] {
        try inForce(try overlaid(parameters, question), question)
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
            if let mistake = mistake(in: assumption.value, of: need, parameter) {
                reasons.append(mistake)
                continue
            }
            let value = parameter.plain(assumption.value)
            guard let period = Period(from: question.day, to: question.day) else { continue }
            let entry = Parameter.Entry(
                region: question.region, period: period, value: value, citation: Citation(document: "假设"),
                verified: false, source: .assumption)
            book = book.overlaid(parameter.name, with: entry)
        }
        guard reasons.isEmpty else { throw NoAnswer(reasons: reasons) }
        return book
    }

    /// Why a value cannot be assumed for a parameter, in the words of whoever may change it; nil where it can.
    /// - Parameter written: the value as a person writes it.
    public func mistake(in written: String, of need: ParameterNeed, _ parameter: Parameter) -> String? {
        let value = parameter.plain(written)
        return parameter.mistake(in: value) ?? beyondModel(value, need, parameter)
    }

    /// Why the exact program cannot take a value that makes sense for the parameter.
    private func beyondModel(_ written: String, _ need: ParameterNeed, _ parameter: Parameter) -> String? {
        let path = "\(ParameterNeed.input).\(need.path)"
        guard let type = programs[decision.name]?.inputs.first(where: { $0.path == path })?.type,
            case .number(scale: let scale, let bounds) = type,
            case .number(let value) = parameter.value(written)
        else { return nil }
        if let units = value.scaled(by: scale), bounds.contains(Int64(units)) { return nil }
        let ends = [bounds.lowerBound, bounds.upperBound].map { end in
            Figures.text(.number(Number(Int(end), scale: scale)), unit: parameter.shownUnit)
        }
        let decimals = parameter.unit == Figures.percent ? max(0, scale - 2) : scale
        let digits = decimals == 0 ? "整数" : "最多 \(decimals) 位小数"
        return "“\(parameter.title)”在这个决策里应在 \(ends[0]) 到 \(ends[1]) 之间，\(digits)，填的是 \(written)。"
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
                        parameter: parameter, entry: entry, path: need.path, value: parameter.value(entry.value)))
            } catch {
                missing.append(error)
            }
        }
        guard missing.isEmpty else {
            throw NoAnswer(reasons: missing.map(\.description), plain: missing.map(\.plain), missing: missing)
        }
        return found
    }

    /// The parameters as the model's input has them: contexts within contexts.
    func context(_ inForce: [Answer.InForce]) -> Value {
        var context = Context()
        for item in inForce { context.put(item.value, at: item.path.split(separator: ".").map(String.init)) }
        return .context(context)
    }
}

extension Parameter {
    /// A value without what people write around it: 2 for “2 %”, 60000 for “60,000”, true for “是”.
    fileprivate func plain(_ written: String) -> String {
        switch kind {
        case .integer, .decimal, .money:
            written.filter { $0 != "," && $0 != "，" && !$0.isWhitespace && !($0 == "%" && unit == Figures.percent) }
        case .boolean: ["是": "true", "否": "false"][written] ?? written
        case .text, .date: written
        }
    }
}
