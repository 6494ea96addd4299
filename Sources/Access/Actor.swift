public import Base

/// Who does something: a person who signed in, or the system itself. What it may do is worked out once.
public struct Actor: Sendable, Equatable {
    /// The account's number; nil for the system and for people who have not signed in.
    public let account: Int64?
    /// The name with which the person signs in; empty for the system.
    public let signInName: String
    /// The name for people: 王芳; 系统（每日检查）.
    public let name: String
    /// The names of the roles held.
    public let roles: [String]
    /// What people call these roles.
    public let roleTitles: [String]
    /// The regions whose records may be dealt with.
    public let scope: RegionScope
    /// The responsible unit for which the person acts.
    public let unit: String?
    /// What is seen of secret fields.
    public let secrets: SecretAccess
    /// The network address from which the person works.
    public let address: String?
    private let rights: Rights

    private enum Rights: Sendable, Equatable {
        case all
        case of([RoleDefinition])
    }

    /// Whether this actor may do something.
    /// - Parameters:
    ///   - verb: what.
    ///   - what: of what: a register's name for reading, writing, export and import; else an action of the verb.
    public func can(_ verb: Verb, _ what: String) -> Bool {
        switch rights {
        case .all: true
        case .of(let roles): roles.contains { $0.allows(verb, what) }
        }
    }

    /// Whether this actor may do something of this kind at all: for menus.
    public func canAny(_ verb: Verb) -> Bool {
        switch rights {
        case .all: true
        case .of(let roles): roles.contains { $0.allowed[verb] != nil }
        }
    }

    /// Refuses what this actor may not do.
    /// - Throws: `AccessError.notAllowed`.
    public func require(_ verb: Verb, _ what: String) throws(AccessError) {
        guard can(verb, what) else { throw .notAllowed(verb, what) }
    }

    /// Refuses a region outside the scope.
    /// - Throws: `AccessError.outOfScope`.
    public func require(region: RegionCode?) throws(AccessError) {
        guard scope.contains(region) else { throw .outOfScope(region?.text) }
    }

    /// Whether this actor may do something only for the people who are assigned to them: every role that allows it
    /// says so.
    public func ownCaseloadOnly(_ verb: Verb, _ what: String) -> Bool {
        guard case .of(let roles) = rights else { return false }
        let allowing = roles.filter { $0.allows(verb, what) }
        return !allowing.isEmpty && allowing.allSatisfy(\.ownCaseload)
    }

    /// Whether this actor may share saved lists with the colleagues of their regions.
    public var mayShareViews: Bool {
        switch rights {
        case .all: true
        case .of(let roles): roles.contains(where: \.sharesViews)
        }
    }

    /// Whether this actor may give and take a role.
    public func mayGrant(_ role: String) -> Bool {
        switch rights {
        case .all: true
        case .of(let roles): roles.contains { $0.grants.contains { $0.matches(role) } }
        }
    }

    /// A command or job of the system: may do everything, everywhere, and is recorded with its reason.
    /// - Parameter reason: what it does it for: `导入 残疾人.xlsx`.
    public static func system(reason: String) -> Actor {
        Actor(
            account: nil, signInName: "", name: "系统（\(reason)）", roles: [], roleTitles: ["系统"], scope: .everywhere,
            unit: nil, secrets: .reveal, address: nil, rights: .all)
    }

    /// Someone who has not signed in: may do nothing, and is recorded with the address.
    public static func stranger(address: String?) -> Actor {
        Actor(
            account: nil, signInName: "", name: "未登录", roles: [], roleTitles: [], scope: .within([]), unit: nil,
            secrets: .none, address: address, rights: .of([]))
    }

    /// A person with these roles; roles that the book does not know give nothing.
    public static func person(
        account: Int64, signInName: String, name: String, roles names: [String], scope: RegionScope,
        unit: String? = nil, address: String? = nil, book: RoleBook
    ) -> Actor {
        let roles = names.compactMap { book.role($0) }
        return Actor(
            account: account, signInName: signInName, name: name, roles: names, roleTitles: roles.map(\.title),
            scope: scope, unit: unit, secrets: roles.map(\.secrets).max() ?? .none, address: address,
            rights: .of(roles))
    }

    /// The same person without any right: while the password must be changed first.
    var withoutRights: Actor {
        Actor(
            account: account, signInName: signInName, name: name, roles: roles, roleTitles: roleTitles,
            scope: .within([]), unit: unit, secrets: .none, address: address, rights: .of([]))
    }
}
