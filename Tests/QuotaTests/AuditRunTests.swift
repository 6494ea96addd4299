import Access
import Base
import Database
import FEEL
import Quota
import Reasons
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// A year's declarations worked out together, and again after corrections.
@Suite struct AuditRunTests {
    /// Three employers: one with a person all year, one with the same person in spring, one with nobody.
    private struct City {
        let first: Int64
        let second: Int64
        let third: Int64
    }

    private func declare(_ year: TestYear) async throws -> City {
        let (one, first) = try await year.declare(
            "云河甲公司", code: "91990101MA0000003X", headcount: 100, payroll: 12_000_000)
        let (two, second) = try await year.declare(
            "云河乙公司", code: "91990101MA0000004X", headcount: 100, payroll: 12_000_000)
        let (_, third) = try await year.declare(
            "云河丙公司", code: "91990101MA0000005X", headcount: 200, payroll: 24_000_000, kind: "state_firm")
        try await year.place(one, serial: 1)
        try await year.place(two, serial: 1, months: 3...5)
        return City(first: first, second: second, third: third)
    }

    private func run(_ year: TestYear) async throws -> AuditRun.Counts {
        let run = try await year.audits.startRun(year.audit, year: 2025, as: year.test.actor)
        return try await year.audits.goOn(run.id, as: year.test.actor).counts
    }

    private func outcomes(_ year: TestYear) async throws -> [Int64: AuditOutcome] {
        let list = try await year.audits.list(
            year.audit, year: 2025, .init(), after: nil, limit: 100, as: year.test.actor)
        return Dictionary(
            uniqueKeysWithValues: list.lines.compactMap { line in
                line.outcome.map { (line.number, $0) }
            })
    }

    private func amend(_ year: TestYear, _ register: String, _ id: Int64, _ values: FieldValues) async throws {
        try await year.test.store.write(as: year.test.actor) { writing in
            try writing.update(register, id, version: nil, values, source: .page, acceptWarnings: true)
        }
    }

    @Test(arguments: Store.engines)
    func aRunComesToWhatEachPageSays(_ engine: Database.Engine) async throws {
        try await withYear(engine) { year in
            let city = try await declare(year)
            #expect(try await run(year) == .init(total: 3, seen: 3, first: 3))
            let outcomes = try await outcomes(year)
            for declaration in [city.first, city.second, city.third] {
                let page = try await year.outcome(declaration)
                let kept = try #require(outcomes[declaration])
                #expect(kept.figures.personMonths == page.personMonths)
                #expect(kept.figures.placed == page.placed.scaled(by: 4))
                #expect(kept.figures.levy == page.levy?.result.number?.scaled(by: 2).map(Int64.init))
                #expect(kept.persons == page.placements.count && kept.before == nil)
            }
            #expect(outcomes[city.second]?.sharedMonths == 3)
            let board = try await year.audits.board(year.audit, year: nil, as: year.test.actor)
            #expect(board.year == 2025 && board.total.declarations == 3 && board.total.worked == 3)
            #expect(board.total.personMonths == 12 && board.total.placed == 10_000)
            #expect(board.total.levy == outcomes.values.reduce(0) { $0 + ($1.figures.levy ?? 0) })
            #expect(board.byKind.map(\.declarations) == [2, 1] && board.missing == 0 && board.expected == 3)
        }
    }

    @Test(arguments: Store.engines)
    func aRunAfterACorrectionTouchesOnlyWhatItChanges(_ engine: Database.Engine) async throws {
        try await withYear(engine) { year in
            let city = try await declare(year)
            _ = try await run(year)
            #expect(try await run(year) == .init(total: 3, seen: 3))
            try await amend(year, "quota_declaration", city.third, ["payroll": .integer(2_000_000_000)])
            let before = try #require(try await outcomes(year)[city.third]).figures
            #expect(try await run(year) == .init(total: 3, seen: 3, again: 1, changed: 1))
            let after = try #require(try await outcomes(year)[city.third])
            #expect(after.before == before && after.figures.levy ?? 0 < before.levy ?? 0)
            // A remark touches the record, but no figure.
            try await amend(year, "quota_declaration", city.third, ["remark": .text("已电话核对")])
            #expect(try await run(year) == .init(total: 3, seen: 3, again: 1))
        }
    }

