import Access
import Base
import Database
import Secrets
import StoreTesting
import Testing

struct PasswordTests {
    @Test(arguments: Store.engines)
    func aOneTimePasswordOpensOnlyTheChangeOfPassword(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let store = fixture.store
            let draft = AccountDraft(signInName: "lina", name: "李娜", roles: ["officer"], scope: .everywhere)
            let made = try await store.createAccount(draft, actor: fixture.root)
            let password = try #require(made.oneTimePassword)
            let signedIn = try await fixture.signIn("lina", password)
            #expect(signedIn.session.mustChangePassword)
            #expect(!signedIn.session.actor.can(.read, "person"))
            #expect(signedIn.session.actor.scope == .within([]))

            try await store.changePassword(old: password, new: AccessFixture.password, session: signedIn.session)
            let after = try #require(try await store.session(signedIn.sessionToken))
            #expect(!after.mustChangePassword && after.actor.can(.read, "person"))
            #expect(try await fixture.attempt("lina", password).word == "refused")
            #expect(try await fixture.attempt("lina").word == "signed in")
        }
    }

    @Test(arguments: Store.engines)
    func aOneTimePasswordRunsOut(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let account = try await fixture.account("lina")
            let password = try await fixture.store.resetPassword(account.id, actor: fixture.root)
            #expect(try await fixture.attempt("lina").word == "refused")
            fixture.clock.advance(seconds: 7 * 86_400)
            #expect(try await fixture.attempt("lina", password).word == "expired")
        }
    }

    @Test(arguments: Store.engines)
    func changingThePasswordEndsTheOtherSessions(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let store = fixture.store
            try await fixture.account("lina")
            let here = try await fixture.signIn("lina")
            let there = try await fixture.signIn("lina", from: "10.0.0.2")
            let new = "另一句只有我知道的话"
            await #expect(throws: AccessError.wrongPassword) {
                try await store.changePassword(old: "not this one", new: new, session: here.session)
            }
            await #expect(throws: AccessError.password(.same)) {
                try await store.changePassword(
                    old: AccessFixture.password, new: AccessFixture.password, session: here.session)
            }
            await #expect(throws: AccessError.password(.short(needed: 10))) {
                try await store.changePassword(old: AccessFixture.password, new: "短", session: here.session)
            }
            #expect(try await store.session(there.sessionToken) != nil)
            try await store.changePassword(old: AccessFixture.password, new: new, session: here.session)
            #expect(try await store.session(here.sessionToken) != nil)
            #expect(try await store.session(there.sessionToken) == nil)
            #expect(try await fixture.attempt("lina", new).word == "signed in")
        }
    }

    @Test(arguments: Store.engines)
    func whoHoldsAStolenSessionCannotGuessThePassword(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            try await fixture.account("lina")
            let session = try await fixture.signIn("lina").session
            var outcomes: [AccessError] = []
            for number in 0..<14 {
                do {
                    try await fixture.store.changePassword(
                        old: "guess number \(number)", new: "另一句只有我知道的话", session: session)
                } catch let error as AccessError {
                    outcomes.append(error)
                }
            }
            #expect(outcomes.prefix(11).allSatisfy { $0 == .wrongPassword })
            #expect(outcomes.dropFirst(11).allSatisfy { $0 == .wait(seconds: 2) })
            #expect(outcomes.count == 14)
        }
    }

    @Test(arguments: Store.engines)
    func aHashOfAnotherCostIsMadeAnewAtSignIn(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            try await fixture.account("lina")
            let stronger = AccessStore(
                database: fixture.database, keyring: fixture.store.keyring, roles: fixture.store.roles,
                hasher: PasswordHasher(cost: .init(kibibytes: 16, passes: 2)), now: { fixture.clock.now })
            let result = try await stronger.signIn(
                SignInAttempt(name: "lina", password: AccessFixture.password, address: "10.0.0.1"))
            #expect(result.word == "signed in")
            let hash = try await fixture.database.read { try $0.first("SELECT password_hash FROM account")?.text(0) }
            #expect(hash?.contains("$m=16,t=2,") == true)
            #expect(try await fixture.attempt("lina").word == "signed in")
        }
    }
}
