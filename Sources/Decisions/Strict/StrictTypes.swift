import Base
import FEEL
import Strict

/// The model's types as the strict profile needs them: numbers with bounds and decimals, lists with a limit.
struct StrictTypes {
    private let model: Definitions
    /// What a number is taken for whose type says neither bounds nor decimals.
    private let unbounded: StrictType?
    private var open: [String] = []

    init(_ model: Definitions, unbounded: StrictType? = nil) { (self.model, self.unbounded) = (model, unbounded) }

    mutating func type(of item: InformationItem) throws(Diagnostics) -> StrictType {
        guard let name = item.typeReference else {
            throw model.fault(item.origin, "“\(item.name)”没有写类型")
        }
        return try type(named: name, StrictConstraint(), item.name, item.origin)
    }

    private mutating func type(
        named name: String, _ known: StrictConstraint, _ path: String, _ origin: Origin
    ) throws(Diagnostics) -> StrictType {
        switch name {
        case "boolean": return .boolean
        case "string": return .text
        case "date": return .date
        case "number":
            if let number = known.number ?? unbounded { return number }
            throw model.fault(
                origin, "“\(path)”没有写明上下限和小数位数，请在类型的条件里写，如 ? in [0..200000] and decimal(?, 0) = ?")
        default:
            guard let definition = model.itemDefinitions.first(where: { $0.name == name }) else {
                throw model.fault(origin, "“\(path)”的类型“\(name)”不在严格决策可用的类型里")
            }
            guard !open.contains(name) else { throw model.fault(origin, "类型“\(name)”用到了它自己") }
            open.append(name)
            defer { open.removeLast() }
            return try type(definition, known, path)
        }
    }

    private mutating func type(
        _ definition: ItemDefinition, _ known: StrictConstraint, _ path: String
    ) throws(Diagnostics) -> StrictType {
        var constraint = known
        for text in [definition.allowedValues, definition.typeConstraint].compactMap({ $0 }) {
            do throws(ExpressionFault) {
                try constraint.read(text.text, of: definition.isCollection ? .any : feelType(definition))
            } catch {
                throw Diagnostics([
                    Diagnostic(Place(file: model.file, line: text.line + error.line - 1), "“\(path)”：\(error.message)")
                ])
            }
        }
        switch definition.content {
        case .components(let parts):
            var fields: [StrictType.Field] = []
            for part in parts {
                fields.append(StrictType.Field(part.name, try type(part, StrictConstraint(), "\(path).\(part.name)")))
            }
            return definition.isCollection ? try rows(fields, constraint, definition, path) : .record(fields)
        case .type(let name?) where !definition.isCollection:
            return try type(named: name, constraint, path, definition.origin)
        case .type(let name?):
            guard case .record(let fields) = try type(named: name, StrictConstraint(), path, definition.origin) else {
                throw notRows(definition, path)
            }
            return try rows(fields, constraint, definition, path)
        case .type, .function: throw notRows(definition, path)
        }
    }

    private func notRows(_ definition: ItemDefinition, _ path: String) -> Diagnostics {
        model.fault(definition.origin, "“\(path)”的类型要是数字、是否、文字、日期、它们的组合，或这种组合的列表")
    }

    private func rows(
        _ fields: [StrictType.Field], _ constraint: StrictConstraint, _ definition: ItemDefinition, _ path: String
    ) throws(Diagnostics) -> StrictType {
        guard let limit = constraint.limit else {
            throw model.fault(definition.origin, "“\(path)”没有写明最多多少行，请在类型的条件里写，如 count(?) <= 1000")
        }
        return .rows(fields, limit: limit)
    }

    private func feelType(_ definition: ItemDefinition) -> FEELType {
        guard case .type(let name?) = definition.content else { return .any }
        return FEELType.named(name) ?? .any
    }
}
