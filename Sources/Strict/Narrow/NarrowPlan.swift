import FEEL

/// A plan whose steps all fit 64 bits: what may be wider has become several steps on limbs of nine digits.
struct NarrowPlan: Sendable {
    /// The upper or the lower number of an output.
    enum Number: Sendable {
        /// One step.
        case whole(WholeID)
        /// Wider than 64 bits: whether it is below zero, and its size in limbs, the lowest first.
        case wide(isNegative: WholeID, size: [WholeID])

        var steps: [WholeID] {
            switch self {
            case .whole(let id): [id]
            case .wide(let isNegative, let size): [isNegative] + size
            }
        }
    }

    let program: StrictProgram
    let graph: WholeGraph
    let outputs: [(upper: Number, lower: Number)]
    let reason: WholeID

    /// - Throws: `ExpressionFault` where a divisor is too wide for long division on 64 bits.
    init(_ plan: StrictPlan) throws(ExpressionFault) {
        program = plan.program
        if plan.width == 64 {
            graph = plan.graph
            outputs = plan.outputs.map { (.whole($0.numerator), .whole($0.denominator)) }
            reason = plan.reason
            return
        }
        var writer = LimbWriter(plan.graph)
        do throws(WholeGraph.TooWide) {
            try writer.write(plan.needed)
            var outputs: [(upper: Number, lower: Number)] = []
            for output in plan.outputs {
                outputs.append((try writer.number(output.numerator), try writer.number(output.denominator)))
            }
            self.outputs = outputs
            reason = try writer.whole(plan.reason)
            graph = writer.graph
        } catch {
            throw ExpressionFault(.start, error.why)
        }
        guard needed.allSatisfy({ graph.isNarrow($0) }) else { throw ExpressionFault(.start, LimbWriter.beyond.why) }
    }

    /// The steps whose values are asked for.
    var roots: [WholeID] { outputs.flatMap { $0.upper.steps + $0.lower.steps } + [reason] }

    /// The steps that those rest on, in order, with those of the child tables.
    var needed: [WholeID] { graph.needed(by: roots) }
}
