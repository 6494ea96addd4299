import Base
import Database
import Registers

/// Looks for records that new rows may belong to: the same birth, a like name, a near region. One question for many rows.
struct DuplicateFinder {
    let reading: RegisterReading
    let register: RegisterDefinition

    /// How many records are offered for a row.
    private static let offered = 5

    /// Makes the index that the look-up by birth goes through, once.
    static func prepare(_ register: RegisterDefinition, in connection: Connection) throws {
        guard let duplicates = register.duplicates else { return }
        if let birth = duplicates.birth {
            let columns = [birth, duplicates.region, "id"].compactMap { $0 }
            try connection.createIndex(
                IndexDefinition(
                    "\(register.name)_duplicates", on: register.name, columns: columns,
                    where: SQL("removed_at IS NULL")),
                ifNotExists: true)
        }
    }

    /// Makes the index by which a sweep goes through the telephones, once.
    static func prepareSweep(_ register: RegisterDefinition, in connection: Connection) throws {
        try prepare(register, in: connection)
        guard let phone = sweptPhone(register) else { return }
        try connection.createIndex(
            IndexDefinition(
                "\(register.name)_duplicates_phone", on: register.name, columns: [phone, "id"],
                where: SQL("removed_at IS NULL")),
            ifNotExists: true)
    }

    /// The telephone that two records of one person share.
    static func sweptPhone(_ register: RegisterDefinition) -> String? {
        register.fields.first { $0.kind == .phone && !$0.secret }?.name
    }

    /// Candidates by row.
    func candidates(_ rows: [Int: Traits]) throws -> [Int: [Candidate]] {
        let blocks = try block(rows.values.compactMap(\.birth))
        var near: [Int: [Int64]] = [:]
        for (row, traits) in rows {
            guard let birth = traits.birth else { continue }
            near[row] = (blocks[birth] ?? []).filter { NameForm.mayBeSame($0.name, traits.name) }.map(\.id)
        }
        let ids = Array(Set(near.values.joined()))
        guard !ids.isEmpty else { return [:] }
        let records = Dictionary(
            try reading.plain(register.name, ids: ids).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var result: [Int: [Candidate]] = [:]
        for (row, ids) in near {
            guard let traits = rows[row] else { continue }
            let found = ids.compactMap { records[$0] }.compactMap { candidate($0, traits) }
            result[row] = found.sorted { ($0.score, -$0.record) > ($1.score, -$1.record) }.prefix(Self.offered).map {
                $0
            }
        }
        return result.filter { !$0.value.isEmpty }
    }

    private func candidate(_ record: Record, _ traits: Traits) -> Candidate? {
        guard let theirs = Traits(record.values, register: register), let found = traits.likeness(to: theirs),
            found.score >= Traits.threshold
        else { return nil }
        return Candidate(record: record.id, score: found.score, reasons: found.reasons)
    }

    private func block(_ births: [Day]) throws -> [Day: [(id: Int64, name: String)]] {
        guard let duplicates = register.duplicates, let birth = duplicates.birth else { return [:] }
        var blocks: [Day: [(id: Int64, name: String)]] = [:]
        let days = Array(Set(births)).sorted().map(\.iso)
        for start in stride(from: 0, to: days.count, by: 500) {
            let part = Array(days[start..<min(start + 500, days.count)])
            let rows = try reading.connection.rows(
                """
                SELECT r.id, \(name: "r.\(birth)"), \(name: "r.\(duplicates.name)") FROM \(name: register.name) r
                WHERE r.removed_at IS NULL AND \(SQL.oneOf("\(name: "r.\(birth)")", part))
                    AND \(reading.scopeCondition(register, alias: "r"))
                """)
            for row in rows {
                guard let day = Day(iso: try row.text(1)), let name = try row.textOrNil(2) else { continue }
                blocks[day, default: []].append((try row.int(0), name))
            }
        }
        return blocks
    }
}
