/// The working space of one thread for one program: registers of `size` rows each, allocated once.
final class BlockRun {
    /// Rows of a block: the registers in use stay in the processor's cache.
    static let size = 1024

    typealias Narrow = UnsafeMutablePointer<Int64>
    typealias Wide = UnsafeMutablePointer<Int128>

    let program: BlockProgram
    private let narrow: Narrow
    private let wide: Wide

    init(_ program: BlockProgram) {
        self.program = program
        narrow = .allocate(capacity: max(1, program.narrowCount) * Self.size)
        wide = .allocate(capacity: max(1, program.wideCount) * Self.size)
        narrow.initialize(repeating: 0, count: max(1, program.narrowCount) * Self.size)
        wide.initialize(repeating: 0, count: max(1, program.wideCount) * Self.size)
    }

    deinit {
        narrow.deallocate()
        wide.deallocate()
    }

    /// The block of a result.
    func result(_ index: Int) -> Narrow { register(program.results[index]) }

    /// The block of a result of 128 bits.
    func wideResult(_ index: Int) -> Wide { wideRegister(program.results[index]) }

    private func register(_ index: Int) -> Narrow { narrow + index * Self.size }
    private func wideRegister(_ index: Int) -> Wide { wide + index * Self.size }

    /// Runs the program on `count` rows. `load` fills a register with an input, `accumulator` with an accumulator.
    @inline(__always)
    func run(_ count: Int, load: (Int, Narrow) -> Void, accumulator: (Int, Narrow) -> Void) {
        for step in program.instructions {
            switch step.operation {
            case .load: load(step.a, register(step.target))
            case .accumulator: accumulator(step.a, register(step.target))
            case .widen, .narrow, .wideFill, .wideAdd, .wideSubtract, .wideMultiply, .wideDivide, .wideLeast,
                .wideGreatest, .wideLess, .wideLessOrEqual, .wideEqual, .wideChoose:
                runWide(step, count)
            default: runNarrow(step, count)
            }
        }
    }

    private func runNarrow(_ step: Instruction, _ count: Int) {
        let (target, a, b) = (register(step.target), register(step.a), register(step.b))
        let constant = step.constant
        switch step.operation {
        case .fill: for index in 0..<count { target[index] = constant }
        case .add: for index in 0..<count { target[index] = a[index] &+ b[index] }
        case .addConstant: for index in 0..<count { target[index] = a[index] &+ constant }
        case .subtract: for index in 0..<count { target[index] = a[index] &- b[index] }
        case .subtractFromConstant: for index in 0..<count { target[index] = constant &- a[index] }
        case .multiply: for index in 0..<count { target[index] = a[index] &* b[index] }
        case .multiplyConstant: for index in 0..<count { target[index] = a[index] &* constant }
        case .divide: for index in 0..<count { target[index] = a[index] / b[index] }
        case .divideConstant: divide(step, target, a, count)
        case .least: for index in 0..<count { target[index] = min(a[index], b[index]) }
        case .leastConstant: for index in 0..<count { target[index] = min(a[index], constant) }
        case .greatest: for index in 0..<count { target[index] = max(a[index], b[index]) }
        case .greatestConstant: for index in 0..<count { target[index] = max(a[index], constant) }
        case .less: for index in 0..<count { target[index] = a[index] < b[index] ? 1 : 0 }
        case .lessOrEqual: for index in 0..<count { target[index] = a[index] <= b[index] ? 1 : 0 }
        case .equal: for index in 0..<count { target[index] = a[index] == b[index] ? 1 : 0 }
        case .lessConstant: for index in 0..<count { target[index] = a[index] < constant ? 1 : 0 }
        case .greaterConstant: for index in 0..<count { target[index] = a[index] > constant ? 1 : 0 }
        case .equalConstant: for index in 0..<count { target[index] = a[index] == constant ? 1 : 0 }
        case .both: for index in 0..<count { target[index] = a[index] & b[index] }
        case .either: for index in 0..<count { target[index] = a[index] | b[index] }
        case .opposite: for index in 0..<count { target[index] = a[index] ^ 1 }
        default: choose(step, target, a, b, count)
        }
    }

    private func choose(_ step: Instruction, _ target: Narrow, _ a: Narrow, _ b: Narrow, _ count: Int) {
        let (constant, other) = (step.constant, step.other)
        switch step.operation {
        case .choose:
            let c = register(step.c)
            for index in 0..<count { target[index] = c[index] ^ ((b[index] ^ c[index]) & (0 &- a[index])) }
        case .chooseConstants:
            let difference = constant ^ other
            for index in 0..<count { target[index] = other ^ (difference & (0 &- a[index])) }
        case .chooseElseConstant:
            for index in 0..<count { target[index] = constant ^ ((b[index] ^ constant) & (0 &- a[index])) }
        default:
            for index in 0..<count { target[index] = b[index] ^ ((constant ^ b[index]) & (0 &- a[index])) }
        }
    }

    private func divide(_ step: Instruction, _ target: Narrow, _ a: Narrow, _ count: Int) {
        let (magic, shift) = (step.magic, step.shift)
        for index in 0..<count {
            let value = UInt64(bitPattern: a[index])
            let high = magic.multipliedFullWidth(by: value).high
            target[index] = Int64(bitPattern: (high &+ ((value &- high) &>> 1)) &>> shift)
        }
    }

    private func runWide(_ step: Instruction, _ count: Int) {
        let (a, b) = (wideRegister(step.a), wideRegister(step.b))
        switch step.operation {
        case .narrow:
            let target = register(step.target)
            for index in 0..<count { target[index] = Int64(truncatingIfNeeded: a[index]) }
        case .wideLess, .wideLessOrEqual, .wideEqual:
            let target = register(step.target)
            switch step.operation {
            case .wideLess: for index in 0..<count { target[index] = a[index] < b[index] ? 1 : 0 }
            case .wideLessOrEqual: for index in 0..<count { target[index] = a[index] <= b[index] ? 1 : 0 }
            default: for index in 0..<count { target[index] = a[index] == b[index] ? 1 : 0 }
            }
        case .widen:
            let (target, source) = (wideRegister(step.target), register(step.a))
            for index in 0..<count { target[index] = Int128(source[index]) }
        case .wideChoose:
            let (target, test, c) = (wideRegister(step.target), register(step.a), wideRegister(step.c))
            for index in 0..<count { target[index] = test[index] != 0 ? b[index] : c[index] }
        case .wideFill:
            let target = wideRegister(step.target)
            for index in 0..<count { target[index] = step.wideConstant }
        default: arithmetic(step, wideRegister(step.target), a, b, count)
        }
    }

    private func arithmetic(_ step: Instruction, _ target: Wide, _ a: Wide, _ b: Wide, _ count: Int) {
        switch step.operation {
        case .wideAdd: for index in 0..<count { target[index] = a[index] &+ b[index] }
        case .wideSubtract: for index in 0..<count { target[index] = a[index] &- b[index] }
        case .wideMultiply: for index in 0..<count { target[index] = a[index] &* b[index] }
        case .wideDivide: for index in 0..<count { target[index] = a[index] / b[index] }
        case .wideLeast: for index in 0..<count { target[index] = min(a[index], b[index]) }
        default: for index in 0..<count { target[index] = max(a[index], b[index]) }
        }
    }
}
