import Access
import Base
import Database
import Packs
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// Values of the law that change while the system runs: proposed by one, confirmed by another, then in force everywhere.
@Suite struct AmendmentTests {
    private let name = "new_employment_min_months"

    private func draft(_ value: String, _ region: String? = "9901", from: String = "2026-07-01") -> ParameterDraft {
        ParameterDraft(
            parameter: name, region: region.flatMap { RegionCode($0) }, from: Day(iso: from), to: nil, value: value,
            citation: Citation(document: "云政办〔2026〕30号", article: "第二条", text: "稳定就业满五个月"))
    }

    private func value(_ test: TestRegisters, on iso: String, in region: String) throws -> String {
        let day = try #require(Day(iso: iso))
        return try #require(test.store.parameters[name]).value(on: day, in: RegionCode(region)).value
    }

    @Test(arguments: Store.engines)
    func aValueHoldsOnceASecondPersonHasConfirmedIt(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let one = try await test.colleague("one", roles: ["officer"], in: "9901")
            let two = try await test.colleague("two", roles: ["committee"], in: "9901")
            let store = test.store
            let before = try value(test, on: "2026-08-01", in: "990101")
            let id = try await store.propose(draft("5"), as: one)
            #expect(try value(test, on: "2026-08-01", in: "990101") == before)
            #expect(try await store.amendments(of: name).map(\.state) == [.proposed])

            let own = await #expect(throws: Refusal.self) { try await store.confirm(amendment: id, as: one) }
            #expect(own?.faults.first?.message.contains("另一位同事") == true)
            let stamp = store.parameterStamp
            try await store.confirm(amendment: id, as: two)
            #expect(store.parameterStamp != stamp)
            #expect(try value(test, on: "2026-08-01", in: "990101") == "5")
            #expect(try value(test, on: "2026-06-30", in: "990101") == before)
            let held = try #require(try await store.amendments(of: name).first)
            #expect(held.state == .inForce && held.entry.verified && held.decidedBy == two.name)
            await #expect(throws: Refusal.self) { try await store.confirm(amendment: id, as: two) }

            // What rests on it is worked out anew, and another process reads it.
            let other = RegisterStore(
                database: test.database, catalogue: store.catalogue, keyring: test.keyring,
                trail: Trail(keyring: test.keyring))
            try await other.refreshParameters()
            #expect(
                try #require(other.parameters[name]).value(
                    on: #require(Day(iso: "2026-08-01")), in: RegionCode("990101")
                ).value == "5")

            let silent = await #expect(throws: Refusal.self) {
                try await store.withdraw(amendment: id, reason: " ", as: two)
            }
            #expect(silent?.faults.first?.field == "reason")
            try await store.withdraw(amendment: id, reason: "看错了文件", as: two)
            #expect(try value(test, on: "2026-08-01", in: "990101") == before)
            #expect(try await store.amendments(of: name).first?.reason == "看错了文件")
        }
    }

    @Test(arguments: Store.engines)
    func aComputedFieldFollowsTheValueInForce(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let one = try await test.colleague("one", roles: ["officer"], in: "9901")
            let two = try await test.colleague("two", roles: ["officer"], in: "9901")
            let day = try #require(Day(iso: "2026-10-01"))
            let job = try await test.store.write(as: test.actor, on: day) { writing in
                let person = try writing.create(
                    "person",
                    [
                        "name": .text("杨平"), "region": .text("990101001001"),
                        "citizen_id": .text(TestRegisters.citizenID(born: "1990-05-06", serial: 1)),
                        "employment_status": .text("unemployed"),
                    ], source: .page)
                return try writing.create(
                    "employment",
                    [
                        "person": .integer(person), "start_date": .day(Day(iso: "2026-03-01") ?? day),
                        "end_date": .day(Day(iso: "2026-07-02") ?? day), "end_reason": .text("expired"),
                        "route": .text("quota"), "employer_name": .text("某厂"), "evidence_kind": .text("agreement"),
                    ], source: .page, acceptWarnings: true)
            }
            func counts() async throws -> Bool? {
                try await test.store.read(as: test.actor, on: day) { reading in
                    let record = try #require(try reading.record("employment", job))
                    return try reading.computed(record)["counts_as_new"]?.boolean
                }
            }
            #expect(try await counts() == true)
            let id = try await test.store.propose(draft("5"), as: one)
            try await test.store.confirm(amendment: id, as: two)
            #expect(try await counts() == false)
        }
    }

    @Test(arguments: Store.engines)
    func whatCannotHoldIsRefusedByField(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let county = try await test.colleague("county", roles: ["officer"], in: "990101")
            let liaison = try await test.colleague("liaison", roles: ["liaison"], in: "990101001")
            var bad = draft("三", "990102")
            bad.from = nil
            bad.citation = Citation()
            let refusal = await #expect(throws: Refusal.self) { try await test.store.propose(bad, as: county) }
            #expect(refusal?.faults.compactMap(\.field) == ["value", "from", "region", "document"])
            var backwards = draft("3", "990101")
            backwards.to = Day(iso: "2026-06-01")
            let order = await #expect(throws: Refusal.self) { try await test.store.propose(backwards, as: county) }
            #expect(order?.faults.map(\.field) == ["to"])
            await #expect(throws: Refusal.self) { try await test.store.propose(draft("3", nil), as: county) }
            await #expect(throws: AccessError.self) { try await test.store.propose(draft("3", "990101"), as: liaison) }
            // What a county proposes only those decide on who deal with it.
            let id = try await test.store.propose(draft("3", "990101"), as: county)
            let other = try await test.colleague("other", roles: ["officer"], in: "990102")
            await #expect(throws: AccessError.self) { try await test.store.confirm(amendment: id, as: other) }
            let city = try await test.colleague("city", roles: ["officer"], in: "9901")
            try await test.store.reject(amendment: id, reason: "不是正式文件", as: city)
            #expect(try await test.store.amendments(of: name).first?.state == .rejected)
        }
    }

    @Test func everyNumberOfThePacksSaysBetweenWhatItLies() throws {
        let parameters = try TestRegisters.catalogue.get().parameters.list
        #expect(parameters.contains { $0.kind.isNumber })
        for parameter in parameters where parameter.kind.isNumber {
            #expect(parameter.bounds?.min != nil && parameter.bounds?.max != nil, "\(parameter.name)")
        }
    }

    @Test(arguments: Store.engines)
    func aNumberOutsideItsBoundsIsRefused(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let officer = try await test.colleague("one", roles: ["officer"], in: "9901")
            for wrong in ["-3", "500", "37", "99999999999999"] {
                let refusal = await #expect(throws: Refusal.self) {
                    try await test.store.propose(draft(wrong), as: officer)
                }
                #expect(refusal?.faults.map(\.field) == ["value"], "\(wrong)")
                #expect(refusal?.description.contains("在 0 到 36 个月之间") == true, "\(wrong)")
            }
            for right in ["0", "36"] { _ = try await test.store.propose(draft(right), as: officer) }
        }
    }
}
