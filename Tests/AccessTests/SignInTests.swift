import Access
import Base
import Database
import StoreTesting
import Testing

struct SignInTests {
    @Test(arguments: Store.engines)
    func theRightPasswordOpensASession(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let account = try await fixture.account("WangFang", scope: .within([try region("990101")]))
            let signedIn = try await fixture.signIn(" wangfang ")
            let session = try #require(try await fixture.store.session(signedIn.sessionToken))
            #expect(session.actor.account == account.id && session.actor.name == account.name)
            #expect(session.actor.scope == account.scope && session.actor.address == "10.0.0.1")
            #expect(session.actor.roleTitles == ["残联经办"])
            let token = session.formToken()
            #expect(session.accepts(formToken: token) && signedIn.session.accepts(formToken: token))
            let other = try await fixture.signIn("wangfang").session
            #expect(!other.accepts(formToken: token))
            #expect(try await fixture.store.session("x") == nil)
            // The database holds nothing that opens a session.
            let stored = try await fixture.database.read { connection in
                try connection.rows("SELECT token_hash FROM account_session").map { try $0.text(0) }
            }
            #expect(!stored.contains(signedIn.sessionToken) && stored.contains(session.id))
            #expect(try await fixture.store.session(session.id) == nil)
        }
    }

    @Test(arguments: Store.engines)
    func failuresAreAlikeAndInTheTrail(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let account = try await fixture.account("lina")
            #expect(try await fixture.attempt("lina", "wrong one here").word == "refused")
            #expect(try await fixture.attempt("my secret typed here", "x").word == "refused")
            #expect(try await fixture.attempt("", "").word == "refused")
            let page = try await fixture.store.trailPage(TrailQuery(), actor: fixture.root)
            let failures = page.rows.map(\.entry).filter { $0.kind == .signInFailed }
            #expect(failures.map(\.record) == [nil, nil, String(account.id)])
            #expect(failures.allSatisfy { $0.address == "10.0.0.1" && $0.account == nil })
            // Nothing that was typed is kept.
            #expect(!page.rows.contains { "\($0.entry)".contains("secret typed") })
            let counters = try await fixture.database.read { connection in
                try connection.rows("SELECT bucket FROM sign_in_counter").map { try $0.text(0) }
            }
            #expect(!counters.isEmpty && !counters.contains { $0.contains("secret") || $0.contains("10.0") })
        }
    }

    @Test(arguments: Store.engines)
    func guessingGetsSlowerAndSlower(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            try await fixture.account("lina")
            for _ in 0..<6 { #expect(try await fixture.attempt("lina", "wrong one").word == "refused") }
            var waits: [Int] = []
            for _ in 0..<12 {
                guard case .wait(let seconds) = try await fixture.attempt("lina", "wrong one") else {
                    Issue.record("an attempt was checked that should wait")
                    return
                }
                // Asking again while waiting does not make it longer, and the right password does not help.
                guard case .wait(seconds) = try await fixture.attempt("lina") else {
                    Issue.record("waiting changed the wait")
                    return
                }
                waits.append(seconds)
                fixture.clock.advance(seconds: Int64(seconds))
                #expect(try await fixture.attempt("lina", "wrong one").word == "refused")
            }
            #expect(waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900])
            #expect(try await fixture.trailKinds().filter { $0 == .signInSlowed }.count == 1)
            // An unknown name is slowed down in the same way.
            for _ in 0..<6 { #expect(try await fixture.attempt("nobody", "x", from: "10.9.9.9").word == "refused") }
            #expect(try await fixture.attempt("nobody", "x", from: "10.9.9.9").word == "wait")
            // After an hour of quiet all is forgotten.
            fixture.clock.advance(seconds: 3_601 + 900)
            for _ in 0..<5 { #expect(try await fixture.attempt("lina", "wrong one").word == "refused") }
            #expect(try await fixture.attempt("lina").word == "signed in")
        }
    }

    @Test(arguments: Store.engines)
    func whoSignedInHereBeforeIsNotHinderedByAnAttacker(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            try await fixture.account("lina")
            let device = try await fixture.signIn("lina").deviceToken
            // Many places guess at the account, and one at the same address as its owner.
            for number in 0..<40 { _ = try await fixture.attempt("lina", "guess", from: "192.0.2.\(number)") }
            for _ in 0..<12 { _ = try await fixture.attempt("lina", "guess") }
            #expect(try await fixture.attempt("lina").word == "wait")
            #expect(try await fixture.attempt("lina", from: "198.51.100.7").word == "wait")
            let again = try await fixture.signIn("lina", device: device)
            #expect(try await fixture.attempt("lina", device: again.deviceToken).word == "signed in")

            // The cookie of one account is no use for another, nor is a changed one.
            try await fixture.account("wang")
            for number in 0..<40 { _ = try await fixture.attempt("wang", "guess", from: "192.0.2.\(number)") }
            #expect(try await fixture.attempt("wang", device: device).word == "wait")
            #expect(try await fixture.attempt("lina", device: String(device.dropLast())).word == "wait")
            #expect(try await fixture.attempt("lina", device: "!!~~!~").word == "wait")
        }
    }

    @Test(arguments: Store.engines)
    func aKnownDeviceIsSlowedDownByItsOwnFailures(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            try await fixture.account("lina")
            let device = try await fixture.signIn("lina").deviceToken
            for _ in 0..<11 { #expect(try await fixture.attempt("lina", "wrong", device: device).word == "refused") }
            #expect(try await fixture.attempt("lina", device: device).word == "wait")
            // Its failures hinder nobody else.
            #expect(try await fixture.attempt("lina", from: "198.51.100.7").word == "signed in")
        }
    }

    @Test(arguments: Store.engines)
    func aSharedDeviceKnowsSeveralAccountsAndForgetsInTime(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let names = ["aaa", "bbb", "ccc", "ddd", "eee", "fff"]
            var cookie: String?
            for name in names {
                try await fixture.account(name)
                cookie = try await fixture.signIn(name, device: cookie).deviceToken
            }
            #expect(try #require(cookie).utf8.count < 2_000)
            for name in names {
                for number in 0..<40 { _ = try await fixture.attempt(name, "guess", from: "192.0.2.\(number)") }
            }
            #expect(try await fixture.attempt("aaa", device: cookie).word == "wait")
            for name in names.dropFirst() {
                #expect(try await fixture.attempt(name, device: cookie).word == "signed in")
            }
            fixture.clock.advance(seconds: 181 * 86_400)
            for number in 0..<40 { _ = try await fixture.attempt("fff", "guess", from: "192.0.2.\(number)") }
            #expect(try await fixture.attempt("fff", device: cookie).word == "wait")
        }
    }

    @Test(arguments: Store.engines)
    func oneAddressGuessingManyAccountsIsSlowedDown(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            try await fixture.account("lina")
            for number in 0..<61 {
                _ = try await fixture.attempt("name\(number)", "x", from: "2001:db8:1:2::\(number)")
            }
            #expect(try await fixture.attempt("lina", from: "2001:db8:1:2:ffff::1").word == "wait")
            #expect(try await fixture.attempt("lina", from: "2001:db8:1:3::1").word == "signed in")
        }
    }

    @Test(arguments: Store.engines)
    func manyAttemptsAtOnceDoNotSlipThrough(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            try await fixture.account("lina")
            let words = await withTaskGroup(of: String.self) { group in
                for _ in 0..<24 {
                    group.addTask { (try? await fixture.attempt("lina", "wrong one").word) ?? "error" }
                }
                return await group.reduce(into: [String]()) { $0.append($1) }
            }
            #expect(words.filter { $0 == "refused" }.count == 6)
            #expect(words.filter { $0 == "wait" }.count == 18)
            let report = try await fixture.store.verifyTrail()
            #expect(report.isWhole)
        }
    }

    @Test(arguments: Store.engines)
    func aSuccessTakesBackOnlyItsOwnAttempt(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            try await fixture.account("lina")
            for _ in 0..<5 { _ = try await fixture.attempt("lina", "wrong") }
            #expect(try await fixture.attempt("lina").word == "signed in")
            // The pair starts anew; the account as a whole remembers the five.
            for _ in 0..<5 { #expect(try await fixture.attempt("lina", "wrong").word == "refused") }
            #expect(try await fixture.attempt("lina").word == "signed in")
            let counts = try await fixture.database.read { connection in
                try connection.rows("SELECT failures FROM sign_in_counter ORDER BY bucket").map { try $0.int(0) }
            }
            #expect(counts == [10, 10])
        }
    }

    @Test(arguments: Store.engines)
    func whoGetsANewPasswordNeedNotWait(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let account = try await fixture.account("lina")
            try await fixture.account("lin")
            for _ in 0..<9 { _ = try await fixture.attempt("lina", "forgotten") }
            for _ in 0..<9 { _ = try await fixture.attempt("lin", "forgotten") }
            let password = try await fixture.store.resetPassword(account.id, actor: fixture.root)
            #expect(try await fixture.attempt("lina", password).word == "signed in")
            #expect(try await fixture.attempt("lin").word == "wait")
        }
    }
}
