/// Writes the instructions of steps, each step once.
struct BlockWriter {
    let graph: WholeGraph
    private(set) var instructions: [Instruction] = []
    private(set) var narrowCount = 0
    private(set) var wideCount = 0
    private var narrowPlaces: [Int: Int] = [:]
    private var widePlaces: [Int: Int] = [:]

    init(_ graph: WholeGraph) { self.graph = graph }

    /// Writes what the results rest on without recursion, the longest way to each step first: so a long chain of choices
    /// takes up its conditions one by one and few registers are in use at a time.
    mutating func prepare(_ results: [WholeID]) {
        var depth = Array(repeating: 0, count: graph.steps.count)
        for index in graph.steps.indices {
            depth[index] = (graph.steps[index].parts.map { depth[$0.index] }.max() ?? -1) + 1
        }
        var open = results.reversed().map { (id: $0, isReady: false) }
        while let (id, isReady) = open.popLast() {
            if fixed(id) != nil || narrowPlaces[id.index] != nil || widePlaces[id.index] != nil { continue }
            if isReady {
                if graph.isNarrow(id) { _ = narrow(id) } else { _ = wide(id) }
                continue
            }
            open.append((id, true))
            let parts = graph[id].parts.sorted { depth[$0.index] < depth[$1.index] }
            open += parts.map { (id: $0, isReady: false) }
        }
    }

    private func fixed(_ id: WholeID) -> Int64? { graph.constant(id).flatMap { Int64(exactly: $0) } }

    private mutating func newNarrow() -> Int {
        narrowCount += 1
        return narrowCount - 1
    }

    private mutating func newWide() -> Int {
        wideCount += 1
        return wideCount - 1
    }

    /// The register of 64 bits that holds a step.
    mutating func narrow(_ id: WholeID) -> Int {
        if let place = narrowPlaces[id.index] { return place }
        let isWide = graph[id].parts.contains { !graph.isNarrow($0) }
        let place = isWide ? narrowed(id) : written(id)
        narrowPlaces[id.index] = place
        return place
    }

    private mutating func narrowed(_ id: WholeID) -> Int {
        switch graph[id] {
        case .less(let a, let b): return emit(.wideLess, wide(a), wide(b))
        case .lessOrEqual(let a, let b): return emit(.wideLessOrEqual, wide(a), wide(b))
        case .equal(let a, let b): return emit(.wideEqual, wide(a), wide(b))
        default: return emit(.narrow, wide(id))
        }
    }

    private mutating func emit(_ operation: Instruction.Operation, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0) -> Int {
        var instruction = Instruction(operation: operation, target: 0, a: a, b: b, c: c)
        instruction.target = instruction.writesWide ? newWide() : newNarrow()
        instructions.append(instruction)
        return instruction.target
    }

    private mutating func emit(
        _ operation: Instruction.Operation, _ a: Int, constant: Int64, other: Int64 = 0, b: Int = 0
    ) -> Int {
        let target = newNarrow()
        instructions.append(
            Instruction(operation: operation, target: target, a: a, b: b, constant: constant, other: other))
        return target
    }

    /// The register of 128 bits that holds a step.
    mutating func wide(_ id: WholeID) -> Int {
        if let place = widePlaces[id.index] { return place }
        let place: Int
        if let constant = graph.constant(id) {
            place = newWide()
            instructions.append(Instruction(operation: .wideFill, target: place, wideConstant: constant))
        } else if graph.isNarrow(id), graph[id].parts.allSatisfy({ graph.isNarrow($0) }) {
            place = emit(.widen, narrow(id))
        } else {
            switch graph[id] {
            case .add(let a, let b): place = emit(.wideAdd, wide(a), wide(b))
            case .subtract(let a, let b): place = emit(.wideSubtract, wide(a), wide(b))
            case .multiply(let a, let b): place = emit(.wideMultiply, wide(a), wide(b))
            case .divide(let a, let b): place = emit(.wideDivide, wide(a), wide(b))
            case .least(let a, let b): place = emit(.wideLeast, wide(a), wide(b))
            case .greatest(let a, let b): place = emit(.wideGreatest, wide(a), wide(b))
            case .choose(let test, let a, let b): place = emit(.wideChoose, narrow(test), wide(a), wide(b))
            default: place = emit(.widen, narrow(id))
            }
        }
        widePlaces[id.index] = place
        return place
    }

