public import Base

/// Someone who may sign in.
public struct Account: Sendable, Equatable, Identifiable {
    /// The number.
    public let id: Int64
    /// The name with which the person signs in, as written.
    public let signInName: String
    /// The name for people.
    public let name: String
    /// The names of the roles held.
    public let roles: [String]
    /// The regions whose records may be dealt with.
    public let scope: RegionScope
    /// The responsible unit for which the person acts.
    public let unit: String?
    /// When and why it was disabled; nil while it is in use.
    public let disabled: Disabled?
    /// Whether the password must be changed at the next sign-in.
    public let mustChangePassword: Bool
    /// When it was made.
    public let createdAt: Instant
    /// When the person last signed in.
    public let lastSignedInAt: Instant?
    /// Counts changes: an update carries the version that it saw.
    public let version: Int64

    /// When and why an account was disabled.
    public struct Disabled: Sendable, Equatable {
        /// When.
        public let at: Instant
        /// Why.
        public let reason: String
    }
}

/// What is to stand in an account.
public struct AccountDraft: Sendable, Equatable {
    /// The name with which the person signs in; unique, whatever the case.
    public var signInName: String
    /// The name for people.
    public var name: String
    /// The names of the roles held.
    public var roles: [String]
    /// The regions whose records may be dealt with.
    public var scope: RegionScope
    /// The responsible unit for which the person acts.
    public var unit: String?

    /// A draft.
    public init(signInName: String, name: String, roles: [String], scope: RegionScope, unit: String? = nil) {
        self.signInName = signInName
        self.name = name
        self.roles = roles
        self.scope = scope
        self.unit = unit
    }

    /// What stands in an account now.
    public init(_ account: Account) {
        self.init(
            signInName: account.signInName, name: account.name, roles: account.roles, scope: account.scope,
            unit: account.unit)
    }
}
