import Base
import Database
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// What a job's record takes from the person and from the person's other jobs when it is written.
@Suite struct SpellTests {
    private func job(_ person: Int64, from start: String, to end: String? = nil) throws -> FieldValues {
        var values: FieldValues = [
            "person": .integer(person), "start_date": .day(try #require(Day(iso: start))), "route": .text("quota"),
            "employer_name": .text("云河纸箱厂"), "evidence_kind": .text("contract"),
        ]
        if let end { values["end_date"] = .day(try #require(Day(iso: end))) }
        return values
    }

    private func judged(_ values: FieldValues, _ test: TestRegisters) async throws -> (FieldValues, [FieldFault]) {
        try await test.store.read(as: test.actor) { try $0.checked("employment", values) }
    }

    @Test(arguments: Store.engines)
    func aJobBesideAnOpenOneIsNoNewEmployment(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let (worker, first) = try await test.store.write(as: test.actor) { writing in
                let worker = try writing.create("person", person("张三", 1), source: .page)
                let first = try writing.create("employment", try job(worker, from: "2024-02-01"), source: .page)
                return (worker, first)
            }
            let second = try job(worker, from: "2025-03-01")
            let (silent, faults) = try await judged(second, test)
            #expect(silent["was_unemployed"] == .boolean(false))
            #expect(!faults.contains { $0.field == "was_unemployed" })
            let (_, asked) = try await judged(second.merging(["was_unemployed": .boolean(true)]) { $1 }, test)
            #expect(asked.first { $0.field == "was_unemployed" }?.level == .warning)

            // Earlier than the open one, or after it has ended, nothing runs on.
            #expect(try await judged(try job(worker, from: "2023-01-01"), test).0["was_unemployed"] == .boolean(true))
            try await test.store.write(as: test.actor) { writing in
                _ = try writing.update(
                    "employment", first, version: nil, ["end_date": .day(try #require(Day(iso: "2025-02-28")))],
                    source: .page)
            }
            #expect(try await judged(second, test).0["was_unemployed"] == .boolean(true))
            // Nor does a record run on beside itself.
            let record = try await test.store.read(as: test.actor) { try $0.record("employment", first) }
            let again = try await test.store.read(as: test.actor) { reading in
                try reading.checked("employment", [:], existing: record)
            }
            #expect(again.values["was_unemployed"] == .boolean(true))
        }
    }

    @Test(arguments: Store.engines)
    func whoIsPastWorkingAgeIsNotCounted(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let old = person("李四", 2).merging([
                "birth_date": .day(try #require(Day(iso: "1945-05-01"))),
                "citizen_id": .text(TestRegisters.citizenID(born: "1945-05-01", serial: 2)),
            ]) { $1 }
            let ids = try await test.store.write(as: test.actor) { writing in
                [
                    try writing.create("person", old, source: .page),
                    try writing.create("person", person("王五", 3), source: .page),
                ]
            }
            let today = test.store.today
            for (id, counts) in zip(ids, [false, true]) {
                let (values, faults) = try await judged(try job(id, from: today.adding(months: -6).iso), test)
                #expect(values["of_working_age"] == .boolean(counts))
                #expect(faults.contains { $0.field == "start_date" && $0.level == .warning } != counts)
            }
        }
    }

    @Test(arguments: Store.engines)
    func aJobCountsOnceItHasLastedAndNeverBeforeItBegins(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let today = test.store.today
            let starts = [today.adding(months: -4), today.adding(months: -1)]
            let counted = try await test.store.write(as: test.actor) { writing in
                try starts.enumerated().map { index, start in
                    let worker = try writing.create("person", person("赵\(index)", 10 + index), source: .page)
                    let id = try writing.create("employment", try job(worker, from: start.iso), source: .page)
                    return try writing.computed(try #require(try writing.record("employment", id)))["counts_as_new"]
                }
            }
            #expect(counted == [.boolean(true), .boolean(false)])
            let worker = try await test.store.write(as: test.actor) { writing in
                try writing.create("person", person("孙六", 20), source: .page)
            }
            let (_, faults) = try await judged(try job(worker, from: today.adding(days: 1).iso), test)
            #expect(faults.contains { $0.field == "start_date" && $0.level == .error })
        }
    }
}
