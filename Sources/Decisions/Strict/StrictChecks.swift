import Base
import Strict

/// What the model's types ask of values that are worked out.
extension Definitions {
    /// What a type asks for; nil when it asks for nothing that the profile has to hold a value to.
    func check(_ name: String, _ origin: Origin) throws(Diagnostics) -> StrictForm.Check? {
        try check(name, origin, open: [], isInput: false)
    }

    private func check(
        _ name: String, _ origin: Origin, open: [String], isInput: Bool
    ) throws(Diagnostics) -> StrictForm.Check? {
        switch name {
        case "Any": return nil
        case "number": return StrictForm.Check(kind: .number)
        case "boolean": return StrictForm.Check(kind: .boolean)
        case "string": return StrictForm.Check(kind: .text)
        case "date": return StrictForm.Check(kind: .date)
        case "days and time duration", "day and time duration": return StrictForm.Check(kind: .days)
        case "years and months duration", "year and month duration": return StrictForm.Check(kind: .months)
        default: break
        }
        guard let definition = itemDefinitions.first(where: { $0.name == name }) else {
            throw fault(origin, "类型“\(name)”不在严格决策可用的类型里")
        }
        guard !open.contains(name) else { throw fault(origin, "类型“\(name)”用到了它自己") }
        return try check(definition, open: open + [name], isInput: isInput)
    }

    private func check(
        _ definition: ItemDefinition, open: [String], isInput: Bool
    ) throws(Diagnostics) -> StrictForm.Check? {
        let tests = [definition.allowedValues, definition.typeConstraint].compactMap { $0 }
            .map { StrictForm.Text($0.text, line: $0.line) }
        if definition.isCollection {
            // What is in a list was held to its own type where it was worked out.
            guard tests.isEmpty || isInput else {
                throw fault(definition.origin, "“\(definition.name)”是有条件的列表，只能用作输入的类型")
            }
            return isInput ? nil : .list
        }
        switch definition.content {
        case .function: return nil
        case .type(let base):
            var result =
                try base.flatMap { (base) throws(Diagnostics) in
                    try check(base, definition.origin, open: open, isInput: isInput)
                } ?? .none
            result.tests += tests
            return result
        case .components(let parts):
            var checks: [(name: String, check: StrictForm.Check)] = []
            for part in parts { checks.append((part.name, try check(part, open: open, isInput: isInput) ?? .none)) }
            return StrictForm.Check(parts: checks, tests: tests)
        }
    }

    /// What the type of an input asks for besides the bounds that its numbers are read with: conditions on texts, dates,
    /// and on numbers where they say more than bounds and decimals. Child rows are not looked at.
    func checkOfInput(_ item: InformationItem) throws(Diagnostics) -> StrictForm.Check {
        guard let name = item.typeReference else { return .none }
        return try check(name, item.origin, open: [], isInput: true) ?? .none
    }
}
