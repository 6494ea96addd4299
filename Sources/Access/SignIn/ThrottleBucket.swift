import Glibc
import Secrets

/// Something whose wrong attempts are counted together.
struct ThrottleBucket: Sendable, Hashable {
    /// The key under which the count is kept: a keyed hash, as people also type passwords where the name belongs.
    let key: String
    let rule: Throttle.Rule
    /// Whether a success forgets all failures, not just its own attempt.
    let isPersonal: Bool

    private init(_ kind: String, _ parts: [String], _ rule: Throttle.Rule, isPersonal: Bool, _ keyring: Keyring) throws
    {
        key = ([kind] + (try parts.map { try ThrottleBucket.hash($0, keyring) })).joined(separator: ":")
        self.rule = rule
        self.isPersonal = isPersonal
    }

    /// The buckets of an attempt, in the order in which they are to be locked.
    static func of(nameKey: String, address: String, device: String?, rules: Throttle, keyring: Keyring) throws
        -> [ThrottleBucket]
    {
        if let device {
            return [try ThrottleBucket("device", [nameKey, device], rules.device, isPersonal: true, keyring)]
        }
        let network = network(address)
        return [
            try ThrottleBucket("account", [nameKey], rules.account, isPersonal: false, keyring),
            try ThrottleBucket("address", [network], rules.address, isPersonal: false, keyring),
            try ThrottleBucket("pair", [nameKey, network], rules.pair, isPersonal: true, keyring),
        ]
    }

    /// The bucket of a person who signed in and changes the password.
    static func ofChange(account: Int64, rules: Throttle, keyring: Keyring) throws -> ThrottleBucket {
        try ThrottleBucket("change", [String(account)], rules.device, isPersonal: true, keyring)
    }

    /// The beginnings of the keys that count attempts at one account, wherever from.
    static func prefixes(nameKey: String, keyring: Keyring) throws -> [String] {
        let name = try hash(nameKey, keyring)
        return ["account", "pair", "device"].map { "\($0):\(name)" }
    }

    private static func hash(_ part: String, _ keyring: Keyring) throws -> String {
        Hex.text(try keyring.searchHash("sign_in", part))
    }

    /// What one subscriber of a network has: an IPv4 address, or the first half of an IPv6 address.
    static func network(_ address: String) -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, address, &bytes) == 1 else { return address }
        let isMapped = bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        return isMapped ? bytes.suffix(4).map { String($0) }.joined(separator: ".") : Hex.text(bytes.prefix(8)) + "/64"
    }
}
