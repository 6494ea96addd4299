public import Base
import Secrets

/// A person who is signed in at one browser.
public struct Session: Sendable {
    /// The name of the session, which opens nothing.
    public let id: String
    /// The person, with what may be done. Without any right while the password must be changed.
    public let actor: Actor
    /// The regions of the account, also while the password must be changed and none of them may be dealt with yet.
    public let scope: RegionScope
    /// How pages are to look.
    public let display: DisplaySettings
    /// Whether the password must be changed before anything else.
    public let mustChangePassword: Bool
    /// When the person signed in.
    public let startedAt: Instant
    /// When the session ends unless something is done; at the latest, in any case.
    public let expiresAt: Instant
    let formSecret: [UInt8]

    /// A new hidden field for a form of this session.
    public func formToken() -> String {
        FormToken.issue(secret: formSecret)
    }

    /// Whether the hidden field that came back is of this session.
    public func accepts(formToken: String) -> Bool {
        FormToken.accepts(formToken, secret: formSecret)
    }
}

/// A session as its owner sees it in a list.
public struct SessionSummary: Sendable, Equatable, Identifiable {
    /// The name of the session, which opens nothing.
    public let id: String
    /// From where.
    public let address: String?
    /// The browser's name for itself.
    public let agent: String?
    /// When it started.
    public let startedAt: Instant
    /// When it was last used, to the minute.
    public let seenAt: Instant
}
