import Dispatch
import Synchronization

/// Gathers child rows by the key of their parent: first every thread works blocks out and deals the rows that count to
/// parts by their key, then each part is added up by one thread.
struct Grouping: Sendable {
    let table: Int
    let kinds: [Aggregate.Kind]
    let starts: [Int64]
    private let program: BlockProgram
    private let hasFilter: Bool

    /// `accumulators` are those of one table, in the order of an entry.
    init(_ plan: StrictPlan, table: Int, accumulators: [Accumulator]) throws(WholeGraph.TooWide) {
        self.table = table
        kinds = accumulators.map(\.kind)
        starts = accumulators.map(\.start)
        var graph = plan.graph
        let filters = Set(accumulators.map(\.filter))
        // With one filter for all, rows that do not pass are left out; else they add nothing.
        let shared = filters.count == 1 ? filters.first ?? nil : nil
        var wanted: [WholeID] = []
        for accumulator in accumulators {
            let one = try graph.constant(1)
            let value = accumulator.value ?? one
            if let filter = accumulator.filter, shared == nil {
                wanted.append(try graph.choose(filter, value, try graph.constant(Int128(accumulator.start))))
            } else {
                wanted.append(value)
            }
        }
        hasFilter = shared != nil
        if let shared { wanted.append(shared) }
        program = BlockProgram(graph, results: wanted)
    }

    func run(_ batch: ChildBatch, bounds: [Int: ClosedRange<Int64>], threads: Int) -> GroupTable {
        let count = batch.keys.count
        let width = kinds.count + 1
        let buffers = (0..<threads).map { _ in
            PartBuffers(width: width, expected: count / threads / GroupTable.parts)
        }
        let next = Atomic<Int>(0)
        let morsel = BlockRun.size * 16
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            let run = BlockRun(program)
            while true {
                let start = next.wrappingAdd(morsel, ordering: .relaxed).oldValue
                guard start < count else { break }
                deal(batch, bounds, start, min(start + morsel, count), run, buffers[thread])
            }
        }
        let table = GroupTable(starts: starts, expected: count)
        let nextPart = Atomic<Int>(0)
        let filled = table.partition
        let results = Mutex(filled)
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            while true {
                let part = nextPart.wrappingAdd(1, ordering: .relaxed).oldValue
                guard part < GroupTable.parts else { break }
                var own = filled[part]
                for buffer in buffers { add(buffer.rows(part), &own, table) }
                results.withLock { $0[part] = own }
            }
        }
        table.finish(results.withLock { $0 })
        return table
    }

    private func deal(
        _ batch: ChildBatch, _ bounds: [Int: ClosedRange<Int64>], _ start: Int, _ end: Int, _ run: BlockRun,
        _ buffers: PartBuffers
    ) {
        withUnsafeTemporaryAllocation(of: Int64.self, capacity: BlockRun.size) { space in
            guard let keys = space.baseAddress else { return }
            var place = start
            while place < end {
                let count = min(BlockRun.size, end - place)
                batch.keys.read(place, count, into: keys)
                run.run(count) { input, target in
                    batch.inputs[input]?.read(place, count, into: target)
                    if let limits = bounds[input] { clamp(target, count, limits) }
                } accumulator: { _, _ in
                }
                let results = (0..<kinds.count).map { run.result($0) }
                buffers.add(keys, results, hasFilter ? run.result(kinds.count) : nil, count)
                place += count
            }
        }
    }

    private func add(
        _ rows: UnsafeBufferPointer<Int64>, _ part: inout GroupTable.Part, _ table: GroupTable
    ) {
        guard let base = rows.baseAddress else { return }
        let start = table.start
        let width = kinds.count + 1
        if kinds.count == 1, kinds[0] == .sum || kinds[0] == .count {
            for index in 0..<(rows.count / 2) {
                let entry = GroupTable.entry(&part, 2, start, base[index * 2])
                entry[1] &+= base[index * 2 + 1]
            }
            return
        }
        for index in 0..<(rows.count / width) {
            let row = base + index * width
            let entry = GroupTable.entry(&part, width, start, row[0])
            for (place, kind) in kinds.enumerated() {
                switch kind {
                case .sum, .count: entry[place + 1] &+= row[place + 1]
                case .least: entry[place + 1] = min(entry[place + 1], row[place + 1])
                case .greatest: entry[place + 1] = max(entry[place + 1], row[place + 1])
                }
            }
        }
    }
}

/// Brings numbers that should not be there within their bounds, so that no step overflows; the row has a reason.
func clamp(_ numbers: UnsafeMutablePointer<Int64>, _ count: Int, _ bounds: ClosedRange<Int64>) {
    for index in 0..<count { numbers[index] = min(max(numbers[index], bounds.lowerBound), bounds.upperBound) }
}
