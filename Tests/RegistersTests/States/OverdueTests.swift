import Access
import Base
import Database
import FileTesting
import Foundation
import Packs
import RegisterTesting
import StoreTesting
import Testing

@testable import Registers

/// The list of records whose next step is overdue, which every register with deadlines has.
@Suite struct OverdueTests {
    private static let today = Day(number: 20_500)
    private static let village = "990101001001"

    /// Four appeals of a liaison's person and one of somebody else's; three of them are overdue.
    private func withAppeals(
        _ engine: Database.Engine, _ body: @escaping @Sendable (TestRegisters, _ liaison: Actor) async throws -> Void
    ) async throws {
        let folder = try ProjectFiles.packs(adding: ["core/registers/case_appeal.yaml": CaseAppeal.definition])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let catalogue = try Catalogue(library: PackLibrary(folder: folder))
        try await withRegisters(engine, catalogue: catalogue) { test in
            let liaison = try await test.colleague("li", roles: ["liaison"], in: "990101")
            let account = try #require(liaison.account)
            let people = try await test.store.write(as: test.actor) { writing in
                try (0..<2).map { serial in
                    let values: FieldValues = [
                        "name": .text("人\(serial)"), "region": .text(OverdueTests.village),
                        "citizen_id": .text(TestRegisters.citizenID(born: "1990-05-06", serial: serial)),
                        "liaison": serial == 0 ? .integer(account) : .null,
                    ]
                    return try writing.create("person", values, source: .page)
                }
            }
            func appeal(_ matter: String, of person: Int64, acceptedOn day: Day, closed: Bool = false) async throws {
                try await test.store.write(as: test.actor, on: day) { writing in
                    let id = try writing.create(
                        "case_appeal", ["person": .integer(person), "matter": .text(matter)], source: .page)
                    try writing.transition("case_appeal", id, version: nil, "accept", note: nil, source: .page)
                    if closed {
                        try writing.transition("case_appeal", id, version: nil, "close", note: nil, source: .page)
                    }
                }
            }
            let (own, other) = (people[0], people[1])
            try await appeal("迟三十天", of: own, acceptedOn: OverdueTests.today.adding(days: -40))
            try await appeal("迟一天", of: own, acceptedOn: OverdueTests.today.adding(days: -11))
            try await appeal("今天到期", of: own, acceptedOn: OverdueTests.today.adding(days: -10))
            try await appeal("早已办结", of: own, acceptedOn: OverdueTests.today.adding(days: -50), closed: true)
            try await appeal("别人的", of: other, acceptedOn: OverdueTests.today.adding(days: -20))
            try await body(test, liaison)
        }
    }

    @Test(arguments: Store.engines)
    func theListHoldsWhatIsOverdueInTheReadersScopeTheOldestFirst(_ engine: Database.Engine) async throws {
        try await withAppeals(engine) { test, liaison in
            let officer = try await test.colleague("zhao", roles: ["officer"], in: "9901")
            let stranger = try await test.colleague("qian", roles: ["officer"], in: "990122")
            let query = ListQuery(register: "case_appeal", view: RegisterDefinition.View.overdueName)
            func matters(_ actor: Actor) async throws -> [String] {
                try await test.store.read(as: actor, on: OverdueTests.today) { reading in
                    let records = try reading.list(query).records
                    #expect(try reading.count(query) == records.count)
                    return records.compactMap { $0["matter"].text }
                }
            }
            #expect(try await matters(officer) == ["迟三十天", "别人的", "迟一天"])
            #expect(try await matters(liaison) == ["迟三十天", "迟一天"])
            #expect(try await matters(stranger).isEmpty)
            try await test.store.read(as: officer, on: OverdueTests.today) { reading in
                var first = query
                first.limit = 2
                var second = first
                second.after = try reading.list(first).next
                #expect(try reading.list(second).records.map { $0["matter"].text } == ["迟一天"])
            }
        }
    }

    @Test(arguments: Store.engines)
    func theListIsFoundThroughItsIndex(_ engine: Database.Engine) async throws {
        try await withAppeals(engine) { test, _ in
            let officer = try await test.colleague("zhao", roles: ["officer"], in: "9901")
            try await test.store.read(as: officer, on: OverdueTests.today) { reading in
                let definition = try reading.definition("case_appeal")
                let query = ListQuery(register: definition.name, view: RegisterDefinition.View.overdueName)
                let list = try ListPlan(query, definition, reading: reading)
                let conditions = list.conditions.joined(separator: " AND ")
                for question: SQL in [
                    "SELECT r.id FROM \(list.from) WHERE \(conditions) ORDER BY \(list.keyset.order()) LIMIT 21",
                    "SELECT COUNT(*) FROM (SELECT 1 AS one FROM \(list.from) WHERE \(conditions) LIMIT 1000) c",
                ] {
                    let plan = try QueryPlan(question, in: reading.connection)
                    #expect(plan.description.contains("case_appeal_state_due_id"), "\(plan)")
                    #expect(!plan.description.contains("TEMP B-TREE") && !plan.description.contains("Sort"), "\(plan)")
                }
            }
        }
    }

    @Test func aRegisterWithoutDeadlinesHasNoSuchListAndADeadlineAtTheEndIsAFault() throws {
        let plan = try #require(try TestRegisters.catalogue.get().register("case_plan"))
        #expect(plan.states != nil && !plan.views.contains { $0.name == RegisterDefinition.View.overdueName })
        let text = CaseAppeal.definition.replacing("to: closed}", with: "to: closed, days: 5}")
        let folder = try ProjectFiles.packs(adding: ["core/registers/case_appeal.yaml": text])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let faults = #expect(throws: Diagnostics.self) { try Catalogue(library: PackLibrary(folder: folder)) }
        #expect(
            faults?.list.map(\.description).contains { $0.contains("case_appeal.yaml:22") && $0.contains("days") }
                == true)
    }
}
