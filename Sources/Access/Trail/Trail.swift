public import Database
public import Secrets

/// The append-only trail 痕迹 of who signed in, who looked at secrets, who exported, imported and changed what.
///
/// Entries stand in chains: each holds the hash of the one before it, and the head of a chain is signed, so that a
/// changed or missing entry shows. There is one chain for every sixteenth account and one for the system: people who
/// work at the same time seldom wait for each other, and everything that one actor does stands in one chain.
/// Nothing here changes or removes an entry, nothing switches the trail off, and the tables refuse both.
public struct Trail: Sendable {
    private let keyring: Keyring

    /// A trail whose heads are signed by these keys.
    public init(keyring: Keyring) {
        self.keyring = keyring
    }

    /// Appends an entry within a write transaction, so that act and entry are kept both or not at all.
    ///
    /// The chain stays locked until the transaction ends: append as late as possible.
    /// - Throws: `DatabaseError`; `KeyringError.noKey`.
    public func append(_ entry: TrailEntry, in connection: Connection) throws {
        try append([entry], in: connection)
    }

    /// Appends entries within a write transaction, in this order.
    /// - Throws: `DatabaseError`; `KeyringError.noKey`.
    public func append(_ entries: [TrailEntry], in connection: Connection) throws {
        // Chains are locked in ascending order, so that two transactions never wait for each other in a circle.
        let streams = Dictionary(grouping: entries) { Trail.stream(of: $0.account) }
        for (stream, entries) in streams.sorted(by: { $0.key < $1.key }) {
            try append(entries, to: stream, in: connection)
        }
    }

    private func append(_ entries: [TrailEntry], to stream: Int, in connection: Connection) throws {
        let head = try connection.first(
            """
            INSERT INTO trail_head (stream, seq, hash, signature) VALUES (\(stream), \(entries.count), '', '')
            ON CONFLICT (stream) DO UPDATE SET seq = trail_head.seq + excluded.seq
            RETURNING seq, hash
            """)
        guard let head else { return }
        var sequence = try head.int(0) - Int64(entries.count)
        var previous = try head.text(1)
        var statements: [SQL] = []
        for entry in entries {
            sequence += 1
            let row = TrailRow(stream: stream, sequence: sequence, entry: entry, previous: previous)
            previous = row.hash
            statements.append(row.insertion)
        }
        let signature = try keyring.sign(
            Trail.purpose, Trail.signed(stream: stream, sequence: sequence, hash: previous))
        statements.append(
            "UPDATE trail_head SET hash = \(previous), signature = \(signature) WHERE stream = \(stream)")
        try connection.batch(statements)
    }

    func isSigned(stream: Int, sequence: Int64, hash: String, by signature: String) -> Bool {
        let message = Trail.signed(stream: stream, sequence: sequence, hash: hash)
        return keyring.isSigned(Trail.purpose, message, by: signature)
    }

    /// The chain of an account; the last one is that of the system and of strangers.
    static func stream(of account: Int64?) -> Int {
        account.map { Int($0.magnitude % 16) } ?? 16
    }

    private static let purpose = "trail_head"

    private static func signed(stream: Int, sequence: Int64, hash: String) -> String {
        "\(stream) \(sequence) \(hash)"
    }
}
