import Dispatch
public import FEEL
import Synchronization

/// A strict decision compiled to a program over columns.
///
/// Rows go through in blocks that stay in the cache, on as many threads as are given. The bounds of every step were
/// proven when it was planned, and the inputs are held to theirs, so no step can overflow and none is checked.
public struct CompiledColumns: Sendable {
    /// What was compiled.
    public let plan: StrictPlan
    private let program: BlockProgram
    private let groupings: [Grouping?]
    /// For each accumulator of the plan the place in its table's entry, from 1.
    private let entryPlaces: [Int]
    private let hasReasons: Bool

    /// Compiles a plan.
    ///
    /// - Throws: `ExpressionFault` naming what cannot be said in columns.
    public init(_ plan: StrictPlan) throws(ExpressionFault) {
        self.plan = plan
        let graph = plan.graph
        let needed = Set(plan.needed)
        for id in needed {
            if case .accumulator = graph[id], !graph.isNarrow(id) {
                throw ExpressionFault(.start, "子行的合计可能超出 64 位，不能按列计算；请给子行写更窄的上下限或更少的行数")
            }
        }
        program = BlockProgram(
            graph, results: plan.outputs.flatMap { [$0.numerator, $0.denominator] } + [plan.reason])
        hasReasons = graph.constant(plan.reason) != 0
        var places = Array(repeating: 0, count: graph.accumulators.count)
        var groupings: [Grouping?] = []
        for table in plan.program.tables.indices {
            let own = graph.accumulators.indices.filter { index in
                graph.accumulators[index].table == table
                    && graph.steps.indices.contains { step in
                        graph.steps[step] == .accumulator(index) && needed.contains(WholeID(index: step))
                    }
            }
            for (place, index) in own.enumerated() { places[index] = place + 1 }
            do throws(WholeGraph.TooWide) {
                groupings.append(
                    own.isEmpty
                        ? nil : try Grouping(plan, table: table, accumulators: own.map { graph.accumulators[$0] }))
            } catch {
                throw ExpressionFault(.start, error.why)
            }
        }
        self.groupings = groupings
        entryPlaces = places
    }

    /// How many passes over a block it takes.
    public var passes: Int { program.instructions.count }

    /// Child rows gathered by key, for ``run(_:grouped:threads:)``.
    public struct Grouped: Sendable {
        let tables: [GroupTable?]
        let violations: Violations
    }

    /// Gathers the child rows of a batch.
    public func group(_ batch: ColumnBatch, threads: Int) -> Grouped {
        let violations = Violations(plan.program, batch)
        let tables = groupings.map { grouping in
            grouping.map { $0.run(batch.children[$0.table], bounds: violations.clamped, threads: threads) }
        }
        return Grouped(tables: tables, violations: violations)
    }

    /// Decides the rows of a batch.
    public func run(_ batch: ColumnBatch, threads: Int = 2) -> ColumnResult {
        run(batch, grouped: group(batch, threads: threads), threads: threads)
    }

    /// Decides the rows of a batch whose child rows were gathered before.
    public func run(_ batch: ColumnBatch, grouped: Grouped, threads: Int) -> ColumnResult {
        let outputs = plan.outputs.map { output in
            let fixed = plan.graph.constant(output.denominator).flatMap { Int64(exactly: $0) }
            return ColumnResult.Output(
                name: output.name, kind: output.kind, numerators: column(output.numerator, batch.count),
                denominator: fixed, denominators: fixed == nil ? column(output.denominator, batch.count) : nil)
        }
        let reasons = hasReasons || !grouped.violations.isEmpty ? Column(count: batch.count, width: 4) : nil
        let next = Atomic<Int>(0)
        let morsel = BlockRun.size * 16
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            let worker = ColumnWorker(batch, grouped, BlockRun(program), plan, entryPlaces)
            while true {
                let start = next.wrappingAdd(morsel, ordering: .relaxed).oldValue
                guard start < batch.count else { break }
                worker.run(start, min(start + morsel, batch.count), outputs, reasons)
            }
        }
        let narrowed = outputs.map { output in
            ColumnResult.Output(
                name: output.name, kind: output.kind, numerators: output.numerators.narrowed(reasons),
                denominator: output.denominator, denominators: output.denominators?.narrowed(reasons))
        }
        return ColumnResult(outputs: narrowed, reasons: reasons)
    }

    private func column(_ id: WholeID, _ count: Int) -> Column {
        guard plan.graph.isNarrow(id) else { return Column(count: count, width: 16) }
        let bounds = plan.graph.bounds(id)
        return Column(count: count, width: Column.width(of: Int64(bounds.lowerBound)...Int64(bounds.upperBound)))
    }
}
