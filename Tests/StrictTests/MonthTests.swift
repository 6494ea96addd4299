import FEEL
import Testing

@testable import Strict

/// Months added with their rounding named, and whole months and years between dates.
@Suite struct MonthTests {
    static func outcome(_ source: String, _ first: String, _ second: String = "2026-01-31") throws -> StrictOutcome {
        var builder = StrictBuilder([.init("甲", .date), .init("乙", .date)])
        try builder.define("果", source)
        let program = try builder.program(outputs: ["果"])
        let days = [first, second].map { Int64(CivilDate($0)?.dayNumber ?? 0) }
        let outcome = StrictInterpreter(program).run(StrictRow(values: days))
        let batch = ColumnBatch(count: 1, inputs: [0: .column(Column([days[0]])), 1: .column(Column([days[1]]))])
        #expect(try CompiledColumns(StrictPlan(program)).run(batch).outcome(0) == outcome)
        // What FEEL itself makes of it is the same.
        let expression = try Expression.parse(source, scope: Scope([.init("甲", .date), .init("乙", .date)]))
        let values: [String: Value] = [
            "甲": CivilDate(first).map(Value.date) ?? .null, "乙": CivilDate(second).map(Value.date) ?? .null,
        ]
        let value = expression.evaluate(in: values, at: .current)
        switch outcome {
        case .refused: #expect(value.isNull)
        case .values(let values): #expect(Self.same(values[0], value), "\(values[0]) \(value)")
        }
        return outcome
    }

    private static func same(_ strict: StrictValue, _ value: Value) -> Bool {
        switch (strict, value) {
        case (.date(let day), .date(let date)): day == date.dayNumber
        case (.number(let number), .number(let other)): Exact(exactly: other) == number
        case (.months(let months), .yearsMonths(let span)): months == span.months
        default: false
        }
    }

    @Test(arguments: [
        ("add months round down(甲, 1)", "2026-01-31", "2026-02-28"),
        ("add months round up(甲, 1)", "2026-01-31", "2026-03-01"),
        ("add months round down(甲, 1)", "2024-01-30", "2024-02-29"),
        ("add months round up(甲, -11)", "2025-01-29", "2024-02-29"),
        ("add months round down(甲, 12)", "2024-02-29", "2025-02-28"),
        ("add months round up(甲, 12)", "2024-02-29", "2025-03-01"),
        ("add months exactly(甲, 48)", "2024-02-29", "2028-02-29"),
        ("add months exactly(甲, -25)", "0003-03-31", "0001-02-28"),
    ])
    func monthsAreAdded(source: String, from: String, to: String) throws {
        let outcome = try Self.outcome(source, from)
        if source.contains("-25") {
            guard case .refused = outcome else {
                Issue.record("a month without that day gave a value")
                return
            }
            return
        }
        #expect(outcome == .values([.date(try #require(CivilDate(to)).dayNumber)]))
    }

    @Test(arguments: [
        ("2000-02-29", "2018-02-28", 17, 11), ("2000-02-29", "2018-03-01", 18, 0), ("1999-12-31", "2000-01-30", 0, 0),
        ("2024-03-31", "2024-02-29", 0, -1), ("2024-03-15", "2022-03-16", -1, -11), ("2024-01-01", "2024-01-01", 0, 0),
    ])
    func agesAreWholeYears(from: String, to: String, years: Int, months: Int) throws {
        let span = "years and months duration(甲, 乙)"
        #expect(try Self.outcome("\(span).years", from, to) == .values([.number(Exact(Int128(years)))]))
        #expect(try Self.outcome("\(span).months", from, to) == .values([.number(Exact(Int128(months)))]))
        #expect(try Self.outcome(span, from, to) == .values([.months(years * 12 + months)]))
        let isAdult = years >= 18
        let outcome = try Self.outcome("if \(span) >= duration(\"P18Y\") then 1 else 0", from, to)
        #expect(outcome == .values([.number(Exact(isAdult ? 1 : 0))]))
    }

    @Test func everyDayHasItsParts() throws {
        for (name, part) in [
            ("year", { (date: CivilDate) in date.year }), ("month", { $0.month }), ("day", { $0.day }),
            ("weekday", { $0.weekday }),
        ] as [(String, (CivilDate) -> Int)] {
            var builder = StrictBuilder([.init("甲", .date)])
            try builder.define("果", "甲.\(name)")
            let program = try builder.program(outputs: ["果"])
            let days = stride(from: Int64(-719_162), through: 2_932_896, by: 397).map { $0 }
            let batch = ColumnBatch(count: days.count, inputs: [0: .column(Column(days))])
            let result = try CompiledColumns(StrictPlan(program)).run(batch)
            for (index, day) in days.enumerated() {
                let date = try #require(CivilDate(dayNumber: Int(day)))
                #expect(result.outcome(index) == .values([.number(Exact(Int128(part(date))))]), "\(date) \(name)")
            }
        }
    }

    @Test func monthsHaveToBeWhole() throws {
        var builder = StrictBuilder([.init("甲", .date), .init("数", .number(scale: 1, 0...100))])
        try builder.define("果", "add months round down(甲, 数)")
        let fault = #expect(throws: ExpressionFault.self) { try StrictPlan(builder.program(outputs: ["果"])) }
        #expect(fault?.message.contains("月数要是整数") == true)
    }
}
