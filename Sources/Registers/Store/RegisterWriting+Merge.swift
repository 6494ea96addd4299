import Access
public import Base
import Database
import Secrets

/// A merge of two records, which can be undone.
public struct Merge: Sendable {
    /// Its number.
    public let id: Int64
    /// The register's name.
    public let register: String
    /// The record that stayed.
    public let kept: Int64
    /// The record that went into it.
    public let other: Int64
    /// Why.
    public let reason: String
    /// When.
    public let at: Instant
    /// Who.
    public let actor: String
    /// When it was undone; nil while it stands.
    public let undoneAt: Instant?
}

extension RegisterReading {
    /// Why a merge can no longer be undone, and what to do instead; nil when it can.
    public func unmergeObstacle(_ merge: Int64) throws -> String? {
        let row = try connection.first(
            "SELECT register, kept FROM record_merge WHERE id = \(merge) AND undone_at IS NULL")
        guard let row else { return "这次合并已经撤销了。" }
        guard let kept = try record(try row.text(0), try row.int(1)) else {
            return "合并后的记录不在您的管辖范围内。要撤销，请找能看到它的同事。"
        }
        if let into = kept.mergedInto { return "合并后的记录后来又并入了编号 \(into)。请先撤销那一次合并。" }
        return kept.removedAt == nil ? nil : "合并后的记录已经删除。要撤销合并，请先打开那条记录把它恢复。"
    }
}

extension RegisterWriting {
    /// Makes one record of two: the kept one takes the values given, what belonged to the other now belongs to it, the
    /// other leaves the lists.
    /// - Parameter values: fields of the kept record that take another value, as the person chose them.
    /// - Returns: the merge's number, by which it can be undone.
    /// - Throws: `Refusal`, `NoSuchRecord`, `AccessError`.
    public func merge(
        _ register: String, keep: Int64, other: Int64, values: FieldValues, reason: String
    ) throws -> Int64 {
        guard keep != other else { throw Refusal([FieldFault(nil, "这是同一条记录，不能和自己合并。")]) }
        let definition = try writable(register)
        let kept = try live(register, keep, version: nil)
        let gone = try live(register, other, version: nil)
        let moved = try moveReferences(to: definition, from: other, to: keep)
        // The other leaves first, so that a key that both claim is free.
        try markRemoved(definition, gone, into: keep, reason: reason, source: .page, kind: .merged)
        try settle()
        let (completed, faults) = try checked(register, values, existing: kept)
        let errors = faults.filter { $0.level == .error }
        if !errors.isEmpty { throw Refusal(errors) }
        try change(definition, kept, to: completed, state: kept.state, .merged, .page, reason)
        try settle()
        let before = try sealed(definition, kept)
        let after = try sealed(definition, try plain(register, keep))
        let row = try connection.first(
            """
            INSERT INTO record_merge (register, kept, other, before_values, merged_values, moved, reason, at, actor)
            VALUES (\(register), \(keep), \(other), \(before), \(after), \(movedJSON(moved)), \(reason),
                \(moment.iso), \(actor.name))
            RETURNING id
            """)
        return try row?.int(0) ?? 0
    }

    /// Undoes a merge: the other record comes back with what belonged to it, and the kept one gets back the values that
    /// the merge changed and nobody changed since.
    /// - Throws: `Refusal` when there is no such merge or it was undone already.
    public func unmerge(_ merge: Int64, reason: String) throws {
        guard
            let row = try connection.first(
                """
                SELECT register, kept, other, before_values, merged_values, moved FROM record_merge
                WHERE id = \(merge) AND undone_at IS NULL
                """)
        else { throw Refusal([FieldFault(nil, "没有这次合并，或者它已经撤销了。")]) }
        if let obstacle = try unmergeObstacle(merge) { throw Refusal([FieldFault(nil, obstacle)]) }
        let register = try row.text(0)
        let definition = try writable(register)
        let kept = try live(register, try row.int(1), version: nil)
        let other = try plain(register, try row.int(2))
        let before = try opened(definition, try row.text(3), id: kept.id)
        let merged = try opened(definition, try row.text(4), id: kept.id)
        var values = kept.values
        for field in definition.fields where field.computed == nil {
            let changedByMerge = (before[field.name] ?? .null) != (merged[field.name] ?? .null)
            if changedByMerge, kept[field.name] == (merged[field.name] ?? .null) {
                values[field.name] = before[field.name] ?? .null
            }
        }
        try change(definition, kept, to: values, state: kept.state, .unmerged, .page, reason)
        try moveBack(moved: try row.text(5), definition, from: kept.id, to: other.id)
        try markLive(definition, other, reason: reason, source: .page, kind: .unmerged)
        try connection.run("UPDATE record_merge SET undone_at = \(moment.iso) WHERE id = \(merge)")
    }

    /// Every reference to a record in any register, by register and field.
    private func moveReferences(
        to definition: RegisterDefinition, from other: Int64, to keep: Int64
    ) throws -> [String: [Int64]] {
        try settle()
        var moved: [String: [Int64]] = [:]
        for (holder, field) in references(to: definition) {
            let ids = try connection.rows(
                "UPDATE \(name: holder.name) SET \(name: field.name) = \(keep) WHERE \(name: field.name) = \(other) RETURNING id"
            ).map { try $0.int(0) }
            if !ids.isEmpty { moved["\(holder.name).\(field.name)"] = ids }
        }
        return moved
    }

    private func moveBack(
        moved: String, _ definition: RegisterDefinition, from keep: Int64, to other: Int64
    ) throws {
        let lists = FieldValue.values(json: moved)
        for (holder, field) in references(to: definition) {
            guard let ids = lists["\(holder.name).\(field.name)"]?.list?.compactMap({ Int64($0) }) else { continue }
            for part in ids.chunked(500) {
                try connection.run(
                    """
                    UPDATE \(name: holder.name) SET \(name: field.name) = \(other)
                    WHERE \(name: field.name) = \(keep) AND \(SQL.oneOf("id", Array(part)))
                    """)
            }
        }
    }

    private func references(
        to definition: RegisterDefinition
    ) -> [(holder: RegisterDefinition, field: FieldDefinition)] {
        catalogue.registers.flatMap { register in
            register.storedFields.filter { $0.target == definition.name }.map { (register, $0) }
        }
    }

    private func movedJSON(_ moved: [String: [Int64]]) -> String {
        FieldValue.json(moved.mapValues { .list($0.map(String.init)) })
    }

    private func sealed(_ definition: RegisterDefinition, _ record: Record) throws -> String {
        FieldValue.json(try historyValues(definition, id: record.id, values: record.values))
    }

    /// Values of a record as the history keeps them, secrets in the clear.
    func opened(_ definition: RegisterDefinition, _ json: String, id: Int64) throws -> FieldValues {
        var values = FieldValue.values(json: json)
        let open = clearSecret(definition)
        for (name, value) in values {
            guard let field = definition.field(name) else { continue }
            if let rows = value.rows { values[name] = .rows(rows.map { RegisterWriting.dated($0, field) }) }
            guard let text = value.text else { continue }
            if field.secret, let bytes = Hex.bytes(text) { values[name] = try open(field, id, bytes) }
            if field.kind == .date, let day = Day(iso: text) { values[name] = .day(day) }
        }
        return values
    }

    private static func dated(_ row: FieldValues, _ field: FieldDefinition) -> FieldValues {
        var row = row
        for column in field.columns where column.kind == .date {
            if let day = row[column.name]?.text.flatMap({ Day(iso: $0) }) { row[column.name] = .day(day) }
        }
        return row
    }
}
