public import Base
public import Decisions
import FEEL
public import Packs
import Strict

/// A decision model with its parameters bound to those of the packs, ready to be asked.
public final class BoundModel: Sendable {
    /// The model.
    public let definitions: Definitions
    /// The decision that is asked.
    public let decision: Decision
    /// The parameters that it rests on.
    public let needs: [ParameterNeed]
    /// What a form asks for its inputs.
    public let fields: [ModelField]
    /// The lists of rows that a form asks for.
    public let lists: [ModelList]
    /// Inputs that a form cannot ask for, such as lists within lists.
    public let beyondForms: [String]
    let model: DecisionModel
    let types: ModelTypes
    let units: Units
    /// For each decision of a strict model that has a value of its own, its program.
    let programs: [String: StrictProgram]

    /// Whether the model may decide money or a right.
    public var isStrict: Bool { definitions.isStrict }
    /// The rows of the mission that it serves.
    public var cites: [String] {
        (definitions.origin.notes["cites"] ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// The decisions on the way that are answered yes or no: of a verdict, the rules that it rests on.
    public var yesOrNo: [String] {
        definitions.decisions.filter { $0.variable.typeReference == "boolean" && $0.name != decision.name }.map(\.name)
    }

    /// Binds a model.
    /// - Parameter name: the decision that is asked; nil for the one that no other decision uses.
    /// - Throws: `Diagnostics` with file, line and element: what cannot be read or linked, parameters that the packs do not
    ///   have, what the strict profile refuses in a model marked strict.
    public init(_ model: DecisionModel, decision name: String? = nil, parameters: ParameterBook) throws(Diagnostics) {
        let faults = Faults()
        let definitions = model.definitions
        for fault in model.faults { faults.add(fault) }
        types = ModelTypes(definitions, imports: model.imports)
        let models = [definitions] + model.imports
        needs = Self.needs(models, model.imports, parameters, faults)
        let decision = Self.decision(name, definitions, faults)
        let wanted = decision.flatMap { model.inputs(ofDecision: $0.name) } ?? []
        var (fields, lists, beyondForms): ([ModelField], [ModelList], [String]) = ([], [], [])
        // A fact that several models ask for by one name is asked once.
        var asked: Set<String> = [ParameterNeed.input]
        for other in models {
            var reader = ModelFieldReader(ModelTypes(other, imports: model.imports))
            for input in other.inputData {
                let isWanted = wanted.contains { $0.name == input.variable.name && $0.namespace == other.namespace }
                if isWanted, asked.insert(input.variable.name).inserted { reader.read(input.variable) }
            }
            fields += reader.fields
            lists += reader.lists
            beyondForms += reader.beyondForms
        }
        (self.fields, self.lists, self.beyondForms) = (fields, lists, beyondForms)
        programs = decision.map { Self.programs(definitions, $0, faults) } ?? [:]
        guard let decision, faults.list.isEmpty else { throw Diagnostics(faults.list) }
        self.decision = decision
        self.definitions = definitions
        self.model = model
        units = Units(models, model.imports, needs, parameters)
    }

    /// What the models ask for, each parameter once.
    private static func needs(
        _ models: [Definitions], _ imports: [Definitions], _ book: ParameterBook, _ faults: Faults
    ) -> [ParameterNeed] {
        var seen: Set<String> = []
        return models.flatMap { other in
            ParameterNeedReader(types: ModelTypes(other, imports: imports), book: book, faults: faults).needs(other)
        }.filter { seen.insert($0.path).inserted }
    }

    private static func decision(_ name: String?, _ definitions: Definitions, _ faults: Faults) -> Decision? {
        if let name {
            let found = definitions.decisions.first { $0.name == name }
            if found == nil { faults.add(Place(file: definitions.file), "没有叫“\(name)”的决策。") }
            return found
        }
        let own = definitions.decisions.flatMap(\.requiredDecisions).filter { reference in
            reference.namespace.map { $0 == definitions.namespace } ?? true
        }
        let used = Set(own.map(\.id))
        let tops = definitions.decisions.filter { decision in decision.origin.id.map { !used.contains($0) } ?? true }
        guard tops.count == 1 else {
            let names = tops.map(\.name).joined(separator: "、")
            faults.add(
                Place(file: definitions.file, line: definitions.origin.line),
                "“definitions”：应有且只有一个别的决策都不用到的决策，作为要问的问题，这里有 \(tops.count) 个：\(names)。")
            return nil
        }
        return tops.first
    }

    private static func programs(
        _ definitions: Definitions, _ decision: Decision, _ faults: Faults
    ) -> [String: StrictProgram] {
        guard definitions.isStrict else { return [:] }
        var programs: [String: StrictProgram] = [:]
        do throws(Diagnostics) {
            programs[decision.name] = try definitions.strict(outputs: [decision.name])
        } catch {
            for fault in error.list { faults.add(fault) }
        }
        // Of the decisions on the way those with a value of their own; others, such as lists, are told as they were traced.
        for other in definitions.decisions where other.name != decision.name {
            programs[other.name] = try? definitions.strict(outputs: [other.name])
        }
        return programs
    }
}

/// The units of everything that a model names, by its path.
struct Units: Sendable {
    private var byPath: [String: String] = [:]

    /// Of a model and its imports; what an import gives is named as the model names it and as it names itself.
    init(_ models: [Definitions], _ imports: [Definitions], _ needs: [ParameterNeed], _ parameters: ParameterBook) {
        for model in models.reversed() { add(model, ModelTypes(model, imports: imports)) }
        for need in needs {
            byPath["\(ParameterNeed.input).\(need.path)"] = parameters[need.parameter]?.shownUnit
        }
        for entry in models.first?.imports ?? [] {
            guard let other = imports.first(where: { $0.namespace == entry.namespace }) else { continue }
            var inner = Units()
            inner.add(other, ModelTypes(other, imports: imports))
            for (path, unit) in inner.byPath { byPath["\(entry.name).\(path)"] = unit }
        }
    }

    private init() {}

    private mutating func add(_ definitions: Definitions, _ types: ModelTypes) {
        for input in definitions.inputData { add(input.variable.name, input.variable.typeReference, types, depth: 0) }
        for decision in definitions.decisions {
            add(decision.variable.name, decision.variable.typeReference, types, depth: 0)
            switch decision.logic?.kind {
            case .table(let table):
                for output in table.outputs {
                    let path = [decision.variable.name, output.name].compactMap { $0 }.joined(separator: ".")
                    byPath[path] = types.unit(output.typeReference) ?? byPath[path]
                }
            case .context(let entries):
                for entry in entries {
                    guard let variable = entry.variable else { continue }
                    let unit = types.unit(variable.typeReference)
                    byPath["\(decision.variable.name).\(variable.name)"] = unit
                    byPath[variable.name] = byPath[variable.name] ?? unit
                }
            default: break
            }
        }
    }

    subscript(path: String) -> String? { byPath[path] }

    private mutating func add(_ path: String, _ reference: String?, _ types: ModelTypes, depth: Int) {
        guard let definition = types.definition(reference), depth < 8 else { return }
        add(path, definition, types, depth: depth)
    }

    private mutating func add(_ path: String, _ definition: ItemDefinition, _ types: ModelTypes, depth: Int) {
        byPath[path] = types.unit(definition)
        guard let last = types.chain(definition).last, case .components(let parts) = last.content, depth < 8 else {
            return
        }
        for part in parts { add("\(path).\(part.name)", part, types, depth: depth + 1) }
    }
}