    @Test(arguments: Store.engines)
    func aCorrectionAtOneEmployerReachesTheOtherWhoHasTheSamePerson(_ engine: Database.Engine) async throws {
        try await withYear(engine) { year in
            let city = try await declare(year)
            _ = try await run(year)
            let rows = try await year.test.store.read(as: year.test.actor) { reading in
                try reading.connection.rows("SELECT id FROM placement ORDER BY id").map { try $0.int(0) }
            }
            // The first employer's person never was there: the second's three months count now.
            try await amend(year, "placement", try #require(rows.first), ["dispatch_side": .text("other")])
            #expect(try await run(year) == .init(total: 3, seen: 3, again: 2, changed: 2))
            let outcomes = try await outcomes(year)
            #expect(outcomes[city.first]?.figures.personMonths == 0)
            #expect(outcomes[city.second]?.figures.personMonths == 3)
        }
    }

    @Test(arguments: Store.engines)
    func whoDidNotDeclareIsNamed(_ engine: Database.Engine) async throws {
        try await withYear(engine) { year in
            _ = try await declare(year)
            try await year.test.store.write(as: year.test.actor) { writing in
                for (name, code, closed) in [("云河丁公司", "6", nil), ("云河戊公司", "7", "2024-05-01")] {
                    var values: FieldValues = [
                        "name": .text(name), "credit_code": .text("91990101MA000000\(code)X"),
                        "employer_kind": .text("private_firm"), "region": .text("990101"),
                    ]
                    if let closed { values["closed_on"] = try year.day(closed) }
                    _ = try writing.create("employer", values, source: .page, acceptWarnings: true)
                }
            }
            var asked = AuditList.Asked()
            asked.kind = .missing
            let list = try await year.audits.list(
                year.audit, year: 2025, asked, after: nil, limit: 10, as: year.test.actor)
            #expect(list.lines.map(\.name) == ["云河丁公司"] && list.count == 1)
        }
    }

    @Test(arguments: Store.engines)
    func aCountyWorksOutItsOwnDeclarationsAlone(_ engine: Database.Engine) async throws {
        try await withYear(engine) { year in
            let city = try await declare(year)
            try await amend(year, "quota_declaration", city.third, ["region": .text("990102")])
            let auditor = try await year.test.colleague("shen", roles: ["auditor"], in: "990102")
            let run = try await year.audits.startRun(year.audit, year: 2025, as: auditor)
            #expect(try await year.audits.goOn(run.id, as: auditor).counts.seen == 1)
            await #expect(throws: AuditRunError.self) {
                _ = try await year.audits.run(run.id, as: year.test.actor)
            }
            let board = try await year.audits.board(year.audit, year: 2025, as: year.test.actor)
            #expect(board.total.declarations == 3 && board.total.worked == 1)
        }
    }

    @Test(arguments: Store.engines)
    func aRunThatStoppedGoesOnWhereItWas(_ engine: Database.Engine) async throws {
        try await withYear(engine) { year in
            _ = try await declare(year)
            let begun = try await year.audits.startRun(year.audit, year: 2025, as: year.test.actor)
            let cancelled = Task { try await year.audits.goOn(begun.id, as: year.test.actor) }
            cancelled.cancel()
            _ = try? await cancelled.value
            let again = try await year.audits.startRun(year.audit, year: 2025, as: year.test.actor)
            #expect(again.id == begun.id)
            let done = try await year.audits.goOn(again.id, as: year.test.actor)
            #expect(done.counts.seen == 3 && done.finishedAt != nil)
        }
    }

    @Test(arguments: Store.engines)
    func whoOnlyLooksWorksNothingOut(_ engine: Database.Engine) async throws {
        try await withYear(engine) { year in
            _ = try await declare(year)
            let looker = try await year.test.colleague("du", roles: ["readonly"], in: "9901")
            #expect(!year.audits.mayRun(year.audit, as: looker))
            await #expect(throws: AccessError.self) {
                _ = try await year.audits.startRun(year.audit, year: 2025, as: looker)
            }
            let begun = try await year.audits.startRun(year.audit, year: 2025, as: year.test.actor)
            #expect(begun.counts.total == 3)
        }
    }
}
