import Base
import Decisions
public import FEEL
import Strict

/// What a form asks for one input of a model, or for one part of it.
public struct ModelField: Sendable {
    /// What is filled in.
    public enum Kind: Sendable {
        /// A number; decimals and bounds where the model names them.
        case number(scale: Int?, low: Number?, high: Number?)
        /// Yes or no.
        case boolean
        /// One of these texts.
        case choice([String])
        /// A date.
        case date
        /// A text.
        case text
    }

    /// Where it belongs in the inputs, as `单位.在职职工人数`.
    public let path: [String]
    /// What people call it.
    public let title: String
    /// The unit of a number.
    public let unit: String?
    /// How it is to be filled in.
    public let hint: String?
    /// What is filled in.
    public let kind: Kind

    /// A mistake in what was filled in, and what to do.
    public struct Mistake: Error {
        /// In plain Chinese.
        public let message: String
    }

    /// The value of what a person wrote.
    public func value(_ written: String) throws(Mistake) -> Value {
        let text = written.filter { !$0.isWhitespace && $0 != "," && $0 != "，" }
        guard !text.isEmpty else { throw Mistake(message: "请填写“\(title)”。") }
        switch kind {
        case .number(let scale, let low, let high):
            guard let number = Number(text) else { throw Mistake(message: "“\(title)”应是数字，如 \(example(scale))。") }
            let value = unit == Figures.percent ? number.divided(by: 100) ?? number : number
            if let scale, value.scaled(by: scale) == nil {
                throw Mistake(message: scale == 0 ? "“\(title)”应是整数。" : "“\(title)”最多 \(scale) 位小数。")
            }
            if low.map({ value < $0 }) == true || high.map({ $0 < value }) == true {
                let (from, to) = (low.map { figure($0) } ?? "最小", high.map { figure($0) } ?? "最大")
                throw Mistake(message: "“\(title)”应在 \(from) 到 \(to) 之间。")
            }
            return .number(value)
        case .boolean, .date:
            let value = Value(text: text, as: kind.feel)
            guard case .string = value else { return value }
            throw Mistake(message: "“\(title)”应是\(kind.feel.chinese)。")
        case .choice(let choices):
            guard choices.contains(written) else {
                throw Mistake(message: "“\(title)”应是：\(choices.joined(separator: "、"))。")
            }
            return .string(written)
        case .text: return .string(written)
        }
    }

    private func example(_ scale: Int?) -> String { scale == 0 ? "12" : "12.5" }
    private func figure(_ number: Number) -> String { Figures.text(.number(number), unit: unit) }
}

extension ModelField.Kind {
    /// The type of its values.
    var feel: FEELType {
        switch self {
        case .number: .number
        case .boolean: .boolean
        case .date: .date
        case .choice, .text: .string
        }
    }
}

/// Reads what a form has to ask from the types of a model's inputs.
struct ModelFieldReader {
    let types: ModelTypes
    private(set) var fields: [ModelField] = []
    /// Inputs, or parts of inputs, that a form cannot ask for, such as lists of rows.
    private(set) var beyondForms: [String] = []

    init(_ types: ModelTypes) { self.types = types }

    mutating func read(_ item: InformationItem) {
        if let definition = types.definition(item.typeReference) {
            read(definition, [item.name], hint: nil)
        } else {
            add([item.name], nil, [], FEELType.named(item.typeReference ?? ""))
        }
    }

    private mutating func read(_ definition: ItemDefinition, _ path: [String], hint: String?) {
        let chain = types.chain(definition)
        let hint = hint ?? chain.lazy.compactMap { $0.origin.notes["hint"] }.first
        guard !chain.contains(where: \.isCollection), path.count < 8, let last = chain.last else {
            beyondForms.append(path.joined(separator: "."))
            return
        }
        if case .components(let parts) = last.content {
            for part in parts { read(part, path + [part.name], hint: nil) }
        } else {
            add(path, hint, chain, types.base(of: definition))
        }
    }

    private mutating func add(_ path: [String], _ hint: String?, _ chain: [ItemDefinition], _ type: FEELType?) {
        let tests = chain.flatMap { [$0.allowedValues, $0.typeConstraint] }.compactMap { $0 }
        let kind: ModelField.Kind
        switch type {
        case .number:
            var constraint = StrictConstraint()
            for test in tests { try? constraint.read(test.text, of: .number) }
            kind = .number(scale: constraint.scale, low: constraint.low, high: constraint.high)
        case .boolean: kind = .boolean
        case .date: kind = .date
        case .string:
            let choices = tests.flatMap(Self.choices)
            kind = choices.isEmpty ? .text : .choice(choices)
        default:
            beyondForms.append(path.joined(separator: "."))
            return
        }
        fields.append(
            ModelField(
                path: path, title: path.last ?? "", unit: chain.first.flatMap(types.unit), hint: hint, kind: kind))
    }

    /// The texts that unary tests such as `"男", "女"` name.
    private static func choices(_ tests: ExpressionText) -> [String] {
        guard let expression = try? Expression.parseUnaryTests(tests.text, of: .string, scope: .empty) else {
            return []
        }
        var choices: [String] = []
        expression.root.visit { node in
            if case .constant(.string(let text)) = node.kind { choices.append(text) }
        }
        return choices
    }
}
