public import Access
import Base
public import Database
import Secrets

/// Keeps files: each content once, its kind checked, its size bounded.
public struct AttachmentStore: Sendable {
    /// The largest file that is taken in: 20 MiB.
    public static let limit = 20 * 1_024 * 1_024

    /// The table of files.
    public static let migrations: [Migration] = [
        Migration(id: "2026-11-21-1100-attachments") { connection in
            try connection.createTable(
                TableDefinition(
                    "attachment",
                    columns: [
                        ColumnDefinition("digest", .text), ColumnDefinition("kind", .text),
                        ColumnDefinition("size", .integer), ColumnDefinition("name", .text),
                        ColumnDefinition("at", .timestamp), ColumnDefinition("actor", .text),
                        ColumnDefinition("content", .blob),
                    ], primaryKey: ["digest"]))
        }
    ]

    /// A store of files; the table must be there.
    public init() {}

    /// What stands against taking in a file; nil when nothing does.
    public static func fault(_ bytes: [UInt8], name: String, field: String? = nil) -> FieldFault? {
        let shown = shownName(name)
        if bytes.isEmpty { return FieldFault(field, "文件“\(shown)”是空的，请检查后重新选择。") }
        if bytes.count > limit {
            return FieldFault(field, "文件“\(shown)”超过 20 MB。请压缩图片或拆成几个文件后再上传。")
        }
        if AttachmentKind(of: bytes) == nil {
            return FieldFault(
                field, "文件“\(shown)”不是可以收的类型。请用 PDF、OFD、JPG、PNG、Word（docx）、Excel（xlsx，不带宏）或 UTF-8 文本。")
        }
        return nil
    }

    /// Takes in a file within a write transaction.
    /// - Throws: `Refusal` when it is empty, too large or of a kind that is not taken in.
    public func put(_ bytes: [UInt8], name: String, as actor: Actor, in connection: Connection) throws -> Attachment {
        if let fault = AttachmentStore.fault(bytes, name: name) { throw Refusal([fault]) }
        guard let kind = AttachmentKind(of: bytes) else { throw Refusal([]) }
        return try put(bytes, name: name, kind: kind, as: actor, in: connection)
    }

    /// Takes in a file that whoever calls has looked at: its kind is known and its size is within ``limit``.
    public func put(
        _ bytes: [UInt8], name: String, kind: AttachmentKind, as actor: Actor, in connection: Connection
    ) throws -> Attachment {
        let digest = Hex.text(Digest.sha256(bytes))
        let shown = AttachmentStore.shownName(name)
        try connection.run(
            """
            INSERT INTO attachment (digest, kind, size, name, at, actor, content)
            VALUES (\(digest), \(kind.rawValue), \(bytes.count), \(shown), \(Instant.now.iso), \(actor.name), \(bytes))
            ON CONFLICT (digest) DO NOTHING
            """)
        return Attachment(digest: digest, name: shown, kind: kind, size: bytes.count)
    }

    /// What is known of a file; nil when it is not kept.
    public func info(_ digest: String, in connection: Connection) throws -> Attachment? {
        guard
            let row = try connection.first("SELECT name, kind, size FROM attachment WHERE digest = \(digest)"),
            let kind = AttachmentKind(rawValue: try row.text(1))
        else { return nil }
        return Attachment(digest: digest, name: try row.text(0), kind: kind, size: Int(try row.int(2)))
    }

    /// What is known of files, by digest; those that are not kept are left out.
    public func infos(_ digests: [String], in connection: Connection) throws -> [String: Attachment] {
        var found: [String: Attachment] = [:]
        for part in digests.chunked(500) {
            let rows = try connection.rows(
                "SELECT digest, name, kind, size FROM attachment WHERE \(SQL.oneOf("digest", Array(part)))")
            for row in rows {
                guard let kind = AttachmentKind(rawValue: try row.text(2)) else { continue }
                let digest = try row.text(0)
                found[digest] = Attachment(digest: digest, name: try row.text(1), kind: kind, size: Int(try row.int(3)))
            }
        }
        return found
    }

    /// The content of a file; nil when it is not kept. Whoever calls has checked that the reader may see it.
    public func bytes(_ digest: String, in connection: Connection) throws -> [UInt8]? {
        try connection.first("SELECT content FROM attachment WHERE digest = \(digest)")?.bytes(0)
    }

    /// Files whose content is not the one that their digest names, or not of the size that was noted.
    /// - Parameter progress: told how many of how many files were read.
    public func damaged(
        in connection: Connection, progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) throws -> [(digest: String, name: String)] {
        let digests = try connection.rows("SELECT digest, name, size FROM attachment ORDER BY digest").map {
            (digest: try $0.text(0), name: try $0.text(1), size: try $0.int(2))
        }
        var damaged: [(digest: String, name: String)] = []
        for (index, file) in digests.enumerated() {
            let content = try bytes(file.digest, in: connection) ?? []
            if Hex.text(Digest.sha256(content)) != file.digest || content.count != file.size {
                damaged.append((file.digest, file.name))
            }
            progress(index + 1, digests.count)
        }
        return damaged
    }

    /// A name without folders and control characters, not longer than a line.
    static func shownName(_ name: String) -> String {
        let last = normalised(name).split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        return last.isEmpty ? "未命名" : String(last.suffix(120))
    }
}
