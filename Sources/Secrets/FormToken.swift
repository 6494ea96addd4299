/// The hidden field that proves that a form came from our own page (against cross-site request forgery).
///
/// A keyed hash of a nonce under the session's secret: every page carries another one, so that compressed pages
/// give nothing away, and all of them hold while the session lasts.
public enum FormToken {
    /// A new token.
    /// - Parameter secret: the session's secret, at least 16 bytes.
    public static func issue(secret: [UInt8]) -> String {
        let nonce = Sodium.random(nonceLength)
        guard let mac = mac(nonce, secret) else { return "" }
        return Base64.urlText(nonce + mac)
    }

    /// Whether a token was issued under this secret.
    public static func accepts(_ token: String, secret: [UInt8]) -> Bool {
        guard let bytes = Base64.urlBytes(token), bytes.count == nonceLength + macLength,
            let expected = mac(Array(bytes.prefix(nonceLength)), secret)
        else { return false }
        return Token.equal(Array(bytes.dropFirst(nonceLength)), expected)
    }

    private static let nonceLength = 16
    private static let macLength = 32

    /// Nil for a secret too short to keep anyone out.
    private static func mac(_ nonce: [UInt8], _ secret: [UInt8]) -> [UInt8]? {
        guard (16...64).contains(secret.count) else { return nil }
        let message = Array("form".utf8) + nonce
        return secret.withUnsafeBufferPointer { Sodium.keyedHash(message, key: $0, length: macLength) }
    }
}
