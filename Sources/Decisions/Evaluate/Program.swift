import FEEL

/// The decisions and functions of a model and its imports, ready to run: everything that they name is a place in an
/// array.
final class Program: Sendable {
    let inputs: [InputUnit]
    let decisions: [DecisionUnit]
    let functions: [FunctionUnit]
    /// What every run begins with: no value given, nothing worked out.
    private let beginning: State

    init(inputs: [InputUnit], decisions: [DecisionUnit], functions: [FunctionUnit]) {
        beginning = State(inputs: inputs.map(\.missing), results: Array(repeating: nil, count: decisions.count))
        self.inputs = inputs
        self.decisions = decisions
        self.functions = functions
    }

    /// Where a value comes from.
    enum Source: Sendable {
        case input(Int)
        case decision(Int)
        case function(Int)
        /// What is used of an imported model, under its name.
        indirect case group([(name: String, source: Source)])
        case nothing(NullReason)
    }

    /// The values of one run.
    struct State: Sendable {
        var inputs: [Value]
        var results: [Value?]
    }

    /// Works out decisions in an order in which each comes after those that it needs.
    func work(out order: [Int], _ state: inout State, _ run: inout Run) {
        for place in order where state.results[place] == nil {
            state.results[place] = decisions[place].evaluate(in: self, &state, &run)
        }
    }

    func value(_ source: Source, _ state: borrowing State) -> Value {
        switch source {
        case .input(let place): state.inputs[place]
        case .decision(let place): state.results[place] ?? .null
        case .function(let place): .function(ModelFunction(self, place))
        case .group(let members): .context(Context(members.map { ($0.name, value($0.source, state)) }))
        case .nothing(let reason): .null(reason)
        }
    }

    func frame(_ sources: [Source], size: Int, _ state: borrowing State) -> [Value] {
        var frame: [Value] = []
        frame.reserveCapacity(size)
        for source in sources { frame.append(value(source, state)) }
        while frame.count < size { frame.append(.null) }
        return frame
    }

    /// The inputs that decisions name, each once, in the order in which they are met.
    func inputs(of order: [Int]) -> [Int] {
        var places: [Int] = []
        func gather(_ source: Source) {
            switch source {
            case .input(let place): if !places.contains(place) { places.append(place) }
            case .group(let members): for member in members { gather(member.source) }
            default: break
            }
        }
        for decision in order { for source in decisions[decision].sources { gather(source) } }
        return places
    }

    func emptyState() -> State { beginning }

    /// A state with the values of inputs in order; those missing at the end are null.
    func state(_ values: [Value], _ run: inout Run) -> State {
        var state = beginning
        for position in state.inputs.indices where position < values.count {
            state.inputs[position] = inputs[position].type.accept(values[position], &run)
        }
        return state
    }
}

/// An input of a model.
struct InputUnit: Sendable {
    let name: String
    let namespace: String
    let type: ItemType
    /// Null, because no value was given.
    let missing: Value

    init(name: String, namespace: String, type: ItemType) {
        self.name = name
        self.namespace = namespace
        self.type = type
        missing = .null(because: "没有给“\(name)”的值")
    }
}

/// A decision.
final class DecisionUnit: Sendable {
    let name: String
    let namespace: String
    let origin: Origin
    let names: [String]
    let sources: [Program.Source]
    let frameSize: Int
    let logic: Logic
    /// The decisions that have to be worked out for it, itself last.
    let order: [Int]

    init(
        name: String, namespace: String, origin: Origin, names: [String], sources: [Program.Source], frameSize: Int,
        logic: Logic, order: [Int]
    ) {
        self.name = name
        self.namespace = namespace
        self.origin = origin
        self.names = names
        self.sources = sources
        self.frameSize = frameSize
        self.logic = logic
        self.order = order
    }

    func evaluate(in program: Program, _ state: inout Program.State, _ run: inout Run) -> Value {
        var frame = program.frame(sources, size: frameSize, state)
        guard let recorder = run.recorder as? TraceRecorder else { return logic.evaluate(&frame, &run) }
        recorder.begin(.decision, name, origin, zip(names, frame).map { ($0, $1) })
        let value = logic.evaluate(&frame, &run)
        recorder.end(value)
        return value
    }
}
