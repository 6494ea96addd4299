import Base
import Secrets

/// The cookie by which a device is known on which somebody signed in before. It opens nothing: it only keeps others'
/// wrong attempts from slowing down this device's. One device may be known to a few accounts.
struct DeviceToken {
    private static let purpose = "device"
    private static let most = 5
    private var words: [Substring]

    /// Reads a cookie; whatever is not ours is left out when it is asked for.
    init(_ cookie: String?) {
        words = (cookie ?? "").utf8.count <= 2_000 ? (cookie ?? "").split(separator: "!") : []
    }

    /// The device's random name, when this account signed in there within so many days.
    func device(nameKey: String, days: Int, now: Instant, keyring: Keyring) -> String? {
        for word in words {
            // hash of the name ~ random name ~ day ~ signature
            let parts = word.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 4, let day = Int(parts[2]), day + days >= now.chinaDay.number,
                let hash = try? DeviceToken.hash(nameKey, keyring), parts[0] == hash
            else { continue }
            let message = parts[0...2].joined(separator: "~")
            if keyring.isSigned(DeviceToken.purpose, message, by: parts[3]) { return parts[1] }
        }
        return nil
    }

    /// The cookie after this account signed in: known for another while, the longest unused account forgotten.
    func remembering(nameKey: String, device: String?, now: Instant, keyring: Keyring) throws -> String {
        let hash = try DeviceToken.hash(nameKey, keyring)
        let message = "\(hash)~\(device ?? Token.random())~\(now.chinaDay.number)"
        let word = "\(message)~\(try keyring.sign(DeviceToken.purpose, message))"
        let others = words.filter { !$0.hasPrefix("\(hash)~") }.prefix(DeviceToken.most - 1)
        return ([Substring(word)] + others).joined(separator: "!")
    }

    private static func hash(_ nameKey: String, _ keyring: Keyring) throws -> String {
        Hex.text(try keyring.searchHash("device", nameKey))
    }
}
