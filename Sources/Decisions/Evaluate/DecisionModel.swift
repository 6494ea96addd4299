public import Base
public import FEEL

/// A model and its imports, ready to run.
///
/// Expressions that cannot be read are `faults`; what rests on them gives null with the fault as its reason.
public final class DecisionModel: Sendable {
    /// The model itself.
    public let definitions: Definitions
    /// The models that it imports, directly or through others.
    public let imports: [Definitions]
    /// What is wrong with its expressions, types and pointers, with places.
    public let faults: [Diagnostic]
    let program: Program

    /// How many steps one run may take.
    public static let defaultAllowance = 20_000_000

    /// Resolves the names of a model and its imports.
    public init(_ definitions: Definitions, imports: [Definitions] = []) {
        self.definitions = definitions
        self.imports = imports
        let linker = Linker([definitions] + imports)
        program = linker.program()
        faults = linker.faults
    }

    /// What a run gives.
    public struct Outcome: Sendable {
        /// The result; null has its reason beside it.
        public let value: Value
        /// What happened, where that was asked for.
        public let steps: [TraceStep]
    }

    /// A value given for an input, or for a decision whose result is known.
    public struct Given: Sendable {
        /// The input's name.
        public let name: String
        /// The namespace of its model; nil for any.
        public let namespace: String?
        /// The value.
        public let value: Value

        /// A value for a name.
        public init(_ name: String, namespace: String? = nil, _ value: Value) {
            self.name = ModelReader.normal(name)
            self.namespace = namespace
            self.value = value
        }
    }

    /// The names of its own decisions, in the order of the file.
    public var decisions: [String] { definitions.decisions.map(\.name) }

    /// A handle to a decision, for quick runs; nil when there is none of that name.
    public func place(ofDecision name: String, namespace: String? = nil) -> Int? {
        let name = ModelReader.normal(name)
        let own = namespace ?? definitions.namespace
        return program.decisions.firstIndex { $0.name == name && $0.namespace == own }
            ?? (namespace == nil ? program.decisions.firstIndex { $0.name == name } : nil)
    }

    /// The same handle.
    ///
    /// - Throws: `Diagnostic` with the names that there are, when there is no decision of that name.
    public func requirePlace(ofDecision name: String, namespace: String? = nil) throws(Diagnostic) -> Int {
        guard let place = place(ofDecision: name, namespace: namespace) else { throw missing("决策", name, decisions) }
        return place
    }

    /// Works out one decision.
    ///
    /// - Parameters:
    ///   - name: the decision's name.
    ///   - inputs: the values of inputs; those missing are null.
    ///   - moment: what `now()` and `today()` give.
    ///   - tracing: whether to tell what happened on the way.
    ///   - allowance: how many steps it may take; more give null with that as its reason.
    /// - Throws: `Diagnostic` when there is no decision of that name.
    public func decide(
        _ name: String, namespace: String? = nil, inputs: [Given], at moment: Moment, tracing: Bool = false,
        allowance: Int = DecisionModel.defaultAllowance
    ) throws(Diagnostic) -> Outcome {
        let place = try requirePlace(ofDecision: name, namespace: namespace)
        return run(at: moment, tracing, allowance) { run in
            var state = program.emptyState()
            bind(inputs, &state, &run)
            program.work(out: program.decisions[place].order, &state, &run)
            return state.results[place] ?? .null
        }
    }

    /// Calls a business knowledge model or a decision service by name with named values.
    ///
    /// - Throws: `Diagnostic` when there is none of that name.
    public func call(
        _ name: String, with inputs: [Given], at moment: Moment, tracing: Bool = false,
        allowance: Int = DecisionModel.defaultAllowance
    ) throws(Diagnostic) -> Outcome {
        let wanted = ModelReader.normal(name)
        guard let unit = program.functions.first(where: { $0.name == wanted }) else {
            throw missing("业务知识模型或决策服务", name, program.functions.map(\.name))
        }
        return run(at: moment, tracing, allowance) { run in
            let arguments = unit.parameters.map { parameter in
                inputs.first { $0.name == parameter.name }?.value ?? .null(because: "没有给“\(parameter.name)”的值")
            }
            return unit.call(arguments, in: program, &run)
        }
    }

    private func run(
        at moment: Moment, _ tracing: Bool, _ allowance: Int, _ body: (inout Run) -> Value
    ) -> Outcome {
        let recorder = tracing ? TraceRecorder() : nil
        var run = Run(moment: moment, allowance: allowance)
        run.recorder = recorder
        let value = body(&run)
        return Outcome(value: run.allowance < 0 ? Run.exhausted : value, steps: recorder?.steps ?? [])
    }

    func missing(_ kind: String, _ name: String, _ names: [String]) -> Diagnostic {
        let known = names.prefix(20).joined(separator: "、")
        return Diagnostic(
            Place(file: definitions.file),
            names.isEmpty ? "模型里没有\(kind)。" : "没有叫“\(name)”的\(kind)，有的是：\(known)。")
    }

    private func bind(_ inputs: [Given], _ state: inout Program.State, _ run: inout Run) {
        for given in inputs {
            func matches(_ name: String, _ namespace: String) -> Bool {
                name == given.name && (given.namespace ?? namespace) == namespace
            }
            for (place, unit) in program.inputs.enumerated() where matches(unit.name, unit.namespace) {
                state.inputs[place] = unit.type.accept(given.value, &run)
            }
            for (place, unit) in program.decisions.enumerated() where matches(unit.name, unit.namespace) {
                state.results[place] = given.value
            }
        }
    }
}
