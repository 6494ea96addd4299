import Base
import FEEL
import Packs

/// The names that a register's formulas may use: its fields, the record's number, state and deadline, the parameters.
///
/// Computed fields and parameters are put in place by name before the expression is read: a computed field stands for
/// its own formula in brackets, `parameters.x` for a plain name. So interpreter and SQL compiler meet only columns,
/// constants and what follows from them.
struct FormulaScope: Sendable {
    /// The plain name under which `parameters.x` is known to FEEL.
    static func parameterName(_ name: String) -> String { "parameters_\(name)" }

    /// The parameter that a plain name stands for; nil for any other name.
    static func parameter(of name: String) -> String? {
        let prefix = parameterName("")
        return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
    }

    /// The plain name under which `subject.x` is known to FEEL.
    static func subjectName(_ name: String) -> String { "subject_\(name)" }

    /// Whether an earlier record of the same subject runs on when this one begins.
    static let overlapName = "spell_overlaps"

    private let scope: Scope
    /// What formulas may use that are worked out when a record is written, and never asked of the database.
    private let writingScope: Scope
    private let subject: Set<String>
    private let computed: [String: String]
    private let parameters: Set<String>

    init(
        fields: [(name: String, kind: FieldKind)], hasStates: Bool, computed: [(name: String, source: String)],
        parameters: ParameterBook, subject: [(name: String, kind: FieldKind)] = [], hasSpell: Bool = false
    ) {
        var types = [FEELType.Field("id", .number)]
        if hasStates { types += [.init("state", .string), .init("state_due", .date)] }
        types += fields.map { .init($0.name, FormulaScope.type($0.kind)) }
        types += parameters.list.map { .init(FormulaScope.parameterName($0.name), FormulaScope.type($0.kind)) }
        scope = Scope(types)
        types += subject.map { .init(FormulaScope.subjectName($0.name), FormulaScope.type($0.kind)) }
        if hasSpell { types.append(.init(FormulaScope.overlapName, .boolean)) }
        writingScope = Scope(types)
        self.subject = Set(subject.map(\.name))
        self.computed = Dictionary(computed.map { ($0.name, $0.source) }, uniquingKeysWith: { first, _ in first })
        self.parameters = Set(parameters.list.map(\.name))
    }

    /// Reads a formula; notes what is wrong with it and gives nil.
    /// - Parameter whenWritten: whether it is worked out only when a record is written: a default, a derived field, a check.
    func formula(_ source: String, at place: Place, faults: Faults, whenWritten: Bool = false) -> Formula? {
        do {
            let inlined = try inlined(source, whenWritten, depth: 0)
            return Formula(
                source: source, place: place,
                expression: try FEEL.Expression.parse(inlined, scope: whenWritten ? writingScope : scope))
        } catch let fault as ExpressionFault {
            faults.add(place, "条件“\(source)”\(fault)。")
        } catch let fault as InlineFault {
            faults.add(place, fault.message)
        } catch {
            faults.add(place, "条件“\(source)”读不懂：\(error)")
        }
        return nil
    }

    private struct InlineFault: Error {
        let message: String
    }

    private static let depthLimit = 8

    private func inlined(_ source: String, _ whenWritten: Bool, depth: Int) throws -> String {
        guard depth < FormulaScope.depthLimit else {
            throw InlineFault(message: "计算字段互相引用：“\(source)”。")
        }
        var result = ""
        var rest = source[...]
        while let first = rest.first {
            if first == "\"" {
                result += take(&rest, string: true)
            } else if first.isLetter || first == "_" {
                let name = take(&rest, string: false)
                result += try replaced(name, whenWritten, rest: &rest, after: result, depth: depth)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    private func replaced(
        _ name: String, _ whenWritten: Bool, rest: inout Substring, after: String, depth: Int
    ) throws -> String {
        // A property of something else is no field of ours.
        if after.last == "." { return name }
        if name == "parameters", rest.first == "." {
            rest = rest.dropFirst()
            let parameter = take(&rest, string: false)
            guard parameters.contains(parameter) else {
                throw InlineFault(message: "没有名为“\(parameter)”的参数。请在 parameters.yaml 里定义它。")
            }
            return FormulaScope.parameterName(parameter)
        }
        if name == "subject", rest.first == ".", !subject.isEmpty {
            rest = rest.dropFirst()
            let field = take(&rest, string: false)
            guard whenWritten else {
                throw InlineFault(message: "subject.\(field) 只能用在 default、derived 和 checks 里：别的条件要由数据库来算。")
            }
            guard subject.contains(field) else {
                throw InlineFault(message: "subject 的登记表没有“\(field)”这个可以用的字段（加密的和计算的不能用）。")
            }
            return FormulaScope.subjectName(field)
        }
        guard let formula = computed[name] else { return name }
        return "(" + (try inlined(formula, whenWritten, depth: depth + 1)) + ")"
    }

    /// Takes a quoted text, or a name, off the front.
    private func take(_ rest: inout Substring, string: Bool) -> String {
        var taken = ""
        if string, let quote = rest.popFirst() { taken.append(quote) }
        while let next = rest.first {
            if !string, !(next.isLetter || next.isNumber || next == "_") { break }
            taken.append(next)
            rest = rest.dropFirst()
            if string, next == "\"" { break }
            if string, next == "\\", let escaped = rest.popFirst() { taken.append(escaped) }
        }
        return taken
    }

    /// The FEEL type of a kind of field.
    static func type(_ kind: FieldKind) -> FEELType {
        switch kind {
        case .integer, .decimal, .money, .percent, .reference, .account: .number
        case .boolean: .boolean
        case .date: .date
        case .choices, .attachment: .list(.string)
        case .rows: .list(.any)
        default: .string
        }
    }

    private static func type(_ kind: Parameter.Kind) -> FEELType {
        switch kind {
        case .integer, .decimal, .money: .number
        case .text: .string
        case .boolean: .boolean
        case .date: .date
        }
    }
}
