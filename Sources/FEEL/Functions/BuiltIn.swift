/// A function of the language (DMN 1.5, 10.3.4).
package final class BuiltIn: Sendable {
    struct Parameter: Sendable {
        let name: String
        let type: FEELType
        let isOptional: Bool
    }

    /// One way of calling it.
    struct Form: Sendable {
        let parameters: [Parameter]
        /// Whether the last parameter may be repeated.
        let isVariadic: Bool
        /// How many parameters have to be given.
        let least: Int
    }

    typealias Body = @Sendable ([Value], inout Run) -> Value
    /// What it gives for two numbers.
    typealias TwoNumbers = @Sendable (Number, Number) -> Value

    package let name: String
    let forms: [Form]
    let result: FEELType
    private let resultOf: (@Sendable ([FEELType]) -> FEELType)?
    private let body: Body
    /// The same as the body, for two numbers and nothing else.
    let twoNumbers: TwoNumbers?

    /// `forms` are written as `text: string, start: number, length?: number`, a last `…` for more of the same.
    init(
        _ name: String, _ forms: [[(String, FEELType)]], variadic: Bool = false, _ result: FEELType,
        resultOf: (@Sendable ([FEELType]) -> FEELType)? = nil, twoNumbers: TwoNumbers? = nil, _ body: @escaping Body
    ) {
        self.name = name
        self.forms = forms.enumerated().map { index, form in
            let parameters = form.map { name, type in
                let isOptional = name.hasSuffix("?")
                return Parameter(name: isOptional ? String(name.dropLast()) : name, type: type, isOptional: isOptional)
            }
            return Form(
                parameters: parameters, isVariadic: variadic && index == forms.count - 1,
                least: parameters.count { !$0.isOptional })
        }
        self.result = result
        self.resultOf = resultOf
        self.twoNumbers = twoNumbers
        self.body = body
    }

    static let byName: [String: BuiltIn] = {
        let all = strings + patterns + numbers + lists + times + months + conversions + contexts + ranges
        return Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    }()

    func resultType(_ arguments: [FEELType]) -> FEELType { resultOf?(arguments) ?? result }

    /// The form that these arguments fit, by names or by count, and by types where these are to be checked.
    func form(for names: [String?], types: [FEELType]?) -> Form? {
        forms.first { $0.accepts(names, types) }
    }

    /// What is wrong with a call, in plain Chinese, and which argument is to blame, if it is one.
    func misuse(_ names: [String?], _ types: [FEELType]) -> (message: String, argument: Int?) {
        if let form = forms.first(where: { $0.accepts(names, nil) }) {
            for (index, (name, type)) in zip(names, types).enumerated() {
                let named = name.flatMap { name in form.parameters.first { $0.name == name } }
                guard let parameter = named ?? form.parameter(index), !type.fits(parameter.type) else { continue }
                let (wanted, given) = (parameter.type.chinese, type.chinese)
                return ("“\(self.name)”的第 \(index + 1) 个参数（\(parameter.name)）应为\(wanted)，却是\(given)", index)
            }
        }
        let usage = forms.map { form in
            let parameters = form.parameters.map { $0.isOptional ? "[\($0.name)]" : $0.name }
            return "\(name)(\(parameters.joined(separator: ", "))\(form.isVariadic ? ", …" : ""))"
        }
        return ("“\(name)”的参数不对，写法是：\(usage.joined(separator: " 或 "))", nil)
    }

    /// Runs it on arguments in order.
    func run(_ arguments: [Value], _ run: inout Run) -> Value {
        for argument in arguments where !run.pay(for: argument) { return Run.exhausted }
        return run.bearing(outcome(arguments, &run))
    }

    private func outcome(_ arguments: [Value], _ run: inout Run) -> Value {
        guard forms.count == 1, let form = forms.first else {
            return keepingReason(of: arguments, body(arguments, &run))
        }
        guard form.accepts(count: arguments.count) else { return .null(because: misuse([], []).message) }
        var fitted = arguments
        for index in arguments.indices {
            guard let parameter = form.parameter(index) else { break }
            if case .any = parameter.type { continue }
            if arguments[index].isSurely(parameter.type) { continue }
            guard let value = arguments[index].fitted(to: parameter.type) else {
                let type = arguments[index].type.chinese
                return .null(because: "“\(name)”的参数“\(parameter.name)”应为\(parameter.type.chinese)，却是\(type)")
            }
            fitted[index] = value
        }
        return keepingReason(of: arguments, body(fitted, &run))
    }

    /// A null without a reason takes that of a null argument, or a plain one.
    private func keepingReason(of arguments: [Value], _ result: Value) -> Value {
        guard case .null(nil) = result else { return result }
        for argument in arguments { if let reason = argument.reason { return .null(reason) } }
        return .null(because: "“\(name)”不能用于\(arguments.map(\.type.chinese).joined(separator: "、"))")
    }
}

extension BuiltIn.Form {
    func parameter(_ index: Int) -> BuiltIn.Parameter? {
        if index < parameters.count { return parameters[index] }
        return isVariadic ? parameters.last : nil
    }

    /// Whether so many arguments in order will do.
    func accepts(count: Int) -> Bool { count >= least && (isVariadic || count <= parameters.count) }

    func accepts(_ names: [String?], _ types: [FEELType]?) -> Bool {
        if names.contains(where: { $0 != nil }) {
            guard names.allSatisfy({ name in parameters.contains { $0.name == name } }),
                Set(names).count == names.count,
                parameters.allSatisfy({ $0.isOptional || names.contains($0.name) })
            else { return false }
        } else {
            guard accepts(count: names.count) else { return false }
        }
        guard let types else { return true }
        let ordered = self.ordered(Array(zip(names, types)))
        return ordered.enumerated().allSatisfy { index, type in
            guard let type, let parameter = parameter(index) else { return true }
            return type.fits(parameter.type)
        }
    }

    /// The arguments in the order of the parameters; `nil` for one left out before another.
    func ordered<Item>(_ arguments: [(String?, Item)]) -> [Item?] {
        guard arguments.contains(where: { $0.0 != nil }) else { return arguments.map(\.1) }
        var result: [Item?] = parameters.map { parameter in arguments.first { $0.0 == parameter.name }?.1 }
        while let last = result.last, last == nil { result.removeLast() }
        return result
    }
}

extension FEELType {
    /// Whether a value of this type can be given for a parameter, with the coercion of one value and a list of one.
    func fits(_ parameter: FEELType) -> Bool {
        if mayBe(parameter) { return true }
        if case .list(let item) = parameter, mayBe(item) { return true }
        if case .list(let item) = self, item.mayBe(parameter) { return true }
        if case .function = self, case .function = parameter { return true }
        return self == .date && parameter == .dateTime
    }
}
