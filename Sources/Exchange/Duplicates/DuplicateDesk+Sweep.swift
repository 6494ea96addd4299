public import Access
import Base
import Database
import Registers

extension DuplicateDesk {
    /// Goes through a register for records that may be the same: the same birth and a like name in a near region, or the
    /// same telephone and a like name. What was decided is not asked again.
    ///
    /// Long; bounded memory. A block of very many like records (one telephone for a whole village) is looked at in part.
    /// - Parameter progress: how many records were gone through so far.
    /// - Returns: how many pairs are new.
    public func sweep(
        register: String, as actor: Actor, progress: (@Sendable (Int) -> Void)? = nil
    ) async throws -> Int {
        guard let definition = store.catalogue.register(register) else {
            throw ImportError(.unsupported, "没有名为“\(register)”的台账。")
        }
        try actor.require(.write, register)
        guard let duplicates = definition.duplicates else { return 0 }
        try await store.database.write { try DuplicateFinder.prepare(definition, in: $0) }
        var fields = [duplicates.birth].compactMap { $0 }
        fields += definition.fields.filter { $0.kind == .phone && !$0.secret }.prefix(1).map(\.name)
        var found = 0
        for field in fields {
            found += try await sweep(definition, by: field, as: actor, progress: progress)
        }
        return found
    }

    private static let blockLimit = 400
    private static let batch = 2_000

    private struct Member: Sendable {
        let id: Int64
        let name: String
    }

    private func sweep(
        _ register: RegisterDefinition, by field: String, as actor: Actor, progress: (@Sendable (Int) -> Void)?
    ) async throws -> Int {
        var place: (value: String, id: Int64)? = nil
        var (found, seen) = (0, 0)
        while true {
            try Task.checkCancellation()
            let after = place
            let (rows, pairs) = try await store.read(as: actor) { reading in
                let rows = try DuplicateDesk.page(register, by: field, after: after, reading)
                return (rows, try DuplicateDesk.pairs(rows, register, reading))
            }
            guard let last = rows.last else { return found }
            found += try await store.database.write { connection in
                try pairs.reduce(0) { count, pair in
                    count
                        + (try PairTable.insert(
                            pair.left, pair.right, score: pair.score, reasons: pair.reasons, register: register,
                            in: connection))
                }
            }
            seen += rows.count
            progress?(seen)
            // A block that the page cut off is gone through again from its start, unless it fills the page.
            let isCut = rows.count == DuplicateDesk.batch
            let wholeBlocks = rows.prefix { $0.value != last.value }
            if isCut, let end = wholeBlocks.last {
                place = (end.value, end.member.id)
            } else {
                place = (last.value, last.member.id)
            }
            if !isCut { return found }
        }
    }

    private struct BlockRow: Sendable {
        let value: String
        let member: Member
    }

    private static func page(
        _ register: RegisterDefinition, by field: String, after: (value: String, id: Int64)?,
        _ reading: RegisterReading
    ) throws -> [BlockRow] {
        guard let duplicates = register.duplicates else { return [] }
        let column = SQL("\(name: "r.\(field)")")
        var condition = SQL("r.removed_at IS NULL AND \(column) IS NOT NULL")
        condition += SQL(" AND \(reading.scopeCondition(register, alias: "r"))")
        if let after {
            condition += SQL(" AND (\(column) > \(after.value) OR (\(column) = \(after.value) AND r.id > \(after.id)))")
        }
        let rows = try reading.connection.rows(
            """
            SELECT \(column), r.id, \(name: "r.\(duplicates.name)") FROM \(name: register.name) r
            WHERE \(condition) ORDER BY \(column), r.id LIMIT \(batch)
            """)
        return try rows.map { row in
            BlockRow(
                value: try row.text(0), member: Member(id: try row.int(1), name: try row.textOrNil(2) ?? ""))
        }
    }

    private struct Found: Sendable {
        let left: Int64
        let right: Int64
        let score: Int
        let reasons: [String]
    }

    /// Within a block, records of a like name; then all that is known of them decides.
    private static func pairs(
        _ rows: [BlockRow], _ register: RegisterDefinition, _ reading: RegisterReading
    ) throws -> [Found] {
        var close: [(Int64, Int64)] = []
        for block in Dictionary(grouping: rows, by: \.value).values where block.count > 1 {
            let sounds = Dictionary(grouping: block.prefix(blockLimit).map(\.member)) { NameForm.sound($0.name) }
            for members in sounds.values where members.count > 1 {
                for (position, member) in members.enumerated() {
                    for other in members[(position + 1)...].prefix(20) { close.append((member.id, other.id)) }
                }
            }
        }
        let ids = Array(Set(close.flatMap { [$0.0, $0.1] }))
        guard !ids.isEmpty else { return [] }
        let traits = Dictionary(
            try reading.plain(register.name, ids: ids).map { ($0.id, Traits($0.values, register: register)) },
            uniquingKeysWith: { first, _ in first })
        return close.compactMap { left, right in
            guard let first = traits[left] ?? nil, let second = traits[right] ?? nil,
                let likeness = first.likeness(to: second), likeness.score >= Traits.threshold
            else { return nil }
            return Found(left: left, right: right, score: likeness.score, reasons: likeness.reasons)
        }
    }
}
