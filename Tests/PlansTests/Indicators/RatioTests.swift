import Access
import Base
import Database
import Foundation
import Packs
import Plans
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// Ratios: how many of how many, with the names of both.
@Suite struct RatioTests {
    private let today = day("2026-11-21")

    /// Three graduates in one district, one in another; two were served, one of them before the time asked about.
    private func fill(_ test: PlanFixture) async throws {
        try await test.registers.store.write(as: test.actor) { writing in
            for (serial, region, served) in [
                (1, "990101001001", "2026-03-01"), (2, "990101001001", "2025-03-01"), (3, "990101001001", ""),
                (4, "990102001001", "2026-05-01"),
            ] {
                let person = try writing.create(
                    "person",
                    [
                        "name": .text("毕业生\(serial)"), "region": .text(region), "graduate": .boolean(true),
                        "graduation_date": .day(day("2026-07-01")), "work_wish": .text("wants"),
                        "employment_status": .text(serial == 1 ? "employed" : "unemployed"),
                        "citizen_id": .text(TestRegisters.citizenID(born: "2003-05-01", serial: serial)),
                    ], source: .page)
                guard !served.isEmpty else { continue }
                // The service was given in the other district: it counts for the person all the same.
                _ = try writing.create(
                    "service",
                    [
                        "person": .integer(person), "region": .text("990102001001"),
                        "service_date": .day(day(served)), "service_kind": .text("guidance"),
                    ], source: .page)
            }
        }
    }

    @Test(arguments: Store.engines)
    func aRatioCountsThoseWithinAndNamesBothSides(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            try await fill(test)
            var question = FigureQuestion(
                "graduates_served_rate", in: try region("9901"), from: day("2026-01-01"), to: day("2026-12-31"))
            let table = try await test.plans.figures(question, on: today, as: test.actor)
            #expect(table.total.text == "50.0")
            #expect(table.total.unit == "%")
            #expect(table.total.share == Figure(part: 2, of: 4).share)
            let lines = table.regions.filter(\.figure.isMeasured)
            #expect(lines.map { "\($0.region.text) \($0.figure.text)" } == ["990101 33.3", "990102 100.0"])
            #expect(table.regions.filter { !$0.figure.isMeasured }.allSatisfy { $0.figure.text == "没有对象" })
            #expect(table.months.isEmpty)
            #expect(try await names(question, test).count == 4)
            question.side = .within
            #expect(try await names(question, test) == ["毕业生1", "毕业生4"])
            #expect(try await test.plans.figures(question, on: today, as: test.actor).total.text == "2")
            question.side = .outside
            #expect(try await names(question, test) == ["毕业生2", "毕业生3"])
            question.part = try region("990101")
            #expect(try await names(question, test) == ["毕业生2", "毕业生3"])
            #expect(try await test.plans.figures(question, on: today, as: test.actor).total.value == 2)
        }
    }

    /// What stands counts however long it has stood: a plan for one person is not drawn up anew for the city's.
    @Test(arguments: Store.engines)
    func aPlanForOnePersonThatIsOlderThanTheCitysCounts(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            try await fill(test)
            let counsellor = try await test.registers.colleague("zhou", roles: ["counsellor"], in: "990101")
            try await test.registers.store.write(as: test.actor) { writing in
                _ = try writing.create(
                    "case_plan",
                    [
                        "person": .integer(1), "region": .text("990101001001"), "goal": .text("employment"),
                        "start_date": .day(day("2024-11-20")), "end_date": .day(day("2027-11-19")),
                        "counsellor": counsellor.account.map { .integer($0) } ?? .null,
                    ], source: .page)
            }
            let question = FigureQuestion(
                "graduates_planned_rate", in: try region("9901"), from: day("2026-01-01"), to: day("2026-12-31"))
            let table = try await test.plans.figures(question, on: today, as: test.actor)
            #expect(table.total.share == Figure(part: 1, of: 4).share)
        }
    }

    @Test(arguments: Store.engines)
    func aConditionSaysWhoIsWithin(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            try await fill(test)
            let question = FigureQuestion("graduates_employed_rate", in: try region("9901"))
            let table = try await test.plans.figures(question, on: today, as: test.actor)
            #expect(table.total.text == "25.0")
            #expect(table.total.share == Figure(part: 1, of: 4).share)
        }
    }

    @Test(arguments: Store.engines)
    func aKeptRatioIsWorkedOutAnewWhenEitherRegisterChanges(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let question = FigureQuestion("graduates_served_rate", in: try region("9901"))
            #expect(try await test.plans.figures(question, on: today, as: test.actor).total.text == "没有对象")
            try await fill(test)
            #expect(try await test.plans.figures(question, on: today, as: test.actor).total.text == "75.0")
            try await test.registers.store.write(as: test.actor) { writing in
                let record = try writing.list(ListQuery(register: "service")).records[0]
                try writing.remove("service", record.id, version: nil, reason: "录错了", source: .page)
            }
            #expect(try await test.plans.figures(question, on: today, as: test.actor).total.text == "50.0")
        }
    }

    @Test func roundedDownOnceAndNeverDividedByNobody() {
        #expect(Figure(part: 1_999, of: 2_000).text == "99.9")
        #expect(Figure(part: 2, of: 3).text == "66.6")
        #expect(Figure(part: 7, of: 7).text == "100.0")
        #expect(Figure(part: 0, of: 9).text == "0.0")
        #expect(Figure(part: 0, of: 0).text == "没有对象")
        #expect(!Figure(part: 0, of: 0).isMeasured && Figure(part: 0, of: 0).unit.isEmpty)
        #expect(Figure(part: 3_000_000_000, of: 9_000_000_000).value == 333)
    }

    @Test func faultsOfRatiosNameLineAndRemedy() throws {
        let folder = try IndicatorBookTests.packs(
            core: """
                indicators:
                  - {name: people, title: 人, unit: 人, register: person, region: region}
                  - name: a
                    title: 甲
                    unit: 人
                    of: later
                    where: gender = "1"
                  - name: b
                    title: 乙
                    unit: "%"
                    of: people
                  - name: c
                    title: 丙
                    unit: "%"
                    of: people
                    with: people
                """)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let catalogue = try Catalogue(library: PackLibrary(folder: folder))
        let faults = #expect(throws: Diagnostics.self) { _ = try IndicatorBook(catalogue) }
        let text = faults.map(\.description) ?? ""
        for expected in [
            "packs/core/indicators.yaml:6", "没有名为“later”的指标", "比例指标的单位“%”", "比例指标“b”要写明谁算在内", "数的不是同一种对象",
        ] {
            #expect(text.contains(expected), "\(expected) in \(text)")
        }
    }

    private func names(_ question: FigureQuestion, _ test: PlanFixture) async throws -> [String] {
        let query = try await test.plans.names(question, on: today, as: test.actor)
        return try await test.registers.store.read(as: test.actor, on: today) { reading in
            try reading.list(query).records.compactMap { $0["name"].text }.sorted()
        }
    }
}
