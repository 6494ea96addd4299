import Access
import Base
import Database
import Foundation
import Packs
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// States, the steps between them, and taking records away and bringing them back.
@Suite struct StateTests {
    private static let today = Day(number: 20_500)

    /// A register whose steps ask for a role, a condition, a note, and give a deadline.
    private static let definition = """
        register: appeal
        title: 申诉
        label: name
        sections:
          - title: 一
            fields:
              - {name: name, title: 事由, required: true}
              - {name: answer, title: 答复}
        states:
          initial: received
          list:
            - {name: received, title: 已收到}
            - {name: accepted, title: 已受理}
            - {name: closed, title: 已办结}
            - {name: filed, title: 已归档}
          transitions:
            - {name: accept, title: 受理, from: [received], to: accepted, roles: [officer], days: 10}
            - {name: close, title: 办结, from: [accepted], to: closed, guard: answer != null, note: required}
            - {name: file, title: 归档, from: [closed], to: filed, roles: [officer, checker], not_by: [accept]}
        """

    private func withAppeals(
        _ engine: Database.Engine, _ body: @escaping @Sendable (TestRegisters, Int64) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder + "/core/registers", withIntermediateDirectories: true)
        func write(_ text: String, _ path: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/core/" + path))
        }
        try write("pack: core\ntitle: 共用\n", "pack.yaml")
        try write(StateTests.definition, "registers/appeal.yaml")
        try write(
            """
            roles:
              - {name: officer, title: 经办, read: "*", write: "*"}
              - {name: clerk, title: 收件, read: "*", write: "*"}
              - {name: checker, title: 复核, read: "*"}
            """, "roles.yaml")
        let catalogue = try Catalogue(library: PackLibrary(folder: folder))
        try await withRegisters(engine, catalogue: catalogue) { test in
            let id = try await test.store.write(as: test.actor, on: StateTests.today) { writing in
                try writing.create("appeal", ["name": .text("工资")], source: .page)
            }
            try await body(test, id)
        }
    }

    private func take(
        _ step: String, _ id: Int64, note: String? = nil, version: Int64? = nil, as actor: Actor, _ test: TestRegisters
    ) async throws {
        try await test.store.write(as: actor, on: StateTests.today) { writing in
            try writing.transition("appeal", id, version: version, step, note: note, source: .page)
        }
    }

    @Test(arguments: Store.engines)
    func aStepAsksForRoleStateConditionAndNoteAndGivesADeadline(_ engine: Database.Engine) async throws {
        try await withAppeals(engine) { test, id in
            let officer = try await test.colleague("zhao", roles: ["officer"], in: "9901")
            let clerk = try await test.colleague("qian", roles: ["clerk"], in: "9901")
            func record() async throws -> Record? {
                try await test.store.read(as: test.actor) { try $0.record("appeal", id) }
            }
            #expect(try await record()?.state == "received")
            #expect(try await record()?.due == nil)
            await #expect(throws: AccessError.notAllowed(.write, "appeal.accept")) {
                try await take("accept", id, as: clerk, test)
            }
            let early = await #expect(throws: Refusal.self) {
                try await take("close", id, note: "好", as: officer, test)
            }
            #expect(early?.description.contains("已收到") == true)
            await #expect(throws: StaleRecord.self) { try await take("accept", id, version: 7, as: officer, test) }

            try await take("accept", id, version: 1, as: officer, test)
            #expect(try await record()?.state == "accepted")
            #expect(try await record()?.due == StateTests.today.adding(days: 10))
            let silent = await #expect(throws: Refusal.self) { try await take("close", id, as: officer, test) }
            #expect(silent?.faults.first?.field == "note")
            let unmet = await #expect(throws: Refusal.self) {
                try await take("close", id, note: "好", as: officer, test)
            }
            #expect(unmet?.faults.first?.field == nil)

            try await test.store.write(as: officer) { writing in
                try writing.update("appeal", id, version: nil, ["answer": .text("已补发")], source: .page)
            }
            // A change of the content leaves the deadline as it is.
            #expect(try await record()?.due == StateTests.today.adding(days: 10))
            try await take("close", id, note: "已补发到账", as: clerk, test)
            #expect(try await record()?.state == "closed")
            #expect(try await record()?.due == nil)
            await #expect(throws: Refusal.self) { try await take("nowhere", id, as: officer, test) }
            let history = try await test.store.read(as: test.actor) { try $0.history("appeal", id) }
            #expect(history.map(\.kind) == [.transitioned, .updated, .transitioned, .created])
            #expect(history[0].reason == "已补发到账")
            #expect(history[0].before["state"] == .text("accepted") && history[0].after["state"] == .text("closed"))
            #expect(try await test.store.verifyHistory().isEmpty)
        }
    }

    @Test(arguments: Store.engines)
    func whoTookTheOneStepDoesNotTakeTheOther(_ engine: Database.Engine) async throws {
        try await withAppeals(engine) { test, id in
            let officer = try await test.colleague("zhao", roles: ["officer"], in: "9901")
            let other = try await test.colleague("sun", roles: ["officer"], in: "9901")
            // A role that writes nothing, but may take this step.
            let checker = try await test.colleague("li", roles: ["checker"], in: "9901")
            try await take("accept", id, as: officer, test)
            try await test.store.write(as: officer) { writing in
                try writing.update("appeal", id, version: nil, ["answer": .text("已补发")], source: .page)
            }
            await #expect(throws: AccessError.self) { try await take("close", id, note: "好", as: checker, test) }
            try await take("close", id, note: "好", as: officer, test)
            let same = await #expect(throws: Refusal.self) { try await take("file", id, as: officer, test) }
            #expect(same?.description.contains("“受理”是您做的") == true)
            try await take("file", id, as: checker, test)
            let second = try await test.store.write(as: test.actor, on: StateTests.today) { writing in
                try writing.create("appeal", ["name": .text("考勤"), "answer": .text("无")], source: .page)
            }
            try await take("accept", second, as: other, test)
            try await take("close", second, note: "好", as: other, test)
            try await take("file", second, as: officer, test)
        }
    }

    @Test func aRoleThatNoPackKnowsIsAFaultOfTheDefinition() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder + "/core/registers", withIntermediateDirectories: true)
        func write(_ text: String, _ path: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/core/" + path))
        }
        try write("pack: core\ntitle: 共用\n", "pack.yaml")
        try write("roles:\n  - {name: officer, title: 经办}\n", "roles.yaml")
        try write(
            """
            register: thing
            title: 东西
            label: name
            caseload: [name, other.thing]
            sections:
              - title: 一
                fields:
                  - {name: name, title: 名}
                  - {name: who, title: 谁, kind: account, roles: [offizer]}
                  - {name: phone, title: 电话, kind: phone}
            views:
              - {name: all, title: 全部, columns: [name], filters: [phone]}
            """, "registers/thing.yaml")
        let faults = #expect(throws: Diagnostics.self) { try Catalogue(library: PackLibrary(folder: folder)) }
        let words = faults?.list.map(\.description) ?? []
        #expect(words.contains { $0.contains("thing.yaml:9:") && $0.contains("offizer") })
        #expect(words.contains { $0.contains("caseload") && $0.contains("“name”") })
        #expect(words.contains { $0.contains("“other.thing”") })
        #expect(words.contains { $0.contains("“phone”") && $0.contains("筛选条件") })
    }

    @Test(arguments: Store.engines)
    func aRemovedRecordLeavesListsAndComesBackWithItsHistory(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let id = try await test.store.write(as: test.actor) { writing in
                try writing.create("person", person("张秀英", 1), source: .page)
            }
            func count(_ query: ListQuery) async throws -> Int {
                try await test.store.read(as: test.actor) { try $0.count(query) }
            }
            await #expect(throws: StaleRecord.self) {
                try await test.store.write(as: test.actor) { writing in
                    try writing.remove("person", id, version: 9, reason: "误登", source: .page)
                }
            }
            try await test.store.write(as: test.actor) { writing in
                try writing.remove("person", id, version: 1, reason: "误登", source: .page)
            }
            #expect(try await count(ListQuery(register: "person")) == 0)
            #expect(try await count(ListQuery(register: "person", search: "zxy")) == 0)
            let removed = try await test.store.read(as: test.actor) { try $0.record("person", id) }
            #expect(removed?.removedAt != nil)
            await #expect(throws: NoSuchRecord.self) {
                try await test.store.write(as: test.actor) { writing in
                    try writing.update("person", id, version: nil, ["work_wish": .text("wants")], source: .page)
                }
            }
            // While it is away its key is free; when somebody took it, it cannot come back.
            let second = try await test.store.write(as: test.actor) { writing in
                try writing.create("person", person("张秀英", 1), source: .page)
            }
            await #expect(throws: (any Error).self) {
                try await test.store.write(as: test.actor) { writing in
                    try writing.restore("person", id, reason: "弄错了", source: .page)
                }
            }
            try await test.store.write(as: test.actor) { writing in
                try writing.remove("person", second, version: nil, reason: "重复", source: .page)
                try writing.restore("person", id, reason: "弄错了", source: .page)
            }
            #expect(try await count(ListQuery(register: "person", search: "zxy")) == 1)
            let history = try await test.store.read(as: test.actor) { try $0.history("person", id) }
            #expect(history.map(\.kind) == [.restored, .removed, .created])
            #expect(history.map(\.reason) == ["弄错了", "误登", nil])
            #expect(try await test.store.verifyHistory().isEmpty)
        }
    }

    /// Of two visits written in one batch the later one speaks for the file, whichever comes first.
    @Test(arguments: Store.engines)
    func theNewestVisitOfABatchSpeaksForTheFile(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let ids = try await test.store.write(as: test.actor, on: StateTests.today) { writing -> [Int64] in
                let people = try (1...2).map { try writing.create("person", person("人\($0)", $0), source: .page) }
                for (index, days) in [[-9, -2], [-2, -9]].enumerated() {
                    for day in days {
                        var values = check(of: people[index], on: writing.day.adding(days: day))
                        values["work_wish"] = .text(day == -2 ? "wants" : "none")
                        try writing.create("information_check", values, source: .page)
                    }
                }
                return people
            }
            let found = try await test.store.read(as: test.actor) { reading in
                try reading.records("person", ids).map { $0["work_wish"] }
            }
            #expect(found == [.text("wants"), .text("wants")])
        }
    }
}