    private mutating func written(_ id: WholeID) -> Int {
        switch graph[id] {
        case .constant(let value): return emit(.fill, 0, constant: Int64(truncatingIfNeeded: value))
        case .input(let index): return emit(.load, index)
        case .accumulator(let index): return emit(.accumulator, index)
        case .add(let a, let b):
            if let constant = fixed(b) { return emit(.addConstant, narrow(a), constant: constant) }
            if let constant = fixed(a) { return emit(.addConstant, narrow(b), constant: constant) }
            return emit(.add, narrow(a), narrow(b))
        case .subtract(let a, let b):
            if let constant = fixed(b) { return emit(.addConstant, narrow(a), constant: -constant) }
            if let constant = fixed(a) { return emit(.subtractFromConstant, narrow(b), constant: constant) }
            return emit(.subtract, narrow(a), narrow(b))
        case .multiply(let a, let b):
            if let constant = fixed(b) { return emit(.multiplyConstant, narrow(a), constant: constant) }
            return emit(.multiply, narrow(a), narrow(b))
        case .divide(let a, let b):
            guard let divisor = fixed(b), divisor > 1 else { return emit(.divide, narrow(a), narrow(b)) }
            let source = narrow(a)
            let target = newNarrow()
            instructions.append(.division(of: source, by: divisor, into: target))
            return target
        case .least(let a, let b): return symmetric(.least, .leastConstant, a, b)
        case .greatest(let a, let b): return symmetric(.greatest, .greatestConstant, a, b)
        case .equal(let a, let b): return symmetric(.equal, .equalConstant, a, b)
        case .less(let a, let b):
            if let constant = fixed(b) { return emit(.lessConstant, narrow(a), constant: constant) }
            if let constant = fixed(a) { return emit(.greaterConstant, narrow(b), constant: constant) }
            return emit(.less, narrow(a), narrow(b))
        case .lessOrEqual(let a, let b):
            // The bounds keep these constants within the steps' own, so one more or less does not overflow.
            if let constant = fixed(b), constant < .max {
                return emit(.lessConstant, narrow(a), constant: constant + 1)
            }
            if let constant = fixed(a), constant > .min {
                return emit(.greaterConstant, narrow(b), constant: constant - 1)
            }
            return emit(.lessOrEqual, narrow(a), narrow(b))
        case .both(let a, let b): return emit(.both, narrow(a), narrow(b))
        case .either(let a, let b): return emit(.either, narrow(a), narrow(b))
        case .opposite(let a): return emit(.opposite, narrow(a))
        case .choose(let test, let a, let b): return choose(test, a, b)
        }
    }

    private mutating func symmetric(
        _ plain: Instruction.Operation, _ withConstant: Instruction.Operation, _ a: WholeID, _ b: WholeID
    ) -> Int {
        if let constant = fixed(b) { return emit(withConstant, narrow(a), constant: constant) }
        if let constant = fixed(a) { return emit(withConstant, narrow(b), constant: constant) }
        return emit(plain, narrow(a), narrow(b))
    }

    private mutating func choose(_ test: WholeID, _ a: WholeID, _ b: WholeID) -> Int {
        let condition = narrow(test)
        switch (fixed(a), fixed(b)) {
        case (let first?, let second?): return emit(.chooseConstants, condition, constant: first, other: second)
        case (let first?, nil): return emit(.chooseThenConstant, condition, constant: first, b: narrow(b))
        case (nil, let second?): return emit(.chooseElseConstant, condition, constant: second, b: narrow(a))
        case (nil, nil): return emit(.choose, condition, narrow(a), narrow(b))
        }
    }
}
