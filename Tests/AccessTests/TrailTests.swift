import Access
import Base
import Database
import Secrets
import StoreTesting
import Testing

struct TrailTests {
    @Test(arguments: Store.engines)
    func anEntryIsKeptWithItsActOrNotAtAll(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let (store, trail) = (fixture.store, fixture.store.trail)
            let account = try await fixture.account("lina")
            let actor = try await fixture.actor(account)
            let at = fixture.clock.now.adding(seconds: 5)
            let entry = TrailEntry(
                .secretSeen, actor: actor, register: "person", record: "42", field: "citizen_id", reason: "核对身份",
                detail: "一项", at: at)
            try await fixture.database.write { try trail.append(entry, in: $0) }
            try? await fixture.database.write { connection in
                try trail.append(
                    TrailEntry(.exported, actor: actor, register: "person", at: at), in: connection)
                throw AccessError.noAccount
            }
            let rows = try await store.trailPage(TrailQuery(), actor: fixture.root).rows
            #expect(rows.map(\.entry.kind) == [.secretSeen, .accountChanged])
            #expect(rows[0].entry == entry)
            #expect(rows[0].entry.actor == "lina姓名（lina）")
            let report = try await store.verifyTrail()
            #expect(report.isWhole && report.count == 2)
        }
    }

    @Test(arguments: Store.engines)
    func theTablesRefuseToChangeThePast(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            try await fixture.account("lina")
            let acts: [SQL] =
                ["UPDATE trail SET detail = 'x'", "DELETE FROM trail", "DELETE FROM trail_head"]
                + (engine == .postgres ? ["TRUNCATE trail", "TRUNCATE trail_head"] : [])
            for act in acts {
                await #expect(throws: DatabaseError.self) { try await fixture.database.write { try $0.run(act) } }
            }
            #expect(try await fixture.store.verifyTrail().isWhole)
            #expect(try await fixture.trailKinds() == [.accountChanged])
        }
    }

    @Test(arguments: Store.engines)
    func manyWritersAtOnceMakeWholeChains(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let trail = fixture.store.trail
            let book = fixture.store.roles
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        let actor = Actor.person(
                            account: Int64(number % 20), signInName: "n\(number)", name: "甲", roles: [],
                            scope: .everywhere, book: book)
                        // Both kinds of transaction that other rooms use.
                        try await fixture.database.write(isolation: number % 2 == 0 ? .serializable : .readCommitted) {
                            try trail.append(
                                [
                                    TrailEntry(.exported, actor: actor, detail: "\(number)"),
                                    TrailEntry(.command, actor: .system(reason: "同时"), detail: "\(number)"),
                                ], in: $0)
                        }
                    }
                }
                try await group.waitForAll()
            }
            let report = try await fixture.store.verifyTrail()
            #expect(report.faults == [] && report.count == 80)
        }
    }

    private static let unlock: [Database.Engine: [SQL]] = [
        .sqlite: [
            "DROP TRIGGER trail_no_update", "DROP TRIGGER trail_no_delete", "DROP TRIGGER trail_head_no_delete",
        ],
        .postgres: ["ALTER TABLE trail DISABLE TRIGGER ALL", "ALTER TABLE trail_head DISABLE TRIGGER ALL"],
    ]

    /// Somebody who owns the database takes the triggers away and changes the past.
    private func tampered(_ engine: Database.Engine, _ acts: [SQL]) async throws -> Set<TrailFault.Kind> {
        var kinds: Set<TrailFault.Kind> = []
        try await AccessFixture.run(engine) { fixture in
            for number in 1...5 {
                try await fixture.store.record(
                    TrailEntry(.exported, actor: fixture.root, detail: "第 \(number) 次", at: fixture.clock.now))
            }
            #expect(try await fixture.store.verifyTrail().isWhole)
            let all = (TrailTests.unlock[engine] ?? []) + acts
            try await fixture.database.write { connection in for act in all { try connection.run(act) } }
            kinds = Set(try await fixture.store.verifyTrail().faults.map(\.kind))
        }
        return kinds
    }

    @Test(arguments: Store.engines)
    func everyTamperingShows(_ engine: Database.Engine) async throws {
        for column in ["detail", "actor", "reason", "register"] {
            let change: SQL = "UPDATE trail SET \(name: column) = 'x' WHERE seq = 3"
            #expect(try await tampered(engine, [change]) == [.changed])
        }
        #expect(try await tampered(engine, ["UPDATE trail SET account = 7 WHERE seq = 2"]) == [.changed])
        #expect(try await tampered(engine, ["UPDATE trail SET kind = 'command' WHERE seq = 2"]) == [.changed])
        #expect(try await tampered(engine, ["DELETE FROM trail WHERE seq = 3"]) == [.gap])
        #expect(try await tampered(engine, ["DELETE FROM trail WHERE seq = 5"]) == [.cut])
        #expect(try await tampered(engine, ["DELETE FROM trail"]) == [.cut])
        #expect(try await tampered(engine, ["DELETE FROM trail_head"]) == [.head])
        let cutClean: [SQL] = [
            "DELETE FROM trail WHERE seq = 5",
            "UPDATE trail_head SET seq = 4, hash = (SELECT hash FROM trail WHERE seq = 4)",
        ]
        #expect(try await tampered(engine, cutClean) == [.head])
    }

    @Test(arguments: Store.engines)
    func aNoteKeptOutsideFindsATrailSetBackAsAWhole(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let (store, database) = (fixture.store, fixture.database)
            func add() async throws {
                try await store.record(TrailEntry(.exported, actor: fixture.root, at: fixture.clock.now))
            }
            try await add()
            let old = try await database.read {
                let row = try $0.first("SELECT seq, hash, signature FROM trail_head")
                return (try row?.int(0) ?? 0, try row?.text(1) ?? "", try row?.text(2) ?? "")
            }
            try await add()
            let note = try await store.verifyTrail().note
            #expect(try await store.verifyTrail(note: note).isWhole)
            try await add()
            #expect(try await store.verifyTrail(note: note).isWhole)
            let unlock = TrailTests.unlock[engine] ?? []
            try await database.write { connection in
                for act in unlock { try connection.run(act) }
                try connection.run("DELETE FROM trail WHERE seq > \(old.0)")
                try connection.run("UPDATE trail_head SET seq = \(old.0), hash = \(old.1), signature = \(old.2)")
            }
            // The old signature is genuine, but the note knows better: at once, and after new entries took the place.
            #expect(try await store.verifyTrail().isWhole)
            #expect(try await store.verifyTrail(note: note).faults.map(\.kind) == [.notAsNoted])
            fixture.clock.advance(seconds: 1)
            for _ in 0..<3 { try await add() }
            #expect(try await store.verifyTrail().isWhole)
            #expect(try await store.verifyTrail(note: note).faults.map(\.kind) == [.notAsNoted])
        }
    }

    @Test(arguments: Store.engines)
    func pagesGoThroughAllEntriesOnce(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let book = fixture.store.roles
            for number in 0..<30 {
                if number % 4 == 0 { fixture.clock.advance(seconds: 1) }
                let actor = Actor.person(
                    account: Int64(number % 3), signInName: "n", name: "甲", roles: [], scope: .everywhere, book: book)
                try await fixture.store.record(
                    TrailEntry(
                        number % 2 == 0 ? .exported : .imported, actor: actor, register: "person",
                        record: "\(number)", at: fixture.clock.now))
            }
            var query = TrailQuery()
            query.limit = 7
            var seen: [TrailRow] = []
            repeat {
                let page = try await fixture.store.trailPage(query, actor: fixture.root)
                seen += page.rows
                query.after = try page.next.map { try #require(TrailPage.End($0.encoded)) }
            } while query.after != nil
            #expect(seen.count == 30)
            #expect(Set(seen.compactMap(\.entry.record)).count == 30)
            #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.entry.at >= $1.entry.at })

            var some = TrailQuery()
            (some.kinds, some.account, some.limit) = ([.exported], 0, 100)
            #expect(try await fixture.store.trailPage(some, actor: fixture.root).rows.count == 5)
            some = TrailQuery()
            (some.register, some.record) = ("person", "7")
            #expect(try await fixture.store.trailPage(some, actor: fixture.root).rows.count == 1)
            let day = fixture.clock.now.chinaDay
            some = TrailQuery()
            (some.from, some.to) = (day, day)
            #expect(try await fixture.store.trailPage(some, actor: fixture.root).rows.count == 30)
            some.from = day.adding(days: 1)
            some.to = nil
            #expect(try await fixture.store.trailPage(some, actor: fixture.root).rows.isEmpty)
            some.from = nil
            some.to = day.adding(days: -1)
            #expect(try await fixture.store.trailPage(some, actor: fixture.root).rows.isEmpty)
        }
    }

    @Test(arguments: Store.engines)
    func whoHasAScopeSeesWhatItsAccountsDid(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let store = fixture.store
            let near = try await fixture.account("near", scope: .within([try region("990101")]))
            let below = try await fixture.account(
                "below", roles: ["liaison"], scope: .within([try region("990101002")]))
            let far = try await fixture.account("far", scope: .within([try region("990102")]))
            for account in [near, below, far] {
                try await store.record(TrailEntry(.exported, actor: try await fixture.actor(account)))
            }
            let seen = try await store.trailPage(TrailQuery(), actor: try await fixture.actor(near)).rows
            #expect(Set(seen.map(\.entry.account)) == [near.id, below.id])
            let liaison = try await fixture.actor(below)
            await #expect(throws: AccessError.notAllowed(.admin, "trail")) {
                try await store.trailPage(TrailQuery(), actor: liaison)
            }
        }
    }
}
