/// Steps on whole numbers as passes over a block, with few registers that are used again and again.
struct BlockProgram: Sendable {
    private(set) var instructions: [Instruction] = []
    private(set) var narrowCount = 0
    private(set) var wideCount = 0
    /// The registers that hold the results, in the order in which they were asked for: of 64 bits, and of 128 bits where
    /// the step is not narrow.
    private(set) var results: [Int] = []

    init(_ graph: WholeGraph, results wanted: [WholeID]) {
        var writer = BlockWriter(graph)
        writer.prepare(wanted)
        let virtual = wanted.map { graph.isNarrow($0) ? Register.narrow(writer.narrow($0)) : .wide(writer.wide($0)) }
        instructions = writer.instructions
        assign(virtual, narrow: writer.narrowCount, wide: writer.wideCount)
    }

    private enum Register {
        case narrow(Int)
        case wide(Int)
    }

    /// Gives each virtual register a real one that is free from its writing to its last reading.
    private mutating func assign(_ virtual: [Register], narrow: Int, wide: Int) {
        var lastNarrow = Array(repeating: -1, count: narrow)
        var lastWide = Array(repeating: -1, count: wide)
        for (index, instruction) in instructions.enumerated() {
            for register in instruction.reads.narrow { lastNarrow[register] = index }
            for register in instruction.reads.wide { lastWide[register] = index }
        }
        for register in virtual {
            switch register {
            case .narrow(let place): lastNarrow[place] = Int.max
            case .wide(let place): lastWide[place] = Int.max
            }
        }
        var (narrowPlaces, widePlaces) = (Array(repeating: 0, count: narrow), Array(repeating: 0, count: wide))
        var (freeNarrow, freeWide): ([Int], [Int]) = ([], [])
        for index in instructions.indices {
            let before = instructions[index]
            let reads = before.reads
            // A pass reads each place before it writes it, so the target may be the register of an operand.
            for register in Set(reads.narrow) where lastNarrow[register] == index {
                freeNarrow.append(narrowPlaces[register])
            }
            if before.writesWide {
                widePlaces[before.target] = freeWide.popLast() ?? wideCount
                wideCount = max(wideCount, widePlaces[before.target] + 1)
            } else {
                narrowPlaces[before.target] = freeNarrow.popLast() ?? narrowCount
                narrowCount = max(narrowCount, narrowPlaces[before.target] + 1)
            }
            for register in Set(reads.wide) where lastWide[register] == index {
                freeWide.append(widePlaces[register])
            }
            instructions[index].rename(narrow: narrowPlaces, wide: widePlaces)
        }
        results = virtual.map { register in
            switch register {
            case .narrow(let place): narrowPlaces[place]
            case .wide(let place): widePlaces[place]
            }
        }
    }
}
