import Base

/// Opened data keys.
struct KeySet: Sendable {
    typealias Key = (id: Int, key: SecretBytes)

    private struct Entry {
        let wrapped: WrappedKey
        let key: SecretBytes
    }

    private let entries: [Int: Entry]

    init(_ wrapped: [WrappedKey], masters: MasterKeys) throws(KeyringError) {
        var entries: [Int: Entry] = [:]
        for key in wrapped { entries[key.id] = Entry(wrapped: key, key: try key.open(masters)) }
        self.entries = entries
    }

    func key(_ id: Int, _ purpose: KeyPurpose) -> SecretBytes? {
        guard let entry = entries[id], entry.wrapped.purpose == purpose else { return nil }
        return entry.key
    }

    /// The newest key that is in use at a moment.
    func current(_ purpose: KeyPurpose, at now: Instant) -> Key? {
        let newest = entries.values
            .filter { $0.wrapped.purpose == purpose && $0.wrapped.retiredAt == nil && $0.wrapped.usedFrom <= now }
            .max { ($0.wrapped.usedFrom, $0.wrapped.id) < ($1.wrapped.usedFrom, $1.wrapped.id) }
        return newest.map { ($0.wrapped.id, $0.key) }
    }

    /// All keys of a purpose, the newest first.
    func all(_ purpose: KeyPurpose, retired: Bool) -> [Key] {
        entries.values.filter { $0.wrapped.purpose == purpose && (retired || $0.wrapped.retiredAt == nil) }
            .sorted { $0.wrapped.id > $1.wrapped.id }
            .map { ($0.wrapped.id, $0.key) }
    }
}
