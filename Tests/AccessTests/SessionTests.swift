import Access
import Base
import Database
import StoreTesting
import Testing

struct SessionTests {
    @Test(arguments: Store.engines)
    func aSessionEndsWhenIdleAndInAnyCase(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let (store, clock) = (fixture.store, fixture.clock)
            try await fixture.account("lina")
            let idle = try await fixture.signIn("lina").sessionToken
            clock.advance(seconds: 2 * 3_600 - 1)
            #expect(try await store.session(idle) != nil)
            clock.advance(seconds: 2 * 3_600 - 1)
            #expect(try await store.session(idle) != nil)
            clock.advance(seconds: 2 * 3_600)
            #expect(try await store.session(idle) == nil)

            let busy = try await fixture.signIn("lina").sessionToken
            for _ in 0..<11 {
                clock.advance(seconds: 3_600)
                #expect(try await store.session(busy) != nil)
            }
            clock.advance(seconds: 3_600)
            #expect(try await store.session(busy) == nil)
            try await store.sweep()
            let left = try await fixture.database.read {
                try $0.first("SELECT COUNT(*) FROM account_session")?.int(0)
            }
            #expect(left == 0)
        }
    }

    @Test(arguments: Store.engines)
    func changedRightsHoldAtOnce(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let account = try await fixture.account("lina")
            let token = try await fixture.signIn("lina").sessionToken
            var draft = AccountDraft(account)
            draft.roles = ["readonly"]
            draft.scope = .within([try region("990101")])
            try await fixture.store.updateAccount(account.id, draft, version: account.version, actor: fixture.root)
            let actor = try #require(try await fixture.store.session(token)).actor
            #expect(!actor.canAny(.write) && actor.scope == draft.scope)
        }
    }

    @Test(arguments: Store.engines)
    func ownSessionsAreListedAndEnded(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let store = fixture.store
            try await fixture.account("lina")
            try await fixture.account("wang")
            let one = try await fixture.signIn("lina")
            let two = try await fixture.signIn("lina", from: "10.0.0.2")
            let three = try await fixture.signIn("lina", from: "10.0.0.3")
            let other = try await fixture.signIn("wang")
            let actor = one.session.actor
            let listed = try await store.sessions(of: actor)
            #expect(Set(listed.map(\.id)) == Set([one, two, three].map(\.session.id)))
            #expect(Set(listed.map(\.address)) == ["10.0.0.1", "10.0.0.2", "10.0.0.3"])

            try await store.endSession(other.session.id, actor: actor)  // not one's own: nothing happens
            #expect(try await store.session(other.sessionToken) != nil)
            try await store.endSession(two.session.id, actor: actor)
            #expect(try await store.session(two.sessionToken) == nil)
            try await store.signOutEverywhere(actor: actor, except: one.session)
            #expect(try await store.session(three.sessionToken) == nil)
            #expect(try await store.session(one.sessionToken) != nil)
            try await store.signOut(one.session)
            #expect(try await store.session(one.sessionToken) == nil)
            #expect(try await fixture.trailKinds().filter { $0 == .signedOut }.count == 3)
        }
    }

    @Test(arguments: Store.engines)
    func displaySettingsStayWithTheAccount(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            try await fixture.account("lina")
            let first = try await fixture.signIn("lina")
            #expect(first.session.display == DisplaySettings())
            var wanted = DisplaySettings()
            (wanted.text, wanted.theme, wanted.highContrast) = (.huge, .dark, true)
            try await fixture.store.setDisplay(wanted, for: first.session.actor)
            #expect(try await fixture.store.session(first.sessionToken)?.display == wanted)
            #expect(try await fixture.signIn("lina").session.display == wanted)
        }
    }

    @Test(arguments: Store.engines)
    func sweepingForgetsOldFailures(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            _ = try await fixture.attempt("nobody", "x")
            fixture.clock.advance(seconds: 3_000)
            _ = try await fixture.attempt("nobody2", "x", from: "10.0.0.2")
            fixture.clock.advance(seconds: 601)
            try await fixture.store.sweep()
            let left = try await fixture.database.read {
                try $0.first("SELECT COUNT(*) FROM sign_in_counter")?.int(0)
            }
            #expect(left == 3)
        }
    }
}
