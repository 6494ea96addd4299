import Base
import FEEL

/// The types of one model by name; each is resolved when it is first asked for.
final class TypeTable {
    private let definitions: Definitions
    private let byName: [String: ItemDefinition]
    private var resolved: [String: ItemType] = [:]
    private var open: Set<String> = []
    private var imported: [(prefix: String, table: TypeTable)] = []
    private let report: (Diagnostic) -> Void

    init(_ definitions: Definitions, report: @escaping (Diagnostic) -> Void) {
        self.definitions = definitions
        self.report = report
        byName = Dictionary(definitions.itemDefinitions.map { ($0.name, $0) }) { first, _ in first }
    }

    func add(_ table: TypeTable, as name: String) { imported.append((name.isEmpty ? "" : name + ".", table)) }

    /// The type that a reference names; any value where there is none.
    func type(_ reference: String?, _ origin: Origin) -> ItemType {
        guard let reference else { return .any }
        if let type = find(reference) { return type }
        report(
            Diagnostic(
                Place(file: definitions.file, line: origin.line), "“\(origin.element)”：没有叫“\(reference)”的类型。"))
        return .any
    }

    /// A type that is declared, or nil where none is or it allows any value.
    func narrow(_ reference: String?, _ origin: Origin) -> ItemType? {
        let type = type(reference, origin)
        return type.isAny ? nil : type
    }

    private func find(_ written: String) -> ItemType? {
        let name = ModelReader.normal(written)
        if let type = own(name) { return type }
        if let plain = FEELType.named(name) ?? Self.former[name] { return ItemType(plain) }
        for (prefix, table) in imported where name.hasPrefix(prefix) {
            let rest = String(name.dropFirst(prefix.count))
            // Models that import each other without a name must not ask each other for ever.
            if let type = prefix.isEmpty ? table.own(rest) : table.find(rest) { return type }
        }
        // feel:number, feel.number
        let bare = name.split(whereSeparator: { $0 == ":" || $0 == "." }).last.map(String.init) ?? name
        return bare == name ? nil : (FEELType.named(bare) ?? Self.former[bare]).map { ItemType($0) } ?? own(bare)
    }

    /// What DMN 1.1 called types, as models of others still do.
    private static let former: [String: FEELType] = [
        "dateTime": .dateTime, "dayTimeDuration": .daysTime, "yearMonthDuration": .yearsMonths,
    ]

    private func own(_ name: String) -> ItemType? {
        if let type = resolved[name] { return type }
        guard let definition = byName[name] else { return nil }
        guard open.insert(name).inserted else {
            fault(definition.origin, "类型“\(name)”的定义绕回了自己。")
            return .any
        }
        defer { open.remove(name) }
        let type = make(definition)
        resolved[name] = type
        return type
    }

    private func make(_ definition: ItemDefinition) -> ItemType {
        let base: ItemType
        switch definition.content {
        case .type(let reference): base = type(reference, definition.origin)
        case .components(let parts):
            base = ItemType(definition.name, .parts(parts.map { ItemType.Part(name: $0.name, type: make($0)) }))
        case .function(let parameters, let result):
            let types = parameters.map { type($0.typeReference, $0.origin).feel }
            base = ItemType(definition.name, .plain(.function(types, type(result, definition.origin).feel)))
        }
        let item = narrowed(base, definition.name, definition.allowedValues)
        let whole = definition.isCollection ? ItemType(definition.name, .list(item)) : item
        return narrowed(whole, definition.name, definition.typeConstraint)
    }

    private func narrowed(_ type: ItemType, _ name: String, _ tests: ExpressionText?) -> ItemType {
        guard let tests else { return type }
        do throws(ExpressionFault) {
            let scope = Scope([], types: [:], mode: .standard)
            let constraint = try Expression.parseUnaryTests(tests.text, of: type.feel, scope: scope)
            return ItemType(name, .narrowed(type), constraint: constraint)
        } catch {
            report(error.diagnostic(tests, file: definitions.file))
            return type
        }
    }

    private func fault(_ origin: Origin, _ message: String) {
        report(Diagnostic(Place(file: definitions.file, line: origin.line), "“\(origin.element)”：\(message)"))
    }

    /// All types under the names by which expressions of this model know them.
    var feelTypes: [String: FEELType] {
        var types: [String: FEELType] = [:]
        for (prefix, table) in imported {
            for (name, type) in table.ownTypes { types[prefix + name] = type }
        }
        types.merge(ownTypes) { _, own in own }
        return types
    }

    private var ownTypes: [String: FEELType] {
        Dictionary(definitions.itemDefinitions.map { ($0.name, own($0.name)?.feel ?? .any) }) { first, _ in first }
    }
}

extension ExpressionFault {
    /// The fault at its place in the model's file.
    func diagnostic(_ text: ExpressionText, file: String) -> Diagnostic {
        let place = Place(
            file: file, line: text.line + line - 1, column: line > 1 ? column : text.column.map { $0 + column - 1 })
        let shown = text.text.trimmed
        return Diagnostic(
            place, "“\(text.origin.element)”里的“\(shown.prefix(60))\(shown.count > 60 ? "…" : "")”：\(message)")
    }
}
