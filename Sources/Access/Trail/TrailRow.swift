import Base
import Database
import Secrets

/// An entry at its place in the trail.
public struct TrailRow: Sendable, Equatable {
    /// The chain in which it stands.
    public let stream: Int
    /// Its place in the chain, from 1.
    public let sequence: Int64
    /// What was done.
    public let entry: TrailEntry
    let previous: String
    let hash: String

    static let columns: SQL = """
        stream, seq, at, kind, account, actor, address, register, record, field, reason, detail, previous, hash
        """

    init(stream: Int, sequence: Int64, entry: TrailEntry, previous: String) {
        self.stream = stream
        self.sequence = sequence
        self.entry = entry
        self.previous = previous
        hash = TrailRow.hash(
            stream: stream, sequence: sequence, previous: previous, at: entry.at.iso, kind: entry.kind.rawValue,
            account: entry.account,
            texts: [
                entry.actor, entry.address, entry.register, entry.record, entry.field, entry.reason, entry.detail,
            ])
    }

    /// Reads a row of `columns`; nil where what stands there was never written by this program.
    init?(_ row: Row) throws {
        guard let kind = TrailKind(rawValue: try row.text(3)), let at = Instant(iso: try row.text(2)) else {
            return nil
        }
        stream = Int(try row.int(0))
        sequence = try row.int(1)
        entry = TrailEntry(
            kind: kind, account: try row.intOrNil(4), actor: try row.text(5), address: try row.textOrNil(6),
            register: try row.textOrNil(7), record: try row.textOrNil(8), field: try row.textOrNil(9),
            reason: try row.textOrNil(10), detail: try row.textOrNil(11), at: at)
        previous = try row.text(12)
        hash = try row.text(13)
    }

    var insertion: SQL {
        """
        INSERT INTO trail (\(TrailRow.columns)) VALUES (\(stream), \(sequence), \(entry.at.iso), \(entry.kind),
            \(entry.account), \(entry.actor), \(entry.address), \(entry.register), \(entry.record), \(entry.field),
            \(entry.reason), \(entry.detail), \(previous), \(hash))
        """
    }

    /// Whether the hash belongs to what stands in the row.
    var isWhole: Bool {
        TrailRow(stream: stream, sequence: sequence, entry: entry, previous: previous).hash == hash
    }

    private static func hash(
        stream: Int, sequence: Int64, previous: String, at: String, kind: String, account: Int64?, texts: [String?]
    ) -> String {
        var digest = Digest()
        digest.append(field: previous)
        for field in [String(stream), String(sequence), at, kind, account.map { String($0) }] {
            digest.append(field: field)
        }
        for text in texts { digest.append(field: text) }
        return digest.hex()
    }
}
