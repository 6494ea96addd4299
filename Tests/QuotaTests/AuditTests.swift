import Base
import Database
import FEEL
import Quota
import Reasons
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// An employer's year, from what was declared to what is owed.
@Suite struct AuditTests {
    @Test(arguments: Store.engines)
    func monthsAddUpToPersonsAndTheLevyFollows(_ engine: Database.Engine) async throws {
        try await withYear(engine) { year in
            let (employer, declaration) = try await year.declare(
                "云河纸业有限公司", code: "91990101MA0000001X", headcount: 100, payroll: 12_000_000)
            let none = try await year.outcome(declaration)
            // facts.md: 100 staff, 120,000 yuan each, nobody placed.
            #expect(none.levy?.result.description == "162000")
            // Seven months of somebody of level 3, whose wage is under the minimum in none of them: 7/12.
            try await year.place(employer, serial: 1, months: 1...7)
            // Twelve months of somebody of level 2, who counts twice.
            try await year.place(employer, serial: 2, level: 2)
            let some = try await year.outcome(declaration)
            #expect(some.personMonths == 31 && some.placed.description == "2.5833")
            #expect(some.levy?.result.description == "0")
            #expect(some.placements.map(\.personMonths) == [7, 24])
            #expect(some.placements[0].months.allSatisfy { $0.rule == "计入" && $0.failing.isEmpty })
        }
    }

    @Test(arguments: Store.engines)
    func everyRuleThatFailsIsNamedInItsMonth(_ engine: Database.Engine) async throws {
        try await withYear(engine) { year in
            let (employer, declaration) = try await year.declare(
                "云河布业有限公司", code: "91990101MA0000002X", headcount: 100, payroll: 12_000_000)
            // The minimum rises from 2,070 to 2,190 in July.
            try await year.place(employer, serial: 1, wage: 2_100, changes: ["dispatch_side": .text("other")])
            let outcome = try await year.outcome(declaration)
            let months = try #require(outcome.placements.first).months
            #expect(months.map(\.heads) == Array(repeating: 0, count: 12))
            #expect(months[5].failing == ["计入本单位"] && months[6].failing == ["计入本单位", "工资达标"])
            #expect(Set(months.map(\.rule)) == ["劳务派遣未约定计入本单位"])
            #expect(outcome.placed.description == "0")
        }
    }

    @Test(arguments: Store.engines)
    func aMonthOfAnotherYearOrWrittenTwiceDoesNotAddUp(_ engine: Database.Engine) async throws {
        try await withYear(engine) { year in
            let (employer, declaration) = try await year.declare(
                "云河丁公司", code: "91990101MA0000006X", headcount: 100, payroll: 12_000_000)
            let rows = ["2024-12", "2025-01", "2025-01", "2025-02"].map { month -> FieldValues in
                [
                    "month": .text(month), "wage": .integer(300_000), "pension": .boolean(true),
                    "medical": .boolean(true), "on_post": .boolean(true),
                ]
            }
            try await year.place(employer, serial: 1, changes: ["months": .rows(rows)])
            let outcome = try await year.outcome(declaration)
            #expect(outcome.placements.first?.months.map(\.heads) == [nil, 1, nil, 1])
            #expect(outcome.personMonths == 2)
        }
    }

    @Test(arguments: Store.engines)
    func aPersonMonthCountsOnceAmongAllEmployers(_ engine: Database.Engine) async throws {
        try await withYear(engine) { year in
            let (first, one) = try await year.declare(
                "云河甲公司", code: "91990101MA0000003X", headcount: 100, payroll: 12_000_000)
            let (second, two) = try await year.declare(
                "云河乙公司", code: "91990101MA0000004X", headcount: 100, payroll: 12_000_000)
            try await year.place(first, serial: 1, months: 1...6)
            try await year.place(second, serial: 1, months: 4...12)
            let earlier = try await year.outcome(one)
            #expect(earlier.personMonths == 6)
            let later = try #require(try await year.outcome(two).placements.first)
            #expect(later.personMonths == 6)
            #expect(later.months.filter(\.isCountedElsewhere).map(\.month) == ["2025-04", "2025-05", "2025-06"])
            // Both are shown the other.
            #expect(earlier.placements.first?.elsewhere.map(\.employer) == ["云河乙公司"])
            #expect(later.elsewhere.map(\.employer) == ["云河甲公司"])
            // Where it would not count, it takes nothing from anybody.
            #expect(earlier.placements.first?.elsewhere.first?.months.count == 9)
        }
    }

    @Test(arguments: Store.engines)
    func aCountyIsToldOfThePersonElsewhereButSeesNoOthersRecord(_ engine: Database.Engine) async throws {
        try await withYear(engine) { year in
            let (first, _) = try await year.declare(
                "云河甲公司", code: "91990101MA0000003X", headcount: 100, payroll: 12_000_000)
            let (second, two) = try await year.declare(
                "云河乙公司", code: "91990101MA0000004X", headcount: 100, payroll: 12_000_000)
            try await year.test.store.write(as: year.test.actor) { writing in
                for employer in [second] {
                    try writing.update(
                        "employer", employer, version: nil, ["region": .text("990102")], source: .page)
                }
                try writing.update("quota_declaration", two, version: nil, ["region": .text("990102")], source: .page)
            }
            try await year.place(first, serial: 1)
            try await year.place(second, serial: 1)
            let auditor = try await year.test.colleague("shen", roles: ["auditor"], in: "990102")
            let outcome = try await year.audits.audit(year.audit, declaration: two, as: auditor)
            #expect(outcome.personMonths == 0)
            #expect(outcome.placements.first?.elsewhere.first?.employer == "云河甲公司")
            let stranger = try await year.test.colleague("shen2", roles: ["auditor"], in: "990101")
            await #expect(throws: NoSuchRecord.self) {
                _ = try await year.audits.audit(year.audit, declaration: two, as: stranger)
            }
        }
    }

    @Test(arguments: Store.engines)
    func whereTheLawEndsThereIsNoFigure(_ engine: Database.Engine) async throws {
        try await withYear(engine) { year in
            let (_, declaration) = try await year.declare(
                "云河丙公司", code: "91990101MA0000005X", headcount: 100, payroll: 12_000_000)
            try await year.test.store.write(as: year.test.actor) { writing in
                try writing.update(
                    "quota_declaration", declaration, version: nil, ["audit_year": .integer(2027)], source: .page)
            }
            let outcome = try await year.outcome(declaration)
            #expect(outcome.levy == nil)
            #expect(outcome.refusal?.description.contains("2027") == true)
        }
    }
}
