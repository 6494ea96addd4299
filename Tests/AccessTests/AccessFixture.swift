import Access
import Base
import Database
import FileTesting
import Foundation
import Packs
import Secrets
import StoreTesting
import Synchronization
import Testing

/// A clock that stands until it is moved.
final class TestClock: Sendable {
    private let time = Mutex(Instant(milliseconds: 1_800_000_000_000))

    var now: Instant { time.withLock { $0 } }

    func advance(seconds: Int64) {
        time.withLock { $0 = $0.adding(seconds: seconds) }
    }
}

/// An access store on a database of its own, with the roles of the core pack and a cheap password hash.
struct AccessFixture: Sendable {
    let database: Database
    let store: AccessStore
    let clock: TestClock
    let root = Actor.system(reason: "测试")

    static func run(
        _ engine: Database.Engine, policy: AccessPolicy = AccessPolicy(), _ body: (AccessFixture) async throws -> Void
    ) async throws {
        try await withDatabase(engine) { database in
            _ = try await database.migrate(AccessStore.migrations)
            let clock = TestClock()
            let store = AccessStore(
                database: database, keyring: try Keyring.ephemeral(), roles: try coreRoles(), hasher: cheapHasher,
                policy: policy, now: { clock.now })
            try await body(AccessFixture(database: database, store: store, clock: clock))
        }
    }

    static let cheapHasher = PasswordHasher(cost: .init(kibibytes: 8, passes: 1), atOnce: 4, waiting: 1_000)

    /// The roles that ship with the core pack.
    static func coreRoles() throws -> RoleBook {
        let path = ProjectFiles.packs + "/core/roles.yaml"
        return try RoleBook([try YAMLFile.read(path: path, name: "packs/core/roles.yaml")])
    }

    static let password = "一句只有我知道的长话"

    /// An account that is ready for use.
    @discardableResult
    func account(
        _ name: String, roles: [String] = ["officer"], scope: RegionScope = .everywhere, unit: String? = nil,
        by actor: Actor? = nil
    ) async throws -> Account {
        let draft = AccountDraft(signInName: name, name: "\(name)姓名", roles: roles, scope: scope, unit: unit)
        return try await store.createAccount(
            draft, password: AccessFixture.password, mustChange: false, actor: actor ?? root
        ).account
    }

    func actor(_ account: Account) async throws -> Actor {
        try #require(await store.actor(account: account.id))
    }

    func attempt(
        _ name: String, _ password: String = AccessFixture.password, from address: String = "10.0.0.1",
        device: String? = nil
    ) async throws -> SignInResult {
        try await store.signIn(
            SignInAttempt(name: name, password: password, address: address, agent: "test", deviceToken: device))
    }

    func signIn(
        _ name: String, _ password: String = AccessFixture.password, from address: String = "10.0.0.1",
        device: String? = nil
    ) async throws -> SignInResult.SignedIn {
        let result = try await attempt(name, password, from: address, device: device)
        guard case .signedIn(let signedIn) = result else {
            throw Unexpected(description: "not signed in: \(result.message ?? "")")
        }
        return signedIn
    }

    func trailKinds() async throws -> [TrailKind] {
        var query = TrailQuery()
        query.limit = 500
        return try await store.trailPage(query, actor: root).rows.map(\.entry.kind)
    }
}

struct Unexpected: Error, CustomStringConvertible {
    let description: String
}

extension SignInResult {
    /// The result in one word, for comparing.
    var word: String {
        switch self {
        case .signedIn: "signed in"
        case .refused: "refused"
        case .disabled: "disabled"
        case .expired: "expired"
        case .wait: "wait"
        }
    }
}

func region(_ text: String) throws -> RegionCode {
    try #require(RegionCode(text))
}
