/// What a person sends to sign in.
public struct SignInAttempt: Sendable {
    /// The name as typed.
    public var name: String
    /// The password as typed.
    public var password: String
    /// The network address that the request came from.
    public var address: String
    /// The browser's name for itself.
    public var agent: String?
    /// The device cookie that came along.
    public var deviceToken: String?

    /// An attempt.
    public init(name: String, password: String, address: String, agent: String? = nil, deviceToken: String? = nil) {
        self.name = name
        self.password = password
        self.address = address
        self.agent = agent
        self.deviceToken = deviceToken
    }
}

/// What came of it.
public enum SignInResult: Sendable {
    /// The person is signed in.
    case signedIn(SignedIn)
    /// Name or password is wrong; which, is not said.
    case refused
    /// The password is right, and the account is disabled.
    case disabled
    /// The one-time password is right and too old.
    case expired
    /// Too many wrong attempts: nothing was checked.
    case wait(seconds: Int)

    /// A person who has just signed in.
    public struct SignedIn: Sendable {
        /// The secret of the session, for a cookie that no script can read.
        public let sessionToken: String
        /// The device cookie, to be kept long.
        public let deviceToken: String
        /// The session.
        public let session: Session
    }

    /// What to tell the person; nil when signed in.
    public var message: String? {
        switch self {
        case .signedIn: nil
        case .refused: "登录名或密码不对，请重新输入。"
        case .disabled: "这个账号已停用。需要时请联系管理员。"
        case .expired: "一次性密码已过期，请联系管理员重新设置。"
        case .wait(let seconds):
            "登录失败的次数太多，请 \(Waiting.words(seconds))后再试。用您以前登录过的电脑或手机不受别人的影响。"
        }
    }
}
