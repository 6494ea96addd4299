import Access
import Database

extension RegisterReading {
    /// Why a change of a record can no longer be taken back, and what to do instead; nil when it can.
    public func revertObstacle(_ register: String, _ id: Int64) throws -> String? {
        guard let record = try record(register, id) else { return "那条记录不在您的管辖范围内。请找能看到它的同事。" }
        if let into = record.mergedInto { return "那条记录后来并入了编号 \(into)。请先撤销那一次合并。" }
        return record.removedAt == nil ? nil : "那条记录已经删除。要撤销，请先打开它，把它恢复。"
    }
}

extension RegisterWriting {
    /// Takes one change of a record back: what it changed and nobody changed since is as it was before.
    /// - Parameter version: the version that the change made.
    /// - Throws: `Refusal`, `NoSuchRecord`, `AccessError`.
    public func revert(_ register: String, _ id: Int64, version: Int64, reason: String) throws {
        let definition = try writable(register)
        if let obstacle = try revertObstacle(register, id) { throw Refusal([FieldFault(nil, obstacle)]) }
        let record = try live(register, id, version: nil)
        try settle()
        let row = try connection.first(
            """
            SELECT before_values, after_values FROM change
            WHERE register = \(register) AND record = \(id) AND version = \(version)
            """)
        guard let row else { throw Refusal([FieldFault(nil, "修改历史里没有这一次修改，不能撤销。")]) }
        let before = try opened(definition, try row.text(0), id: id)
        let after = try opened(definition, try row.text(1), id: id)
        var values = record.values
        for field in definition.fields where field.computed == nil {
            let (old, new) = (before[field.name] ?? .null, after[field.name] ?? .null)
            if old != new, record[field.name] == new { values[field.name] = old }
        }
        try change(definition, record, to: values, state: record.state, .updated, .page, reason)
    }
}
