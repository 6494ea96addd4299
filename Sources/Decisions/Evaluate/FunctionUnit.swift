import FEEL

/// A business knowledge model or a decision service.
final class FunctionUnit: Sendable {
    enum Kind: Sendable {
        case knowledge(sources: [Program.Source], frameSize: Int, FunctionLogic)
        case service(Service)
    }

    struct Parameter: Sendable {
        let name: String
        let type: ItemType
        let source: Program.Source
    }

    struct Service: Sendable {
        let parameters: [Parameter]
        /// The decisions to work out, in order.
        let order: [Int]
        let outputs: [(name: String, place: Int)]
        let result: ItemType?
    }

    let name: String
    let origin: Origin
    let kind: Kind
    let parameters: [FEELType.Field]
    let result: FEELType
    let depth: Int

    init(name: String, origin: Origin, kind: Kind, parameters: [FEELType.Field], result: FEELType, depth: Int) {
        self.name = name
        self.origin = origin
        self.kind = kind
        self.parameters = parameters
        self.result = result
        self.depth = depth
    }

    func call(_ arguments: [Value], in program: Program, _ run: inout Run) -> Value {
        let recorder = run.recorder as? TraceRecorder
        if let recorder {
            let kind: TraceStep.Kind = if case .service = kind { .service } else { .knowledge }
            recorder.begin(kind, name, origin, zip(parameters, arguments).map { ($0.name, $1) })
        }
        let value: Value
        switch kind {
        case .knowledge(let sources, let size, let logic):
            value = logic.call(arguments, in: program.frame(sources, size: size, program.emptyState()), &run)
        case .service(let service): value = serve(service, arguments, program, &run)
        }
        recorder?.end(value)
        return value
    }

    private func serve(_ service: Service, _ arguments: [Value], _ program: Program, _ run: inout Run) -> Value {
        var state = program.emptyState()
        for (parameter, argument) in zip(service.parameters, arguments) {
            let value = parameter.type.accept(argument, &run)
            if case .null(let reason) = value, !argument.isNull {
                return .null(because: "参数“\(parameter.name)”：\(reason?.message ?? "不合类型")")
            }
            switch parameter.source {
            case .input(let place): state.inputs[place] = value
            case .decision(let place): state.results[place] = value
            default: break
            }
        }
        program.work(out: service.order, &state, &run)
        let results = service.outputs.map { (name: $0.name, value: state.results[$0.place] ?? .null) }
        guard results.count == 1, let only = results.first else {
            return .context(Context(results.map { ($0.name, $0.value) }))
        }
        return service.result?.accept(only.value, &run) ?? only.value
    }
}

/// A function of a model as a value.
final class ModelFunction: HostFunction {
    private let program: Program
    private let place: Int

    init(_ program: Program, _ place: Int) {
        self.program = program
        self.place = place
    }

    private var unit: FunctionUnit { program.functions[place] }
    var parameters: [FEELType.Field] { unit.parameters }
    var result: FEELType { unit.result }
    var depth: Int { unit.depth }
    func call(_ arguments: [Value], _ run: inout Run) -> Value { unit.call(arguments, in: program, &run) }
}
