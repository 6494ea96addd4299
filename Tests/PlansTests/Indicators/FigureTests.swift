import Access
import Base
import Database
import Plans
import PropertyTesting
import RegisterTesting
import Registers
import StoreTesting
import Testing

@Suite struct FigureTests {
    private let city = "9901"
    private let today = day("2026-11-21")

    @Test(arguments: Store.engines)
    func aPersonCountsOnceByTheFirstJobAndTheNamesAreAsMany(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            // The second person moves on to a job in another district: counted once, where and when the first one was.
            try await employ(
                [
                    (1, "990101001001", "2026-01-10"), (2, "990101001002", "2026-02-03"),
                    (2, "990102001001", "2026-05-04"),
                    (3, "990102001001", "2026-05-20"), (4, "990101001001", "2025-12-30"),
                    (5, "990101001001", "2026-12-01"),
                ], in: test.registers)
            var question = FigureQuestion(
                "new_employment", in: try region("9901"), from: day("2026-01-01"), to: day("2026-12-31"))
            let table = try await test.plans.figures(question, on: today, as: test.actor)
            #expect(table.total.value == 3)
            #expect(table.total.text == "3")
            #expect(table.months.map(\.figure.value) == [1, 1, 0, 0, 1])
            #expect(table.months.map(\.month.iso).first == "2026-01")
            let lines = table.regions.filter { $0.figure.value > 0 }
            #expect(lines.map(\.region.text) == ["990101", "990102"])
            #expect(lines.map(\.figure.value) == [2, 1])
            #expect(try await names(question, test) == ["测试1", "测试2", "测试3"])

            question.part = try region("990102")
            #expect(try await names(question, test) == ["测试3"])
            #expect(try await test.plans.figures(question, on: today, as: test.actor).total.value == 1)
            question.part = nil
            question.month = Month(iso: "2026-02")
            #expect(try await names(question, test) == ["测试2"])
        }
    }

    /// A job that is dated after its person died or moved away is not counted, whenever that was found out.
    @Test(arguments: Store.engines, ["death_date", "moved_out_on"])
    func whatIsDatedAfterSomebodyLeftCountsNowhere(_ engine: Database.Engine, field: String) async throws {
        try await withPlans(engine) { test in
            try await employ(
                [(1, "990101001001", "2026-01-10"), (2, "990101001001", "2026-02-03")], in: test.registers)
            let question = FigureQuestion("new_employment", in: try region("9901"))
            func figure(_ left: String) async throws -> String {
                try await test.registers.store.write(as: test.actor, on: today) { writing in
                    let people = try writing.list(ListQuery(register: "person", search: "测试1")).records
                    let all = try writing.list(ListQuery(register: "person", view: "departed")).records
                    let person = try #require(people.first ?? all.first)
                    _ = try writing.update(
                        "person", person.id, version: nil, [field: .day(day(left))], source: .page)
                }
                return try await test.plans.figures(question, on: today, as: test.actor).total.text
            }
            // The job began on that day; then after it. The kept figure follows, though no job was changed.
            #expect(try await figure("2026-01-10") == "2")
            #expect(try await figure("2026-01-09") == "1")
            #expect(try await names(question, test) == ["测试2"])
        }
    }

    @Test(arguments: Store.engines)
    func aKeptFigureIsWorkedOutAnewAfterAChange(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let question = FigureQuestion("new_employment", in: try region("9901"))
            #expect(try await test.plans.figures(question, on: today, as: test.actor).total.value == 0)
            try await employ([(1, "990101001001", "2026-01-10")], in: test.registers)
            #expect(try await test.plans.figures(question, on: today, as: test.actor).total.value == 1)
            try await test.registers.store.write(as: test.actor) { writing in
                let job = try writing.list(ListQuery(register: "employment")).records[0]
                try writing.remove("employment", job.id, version: nil, reason: "录错了", source: .page)
            }
            #expect(try await test.plans.figures(question, on: today, as: test.actor).total.value == 0)
        }
    }

    @Test(arguments: Store.engines)
    func whoeverSeesOneDistrictCountsOneDistrict(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            try await employ(
                [(1, "990101001001", "2026-01-10"), (2, "990102001001", "2026-02-03")], in: test.registers)
            let question = FigureQuestion("new_employment", in: try region("9901"))
            let officer = test.person("officer", "990102")
            #expect(try await test.plans.figures(question, on: today, as: officer).total.value == 1)
            #expect(try await test.plans.figures(question, on: today, as: test.actor).total.value == 2)
            #expect(try await names(question, test, as: officer) == ["测试2"])
            let unit = test.person("unit", "9901", unit: "市残联")
            await #expect(throws: AccessError.self) { try await test.plans.names(question, on: today, as: unit) }
        }
    }

    /// Whatever the records, the parts add up to the total and the names are exactly as many.
    @Test(arguments: Store.engines)
    func partsAddUpAndNamesAreTheFigure(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            var random = SeededRandom(seed: 20_261_121)
            let regions = ["990101001001", "990101002001", "990102001001", "990103001001"]
            let jobs = (0..<60).map { _ -> (Int, String, String) in
                let first = day("2025-06-01").adding(days: Int.random(in: 0..<600, using: &random))
                return (
                    Int.random(in: 1...20, using: &random), regions.randomElement(using: &random) ?? city, first.iso
                )
            }
            var seen: Set<String> = []
            let distinct = jobs.filter { seen.insert("\($0.0) \($0.2)").inserted && day($0.2) <= day("2026-11-30") }
            try await employ(distinct, in: test.registers)
            for name in ["new_employment", "new_flexible", "people"] {
                let question = FigureQuestion(
                    name, in: try region("9901"), from: day("2026-01-01"), to: day("2026-12-31"))
                let table = try await test.plans.figures(question, on: today, as: test.actor)
                #expect(table.regions.reduce(0) { $0 + $1.figure.value } == table.total.value)
                if table.indicator.date != nil {
                    #expect(table.months.reduce(0) { $0 + $1.figure.value } == table.total.value)
                }
                #expect(Int64(try await count(question, test)) == table.total.value)
                for line in table.regions {
                    var part = question
                    part.part = line.region
                    #expect(Int64(try await count(part, test)) == line.figure.value)
                }
                for line in table.months {
                    var part = question
                    part.month = line.month
                    #expect(Int64(try await count(part, test)) == line.figure.value)
                }
            }
            // The plan of the city counts a job once it has lasted three months.
            let lasted = distinct.filter { day($0.2) >= day("2026-01-01") && day($0.2) <= day("2026-08-21") }
            let expected = Set(lasted.map(\.0)).count
            let question = FigureQuestion(
                "new_employment", in: try region("9901"), from: day("2026-01-01"), to: day("2026-12-31"))
            #expect(try await test.plans.figures(question, on: today, as: test.actor).total.value == Int64(expected))
        }
    }

    @Test(arguments: Store.engines)
    func everyIndicatorOfThePacksCanBeAsked(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            for definition in test.plans.indicators.definitions {
                let question = FigureQuestion(definition.name, in: try region("9901"), from: day("2026-01-01"))
                let table = try await test.plans.figures(question, on: today, as: test.actor)
                #expect(table.total.value == 0, "\(definition.name)")
                #expect(try await count(question, test) == 0, "\(definition.name)")
            }
        }
    }

    @Test func figuresAreWrittenForPeople() {
        #expect(Figure(1_234_567, unit: "人").text == "1,234,567")
        #expect(Figure(123_456, scale: 2, unit: "元").text == "1,234.56")
        #expect(Figure(5, scale: 2, unit: "元").text == "0.05")
        #expect(Figure(-1_000, unit: "人").text == "-1,000")
        #expect(Figure(0, unit: "人").text == "0")
    }

    private func names(
        _ question: FigureQuestion, _ test: PlanFixture, as actor: Actor? = nil
    ) async throws -> [String] {
        let actor = actor ?? test.actor
        let query = try await test.plans.names(question, on: today, as: actor)
        return try await test.registers.store.read(as: actor, on: today) { reading in
            let people = try reading.list(query).records.compactMap { record -> String? in
                guard case .integer(let person) = record["person"] else { return nil }
                return try reading.record("person", person)?["name"].text
            }
            return people.sorted()
        }
    }

    private func count(_ question: FigureQuestion, _ test: PlanFixture) async throws -> Int {
        let query = try await test.plans.names(question, on: today, as: test.actor)
        return try await test.registers.store.read(as: test.actor, on: today) { try $0.count(query) }
    }
}
