public import Base
import Database
import Secrets

/// One change of a record: who, when, why, from where, before and after.
public struct Change: Sendable {
    /// What was done.
    public enum Kind: String, CaseIterable, Sendable {
        /// The record was created.
        case created
        /// Values changed.
        case updated
        /// The record was removed.
        case removed
        /// A removed record came back.
        case restored
        /// The state changed.
        case transitioned
        /// The record was merged with another.
        case merged
        /// A merge was undone.
        case unmerged

        /// What people read.
        public var title: String {
            switch self {
            case .created: "新建"
            case .updated: "修改"
            case .removed: "删除"
            case .restored: "恢复"
            case .transitioned: "状态变化"
            case .merged: "合并"
            case .unmerged: "撤销合并"
            }
        }
    }

    /// The place in the register's chain, from 1.
    public let seq: Int64
    /// The record's number.
    public let record: Int64
    /// The record's version after the change.
    public let version: Int64
    /// When.
    public let at: Instant
    /// The account; nil for a job of the system.
    public let account: Int64?
    /// The name of who did it.
    public let actor: String
    /// What was done.
    public let kind: Kind
    /// Why, as the person wrote it.
    public let reason: String?
    /// From where it came.
    public let source: Source
    /// The values that changed, before.
    public let before: FieldValues
    /// The values that changed, after.
    public let after: FieldValues
}

/// A change on its way into the history.
struct PendingChange {
    let record: Int64
    let version: Int64
    let kind: Change.Kind
    let reason: String?
    let source: Source
    let before: String
    let after: String
}

/// The history of all registers: rows that only grow, each carrying a hash over itself and the one before, so that a
/// row that was changed, taken out or put in shows.
enum ChangeLog {
    static let columns = [
        "register", "seq", "record", "version", "at", "account", "actor", "kind", "reason", "channel", "note",
        "before_values", "after_values", "hash",
    ]

    /// Appends changes of one register, in order. The register's head row is locked until the transaction ends.
    static func append(
        _ changes: [PendingChange], register: String, actor: (account: Int64?, name: String), at: Instant,
        in connection: Connection
    ) throws {
        guard !changes.isEmpty else { return }
        try connection.run(
            """
            INSERT INTO change_head (register, seq, hash) VALUES (\(register), 0, \([UInt8]()))
            ON CONFLICT (register) DO NOTHING
            """)
        let count = Int64(changes.count)
        guard
            let head = try connection.first(
                "UPDATE change_head SET seq = seq + \(count) WHERE register = \(register) RETURNING seq, hash")
        else { return }
        var seq = try head.int(0) - count
        var hash = try head.bytes(1)
        var rows: [[SQLValue]] = []
        rows.reserveCapacity(changes.count)
        for change in changes {
            seq += 1
            let row: [SQLValue] = [
                .text(register), .integer(seq), .integer(change.record), .integer(change.version), .text(at.iso),
                actor.account.map { .integer($0) } ?? .null, .text(actor.name), .text(change.kind.rawValue),
                change.reason.map { .text($0) } ?? .null, .text(change.source.channel.rawValue),
                change.source.note.map { .text($0) } ?? .null, .text(change.before), .text(change.after),
            ]
            hash = link(row, after: hash)
            rows.append(row + [.blob(hash)])
        }
        try connection.insert(into: "change", columns: columns, rows: rows)
        try connection.run("UPDATE change_head SET hash = \(hash) WHERE register = \(register)")
    }

    /// The hash of a row (without its own hash) that follows one with the hash `previous`.
    static func link(_ row: [SQLValue], after previous: [UInt8]) -> [UInt8] {
        var digest = Digest()
        digest.update(previous)
        for value in row {
            switch value {
            case .null: digest.append(field: nil)
            case .integer(let number): digest.append(field: String(number))
            case .text(let text): digest.append(field: text)
            case .boolean(let flag): digest.append(field: flag ? "1" : "0")
            case .blob(let bytes): digest.append(field: Hex.text(bytes))
            }
        }
        return digest.finished()
    }
}
