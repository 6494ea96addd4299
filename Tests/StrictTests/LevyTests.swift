import FEEL
import PropertyTesting
import Testing

@testable import Strict

/// The table of errors of exact money: written in the officer's natural order, the levy is exact here, while other
/// number types give wrong fen for some payers.
@Suite struct LevyTests {
    struct Employer {
        let headcount, ratio, wage, cap, months: Int64

        init(_ chance: inout SeededRandom) {
            headcount = Int64.random(in: 31...3_000, using: &chance)
            ratio = [150, 160, 170, 200].randomElement(using: &chance) ?? 150
            wage = Int64.random(in: 1_800_000...30_000_000, using: &chance)
            cap = Int64.random(in: 5_000_000...20_000_000, using: &chance)
            months = Int64.random(in: 0...(headcount / 5 + 1), using: &chance)
        }

        var row: StrictRow { StrictRow(values: [headcount, wage, ratio, cap, months]) }

        /// By whole numbers alone, division last: an answer of its own, not the planner's.
        var levy: Int64 {
            let gap = max(0, headcount * ratio * 12 - months * 10_000)
            return (gap * min(wage, 2 * cap) * share + 6_000_000) / 12_000_000
        }

        /// A tie: exactly half a fen, which is rounded up.
        var isTie: Bool {
            let gap = max(0, headcount * ratio * 12 - months * 10_000)
            return gap * min(wage, 2 * cap) * share % 12_000_000 == 6_000_000
        }

        var share: Int64 {
            headcount * ratio * 12 <= months * 10_000 ? 0 : months * 100 >= headcount * 12 ? 50 : 90
        }

        var inDoubles: Int64 {
            let placed = Double(months) / 12
            let needed = Double(headcount) * (Double(ratio) / 10_000)
            let share = placed >= needed ? 0 : placed / Double(headcount) >= 0.01 ? 0.5 : 0.9
            let wage = min(Double(wage), 2 * Double(cap))
            return Int64((max(0, needed - placed) * wage * share + 0.5).rounded(.down))
        }
    }

    static let formula = """
        round half up(
          max(0, 人数 * 比例 - 人月 / 12) * min(工资, 2 * 平均)
          * (if 人数 * 比例 <= 人月 / 12 then 0 else if 人月 / 12 / 人数 >= 0.01 then 0.5 else 0.9), 0)
        """

    static func program() throws -> StrictProgram {
        var builder = StrictBuilder([
            .init("人数", .number(scale: 0, 1...200_000)), .init("工资", .number(scale: 0, 0...1_000_000_000)),
            .init("比例", .number(scale: 4, 0...1_000)), .init("平均", .number(scale: 0, 0...500_000_000)),
            .init("人月", .number(scale: 0, 0...1_000_000)),
        ])
        try builder.define("应缴", formula)
        return try builder.program(outputs: ["应缴"])
    }

    @Test func theNaturalOrderIsExact() throws {
        var chance = SeededRandom(seed: 7)
        let employers = (0..<60_000).map { _ in Employer(&chance) }
        let program = try Self.program()
        let plan = try StrictPlan(program)
        #expect(plan.width == 64)
        let inputs = program.inputs.indices.map { index in
            (index, ColumnBinding.column(Column(employers.map { $0.row.values[index] })))
        }
        let batch = ColumnBatch(count: employers.count, inputs: Dictionary(uniqueKeysWithValues: inputs))
        let result = try CompiledColumns(plan).run(batch)
        let interpreter = StrictInterpreter(program)
        var wrongInDoubles = 0
        for (index, employer) in employers.enumerated() {
            let exact = StrictOutcome.values([.number(Exact(Int128(employer.levy)))])
            #expect(result.outcome(index) == exact)
            if index % 20 == 0 || employer.isTie { #expect(interpreter.run(employer.row) == exact) }
            if employer.inDoubles != employer.levy { wrongInDoubles += 1 }
        }
        #expect(wrongInDoubles > 0, "the sample should hold payers for whom doubles are wrong")
    }

    @Test func decimalsOf34DigitsBreakSomeTiesTheWrongWay() throws {
        var chance = SeededRandom(seed: 8)
        let expression = try Expression.parse(
            Self.formula,
            scope: Scope(["人数", "工资", "比例", "平均", "人月"].map { FEELType.Field($0, .number) }))
        let interpreter = StrictInterpreter(try Self.program())
        let moment = Moment(today: try #require(CivilDate("2026-01-01")))
        var (ties, wrong) = (0, 0)
        while ties < 60 {
            let employer = Employer(&chance)
            guard employer.isTie else { continue }
            ties += 1
            #expect(interpreter.run(employer.row) == .values([.number(Exact(Int128(employer.levy)))]))
            let value = expression.evaluate(
                in: [
                    "人数": .number(Int(employer.headcount)), "工资": .number(Int(employer.wage)),
                    "比例": .number(Number(Int(employer.ratio), scale: 4)), "平均": .number(Int(employer.cap)),
                    "人月": .number(Int(employer.months)),
                ], at: moment)
            if value.number?.integer != Int(employer.levy) { wrong += 1 }
        }
        #expect(wrong > 0, "34-digit decimals should lose some of these ties")
    }
}
