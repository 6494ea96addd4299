public import FEEL

/// A strict decision planned on whole numbers alone: every fraction has become a whole number over a known
/// denominator, the one division stands where the rule rounds, and the bounds of every step are known.
public struct StrictPlan: Sendable {
    /// One output: `numerator` over `denominator`.
    struct Output: Sendable {
        let name: String
        let kind: StrictKind
        let numerator: WholeID
        let denominator: WholeID
    }

    /// The program that it was planned from.
    public let program: StrictProgram
    let graph: WholeGraph
    let outputs: [Output]
    /// The reason code of a row: 0, or the place of the reason plus 1.
    let reason: WholeID

    /// Plans a program.
    ///
    /// - Throws: `ExpressionFault` with the place of what may grow beyond 128 bits, or cannot be planned.
    public init(_ program: StrictProgram) throws(ExpressionFault) {
        var planner = Planner(program)
        self.program = program
        (outputs, reason) = try planner.plan()
        graph = planner.graph
    }

    /// How many bits the widest step needs: 64 or 128.
    public var width: Int { needed.allSatisfy { graph.isNarrow($0) } ? 64 : 128 }

    /// The steps that the outputs and the reason rest on, in order, with those of the child tables.
    var needed: [WholeID] { graph.needed(by: outputs.flatMap { [$0.numerator, $0.denominator] } + [reason]) }
}
