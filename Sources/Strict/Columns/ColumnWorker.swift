/// One thread's work on a batch.
final class ColumnWorker {
    private typealias Narrow = UnsafeMutablePointer<Int64>

    private let batch: ColumnBatch
    private let grouped: CompiledColumns.Grouped
    private let run: BlockRun
    private let plan: StrictPlan
    private let entryPlaces: [Int]
    private let keys: UnsafeMutablePointer<Int64>
    private let found: [UnsafeMutablePointer<UnsafeMutablePointer<Int64>>]

    init(
        _ batch: ColumnBatch, _ grouped: CompiledColumns.Grouped, _ run: BlockRun, _ plan: StrictPlan,
        _ entryPlaces: [Int]
    ) {
        (self.batch, self.grouped, self.run, self.plan, self.entryPlaces) = (batch, grouped, run, plan, entryPlaces)
        keys = .allocate(capacity: BlockRun.size)
        found = grouped.tables.map { _ in .allocate(capacity: BlockRun.size) }
    }

    deinit {
        keys.deallocate()
        for places in found { places.deallocate() }
    }

    func run(_ start: Int, _ end: Int, _ outputs: [ColumnResult.Output], _ reasons: Column?) {
        var place = start
        while place < end {
            let count = min(BlockRun.size, end - place)
            block(place, count, outputs, reasons)
            place += count
        }
    }

    private func write(_ result: Int, _ column: Column, _ start: Int, _ count: Int) {
        if column.width == 16 {
            column.write(wide: run.wideResult(result), start, count)
        } else {
            column.write(run.result(result), start, count)
        }
    }

    private func block(_ start: Int, _ count: Int, _ outputs: [ColumnResult.Output], _ reasons: Column?) {
        if let column = batch.keys {
            column.read(start, count, into: keys)
            for (table, places) in zip(grouped.tables, found) { table?.find(keys, count, into: places) }
        }
        let clamped = grouped.violations.clamped
        run.run(count) { input, target in
            batch.inputs[input]?.read(start, count, into: target)
            if !clamped.isEmpty, let bounds = clamped[input] { clamp(target, count, bounds) }
        } accumulator: { index, target in
            let place = entryPlaces[index]
            let entries = found[plan.graph.accumulators[index].table]
            for row in 0..<count { target[row] = entries[row][place] }
        }
        for (index, output) in outputs.enumerated() {
            write(index * 2, output.numerators, start, count)
            if let denominators = output.denominators { write(index * 2 + 1, denominators, start, count) }
        }
        guard let reasons else { return }
        let codes = run.result(outputs.count * 2)
        grouped.violations.mark(codes, batch, start, count)
        reasons.write(codes, start, count)
    }
}
