/// What a batch holds that it should not: numbers out of bounds, missing ones, and too many child rows.
///
/// A look at each column's least and greatest number tells whether there is anything; only then is it searched.
struct Violations: Sendable {
    /// The inputs some of whose numbers are out of bounds, with these bounds.
    private(set) var clamped: [Int: ClosedRange<Int64>] = [:]
    /// Codes of rows by key, for what is wrong with their child rows.
    private var ofChildren: [Int64: Int64] = [:]
    private let program: StrictProgram

    init(_ program: StrictProgram, _ batch: ColumnBatch) {
        self.program = program
        for (index, input) in program.inputs.enumerated() {
            let binding = input.table.map { batch.children[$0].inputs[index] } ?? batch.inputs[index]
            guard let extent = binding?.values.extent else { continue }
            let bounds = input.type.bounds
            if extent.lowerBound < bounds.lowerBound || extent.upperBound > bounds.upperBound {
                clamped[index] = bounds
            }
        }
        for (table, child) in zip(program.tables.indices, batch.children) {
            for index in program.tables[table].inputs where clamped[index] != nil { search(index, child) }
            if child.keys.count > program.tables[table].limit { count(table, child) }
        }
    }

    var isEmpty: Bool { clamped.isEmpty && ofChildren.isEmpty }

    private mutating func search(_ input: Int, _ child: ChildBatch) {
        guard let binding = child.inputs[input], let bounds = clamped[input] else { return }
        withUnsafeTemporaryAllocation(of: Int64.self, capacity: 1) { space in
            guard let number = space.baseAddress else { return }
            for row in 0..<child.keys.count {
                binding.read(row, 1, into: number)
                if !bounds.contains(number.pointee) { note(child.keys[row], Int64(input + 1)) }
            }
        }
    }

    private mutating func count(_ table: Int, _ child: ChildBatch) {
        var counts: [Int64: Int] = [:]
        for row in 0..<child.keys.count { counts[child.keys[row], default: 0] += 1 }
        for (key, count) in counts where count > program.tables[table].limit {
            note(key, Int64(program.limitSite(table) + 1))
        }
    }

    private mutating func note(_ key: Int64, _ code: Int64) {
        ofChildren[key] = min(ofChildren[key] ?? .max, code)
    }

    /// Puts the codes of a block's rows before those of the decision itself.
    func mark(_ codes: UnsafeMutablePointer<Int64>, _ batch: ColumnBatch, _ start: Int, _ count: Int) {
        if isEmpty { return }
        for row in 0..<count {
            var worst = batch.keys.flatMap { ofChildren[$0[start + row]] } ?? .max
            withUnsafeTemporaryAllocation(of: Int64.self, capacity: 1) { space in
                guard let number = space.baseAddress else { return }
                for (input, bounds) in clamped where program.inputs[input].table == nil {
                    batch.inputs[input]?.read(start + row, 1, into: number)
                    if !bounds.contains(number.pointee) { worst = min(worst, Int64(input + 1)) }
                }
            }
            if worst != .max { codes[row] = worst }
        }
    }
}
