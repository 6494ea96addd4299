/// How long sessions last, what passwords must be, how guessing is slowed down. Values for the whole installation.
public struct AccessPolicy: Sendable {
    /// Seconds after which a session without any request ends.
    public var idleSeconds: Int64 = 2 * 3_600
    /// Seconds after which a session ends in any case.
    public var sessionSeconds: Int64 = 12 * 3_600
    /// Seconds for which a one-time password can be used.
    public var oneTimeSeconds: Int64 = 7 * 86_400
    /// Days for which a device on which somebody signed in is known.
    public var deviceDays = 180
    /// The rules for passwords.
    public var passwords = PasswordRules()
    /// How guessing is slowed down.
    public var throttle = Throttle()

    /// The usual values.
    public init() {}
}
