import Access
import Base
import Database
import StoreTesting
import Testing

struct AccountTests {
    @Test(arguments: Store.engines)
    func anAccountIsMadeFoundAndChanged(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let (store, root) = (fixture.store, fixture.root)
            let scope = RegionScope.within([try region("990101"), try region("990101002")])
            let made = try await fixture.account("WangFang", roles: ["officer", "liaison"], scope: scope)
            #expect(made.roles == ["liaison", "officer"])
            #expect(made.scope == .within([try region("990101")]))
            #expect(!made.mustChangePassword && made.disabled == nil && made.version == 1)
            #expect(try await store.account(named: "wangfang", actor: root) == made)
            #expect(try await store.account(made.id, actor: root) == made)
            #expect(try await store.accounts(matching: "ANGF", actor: root).map(\.id) == [made.id])
            #expect(try await store.accounts(matching: "%", actor: root).isEmpty)

            var draft = AccountDraft(made)
            draft.name = "王芳"
            draft.roles = ["readonly"]
            draft.scope = .everywhere
            let changed = try await store.updateAccount(made.id, draft, version: made.version, actor: root)
            #expect(changed.name == "王芳" && changed.roles == ["readonly"] && changed.scope == .everywhere)
            #expect(try await store.account(made.id, actor: root) == changed)
            await #expect(throws: AccessError.accountChanged) {
                try await store.updateAccount(made.id, draft, version: made.version, actor: root)
            }
            #expect(try await fixture.trailKinds() == [.rolesChanged, .accountChanged])
        }
    }

    @Test(arguments: Store.engines)
    func signInNamesAreUniqueWhateverTheCase(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            try await fixture.account("WangFang")
            let other = try await fixture.account("lina")
            for name in ["wangfang", "WANGFANG", "ＷａｎｇＦａｎｇ"] {
                await #expect(throws: AccessError.self) { try await fixture.account(name) }
                var draft = AccountDraft(other)
                draft.signInName = name
                await #expect(throws: AccessError.self) {
                    try await fixture.store.updateAccount(
                        other.id, draft, version: other.version, actor: fixture.root)
                }
            }
            for name in ["", "a", "wang fang", "a/b", String(repeating: "a", count: 33)] {
                await #expect(throws: AccessError.signInNameForm) { try await fixture.account(name) }
            }
        }
    }

    @Test(arguments: Store.engines)
    func whatCannotStandInAnAccountIsRefused(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            await #expect(throws: AccessError.noRole("nobody")) {
                try await fixture.account("aa", roles: ["nobody"])
            }
            await #expect(throws: AccessError.unitMissing(role: "责任单位")) {
                try await fixture.account("bb", roles: ["unit"])
            }
            try await fixture.account("cc", roles: ["unit"], unit: "县人社局")
            do {
                try await fixture.account("dd", roles: ["auditor", "officer"])
                Issue.record("maker and checker in one person")
            } catch let AccessError.rolesConflict(titles, because) {
                #expect(Set(titles) == ["审核", "残联经办"] && !because.isEmpty)
            }
            await #expect(throws: AccessError.self) {
                try await fixture.store.createAccount(
                    AccountDraft(signInName: "ee", name: "戊", roles: [], scope: .everywhere), password: "1234567890",
                    actor: fixture.root)
            }
            #expect(try await fixture.store.accounts(actor: fixture.root).map(\.signInName) == ["cc"])
        }
    }

    @Test(arguments: Store.engines)
    func anOfficerManagesOnlyTheirOwnRegionAndTheRolesBelow(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let store = fixture.store
            let county = RegionScope.within([try region("990101")])
            let village = RegionScope.within([try region("990101002003")])
            let officer = try await fixture.actor(try await fixture.account("officer", scope: county))
            let elsewhere = try await fixture.account("far", roles: ["liaison"], scope: .within([try region("990102")]))
            let peer = try await fixture.account("peer", scope: county)
            let nowhere = try await fixture.account("nowhere", roles: ["liaison"], scope: .within([]))

            let liaison = try await fixture.account("liaison", roles: ["liaison"], scope: village, by: officer)
            let listed = try await store.accounts(actor: officer).map(\.signInName)
            #expect(Set(listed) == ["officer", "peer", "liaison"])
            #expect(try await store.account(elsewhere.id, actor: officer) == nil)
            _ = try await store.resetPassword(liaison.id, actor: officer)

            await #expect(throws: AccessError.roleNotGrantable("系统管理员")) {
                try await fixture.account("evil", roles: ["system"], scope: village, by: officer)
            }
            await #expect(throws: AccessError.outOfScope("990102")) {
                try await fixture.account("e2", roles: ["liaison"], scope: .within([try region("990102")]), by: officer)
            }
            await #expect(throws: AccessError.outOfScope(nil)) {
                try await fixture.account("e3", roles: ["liaison"], scope: .everywhere, by: officer)
            }
            for target in [elsewhere.id, nowhere.id, 999_999] {
                await #expect(throws: AccessError.noAccount) {
                    try await store.resetPassword(target, actor: officer)
                }
            }
            await #expect(throws: AccessError.roleNotGrantable("残联经办")) {
                try await store.resetPassword(peer.id, actor: officer)
            }
            let actor = try await fixture.actor(liaison)
            await #expect(throws: AccessError.notAllowed(.admin, "accounts")) {
                try await store.accounts(actor: actor)
            }
        }
    }

    @Test(arguments: Store.engines)
    func nobodyChangesTheirOwnRights(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let account = try await fixture.account("admin", roles: ["system"])
            let actor = try await fixture.actor(account)
            await #expect(throws: AccessError.ownAccount) {
                try await fixture.store.updateAccount(
                    account.id, AccountDraft(account), version: account.version, actor: actor)
            }
            await #expect(throws: AccessError.ownAccount) {
                try await fixture.store.disableAccount(account.id, reason: "离职", actor: actor)
            }
            await #expect(throws: AccessError.ownAccount) {
                try await fixture.store.resetPassword(account.id, actor: actor)
            }
        }
    }

    @Test(arguments: Store.engines)
    func aDisabledAccountIsOutAtOnce(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let store = fixture.store
            let account = try await fixture.account("lina")
            let signedIn = try await fixture.signIn("lina")
            await #expect(throws: AccessError.reasonMissing) {
                try await store.disableAccount(account.id, reason: " ", actor: fixture.root)
            }
            let disabled = try await store.disableAccount(account.id, reason: "调离", actor: fixture.root)
            #expect(disabled.disabled?.reason == "调离")
            #expect(try await store.session(signedIn.sessionToken) == nil)
            #expect(try await store.actor(account: account.id) == nil)
            #expect(try await fixture.attempt("lina").word == "disabled")
            #expect(try await fixture.attempt("lina", "another wrong one").word == "refused")
            try await store.enableAccount(account.id, reason: "调回", actor: fixture.root)
            #expect(try await fixture.attempt("lina").word == "signed in")
        }
    }

    @Test(arguments: Store.engines)
    func holdersAreThoseInUseWithTheRegion(_ engine: Database.Engine) async throws {
        try await AccessFixture.run(engine) { fixture in
            let town = RegionScope.within([try region("990101002")])
            let one = try await fixture.account("one", roles: ["liaison"], scope: town)
            try await fixture.account("two", roles: ["liaison"], scope: .within([try region("990101003")]))
            let gone = try await fixture.account("gone", roles: ["liaison"], scope: town)
            try await fixture.store.disableAccount(gone.id, reason: "离职", actor: fixture.root)
            try await fixture.account("clerk", scope: town)
            let village = try region("990101002003")
            #expect(try await fixture.store.holders(of: "liaison", responsibleFor: village).map(\.id) == [one.id])
            #expect(try await fixture.store.holders(of: "liaison").count == 2)
        }
    }
}
