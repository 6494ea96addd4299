/// One pass over a block. Registers hold one number for each row of the block; those of 64 and of 128 bits are counted
/// apart. `a`, `b` and `c` are registers unless an operation says otherwise.
struct Instruction: Sendable {
    enum Operation: Sendable {
        /// Input `a`.
        case load
        /// Accumulator `a` of the rows that belong to this one.
        case accumulator
        /// The constant, all over.
        case fill
        case add, addConstant, subtract, subtractFromConstant, multiply, multiplyConstant
        case divide
        /// By the constant, as a multiplication with `magic` and a shift.
        case divideConstant
        case least, leastConstant, greatest, greatestConstant
        case less, lessOrEqual, equal
        case lessConstant, greaterConstant, equalConstant
        case both, either, opposite
        case choose
        /// `constant` where `a` holds, else `other`.
        case chooseConstants
        /// Register `b` where `a` holds, else `constant`.
        case chooseElseConstant
        /// `constant` where `a` holds, else register `b`.
        case chooseThenConstant
        // On 128 bits.
        case widen, narrow, wideFill, wideAdd, wideSubtract, wideMultiply, wideDivide, wideLeast, wideGreatest
        case wideLess, wideLessOrEqual, wideEqual, wideChoose
    }

    var operation: Operation
    var target: Int
    var a = 0
    var b = 0
    var c = 0
    var constant: Int64 = 0
    var other: Int64 = 0
    var wideConstant: Int128 = 0
    var magic: UInt64 = 0
    var shift: UInt64 = 0

    var writesWide: Bool {
        switch operation {
        case .widen, .wideFill, .wideAdd, .wideSubtract, .wideMultiply, .wideDivide, .wideLeast, .wideGreatest,
            .wideChoose:
            true
        default: false
        }
    }

    /// The registers it reads: of 64 bits, and of 128 bits.
    var reads: (narrow: [Int], wide: [Int]) {
        switch operation {
        case .load, .accumulator, .fill, .wideFill: ([], [])
        case .add, .subtract, .multiply, .divide, .least, .greatest, .less, .lessOrEqual, .equal, .both, .either,
            .chooseElseConstant, .chooseThenConstant:
            ([a, b], [])
        case .addConstant, .subtractFromConstant, .multiplyConstant, .divideConstant, .leastConstant,
            .greatestConstant, .lessConstant, .greaterConstant, .equalConstant, .opposite, .chooseConstants, .widen:
            ([a], [])
        case .choose: ([a, b, c], [])
        case .narrow: ([], [a])
        case .wideAdd, .wideSubtract, .wideMultiply, .wideDivide, .wideLeast, .wideGreatest, .wideLess,
            .wideLessOrEqual, .wideEqual:
            ([], [a, b])
        case .wideChoose: ([a], [b, c])
        }
    }

    mutating func rename(narrow: [Int], wide: [Int]) {
        let reads = reads
        if !reads.narrow.isEmpty || !reads.wide.isEmpty {
            let isWideA = operation != .wideChoose && !reads.wide.isEmpty
            a = isWideA ? wide[a] : narrow[a]
            if reads.narrow.count + reads.wide.count > 1 { b = reads.wide.isEmpty ? narrow[b] : wide[b] }
            if reads.narrow.count + reads.wide.count > 2 { c = reads.wide.isEmpty ? narrow[c] : wide[c] }
        }
        target = writesWide ? wide[target] : narrow[target]
    }
}

extension Instruction {
    /// Division by a fixed number above one of numbers that are not negative, by multiplication (Granlund and
    /// Montgomery, Division by invariant integers using multiplication, 1994, figure 4.1).
    static func division(of a: Int, by divisor: Int64, into target: Int) -> Instruction {
        let size = UInt64(divisor)
        let bits = UInt64(64 - (size - 1).leadingZeroBitCount)
        let top: UInt128 = (UInt128(1) << bits) - UInt128(size)
        let magic = UInt64((top << 64) / UInt128(size)) &+ 1
        return Instruction(
            operation: .divideConstant, target: target, a: a, constant: divisor, magic: magic, shift: bits - 1)
    }
}
