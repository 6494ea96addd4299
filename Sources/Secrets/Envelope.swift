import CSodium

/// Authenticated encryption of one value: XChaCha20-Poly1305 (IETF construction) with a random nonce.
///
/// Shape: nonce (24 bytes), ciphertext, tag (16 bytes). The associated data binds the value to its place.
enum Envelope {
    static let keyLength = Int(crypto_aead_xchacha20poly1305_ietf_KEYBYTES)
    static let nonceLength = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
    static let tagLength = Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)

    static func seal(_ plaintext: [UInt8], key: SecretBytes, associated: [UInt8]) -> [UInt8] {
        let nonce = Sodium.random(nonceLength)
        var body = [UInt8](repeating: 0, count: plaintext.count + tagLength)
        key.withBytes {
            _ = crypto_aead_xchacha20poly1305_ietf_encrypt(
                &body, nil, plaintext, UInt64(plaintext.count), associated, UInt64(associated.count), nil, nonce, $0)
        }
        return nonce + body
    }

    /// The plaintext, or nil when the bytes, the key or the associated data are not those of the sealing.
    static func open(_ sealed: ArraySlice<UInt8>, key: SecretBytes, associated: [UInt8]) -> [UInt8]? {
        guard Sodium.isReady, sealed.count >= nonceLength + tagLength else { return nil }
        let nonce = Array(sealed.prefix(nonceLength))
        let body = Array(sealed.dropFirst(nonceLength))
        // At least one byte long, so that there is an address to write to.
        var plaintext = [UInt8](repeating: 0, count: max(1, body.count - tagLength))
        let outcome = key.withBytes {
            crypto_aead_xchacha20poly1305_ietf_decrypt(
                &plaintext, nil, nil, body, UInt64(body.count), associated, UInt64(associated.count), nonce, $0)
        }
        return outcome == 0 ? Array(plaintext.prefix(body.count - tagLength)) : nil
    }
}
