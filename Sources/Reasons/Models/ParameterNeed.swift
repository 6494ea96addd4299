public import Base
import Decisions
import FEEL
import Packs

/// A parameter that a model rests on: a named part of the type of its input `参数`.
public struct ParameterNeed: Sendable {
    /// The input of a model that stands for the parameters in force.
    public static let input = "参数"

    /// The name in the model, as `保障金.安排比例`.
    public let path: String
    /// The parameter's name in the packs.
    public let parameter: String
    /// Where the model asks for it.
    public let place: Place
}

/// Reads which parameters a model rests on, and holds them against those of the packs.
struct ParameterNeedReader {
    private static let maximumDepth = 8

    let types: ModelTypes
    let book: ParameterBook
    let faults: Faults

    func needs(_ definitions: Definitions) -> [ParameterNeed] {
        guard let input = definitions.inputData.first(where: { $0.name == ParameterNeed.input }) else { return [] }
        guard let type = types.definition(input.variable.typeReference) else {
            add(input.origin, "“参数”要写类型，在类型里逐项列出用到的参数。")
            return []
        }
        return parts(of: type, path: [], depth: 0)
    }

    private func parts(of definition: ItemDefinition, path: [String], depth: Int) -> [ParameterNeed] {
        guard depth < ParameterNeedReader.maximumDepth, !definition.isCollection else {
            add(definition.origin, "参数不能是列表，也不能嵌套太深。")
            return []
        }
        switch definition.content {
        case .components(let components):
            return components.flatMap { parts(of: $0, path: path + [$0.name], depth: depth + 1) }
        case .type(let reference):
            if let named = types.definition(reference), case .components = named.content {
                return parts(of: named, path: path, depth: depth + 1)
            }
            return [need(definition, path.joined(separator: "."))].compactMap { $0 }
        case .function:
            add(definition.origin, "参数不能是函数。")
            return []
        }
    }

    private func need(_ definition: ItemDefinition, _ path: String) -> ParameterNeed? {
        guard let parameter = book.parameter(path: path) else {
            let known = book.list.compactMap(\.path).joined(separator: "、")
            add(definition.origin, "没有名为“\(path)”的参数，有的是：\(known)。")
            return nil
        }
        let type = types.base(of: definition)
        if type != parameter.kind.feel {
            add(
                definition.origin,
                "参数“\(path)”是\(parameter.kind.feel.chinese)，这里写的类型是\(type.chinese)。")
        }
        return ParameterNeed(path: path, parameter: parameter.name, place: types.place(definition.origin))
    }

    private func add(_ origin: Origin, _ message: String) {
        faults.add(types.place(origin), "“\(origin.element)”：\(message)")
    }
}

extension Parameter.Kind {
    /// The type of a value as decisions see it.
    var feel: FEELType {
        switch self {
        case .integer, .decimal, .money: .number
        case .text: .string
        case .boolean: .boolean
        case .date: .date
        }
    }
}

extension Parameter {
    /// A value as decisions see it. What is counted in per cent comes as a fraction: 1.5 % is 0.015.
    func value(_ written: String) -> Value {
        switch kind {
        case .integer, .decimal, .money:
            guard let number = Number(written) else { return .null(because: "“\(title)”的值不是数字") }
            return (unit == Figures.percent ? number.divided(by: 100) : number).map { .number($0) } ?? .null
        case .text: return .string(written)
        case .boolean: return .boolean(written == "true")
        case .date: return CivilDate(written).map { .date($0) } ?? .null
        }
    }

    /// The unit that stands behind its values.
    var shownUnit: String? { unit ?? (kind == .money ? "元" : nil) }
}
