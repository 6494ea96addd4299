public import Access
import Base
import Database
import Registers

extension AuditStore {
    /// A year's audit as it stands.
    /// - Parameter year: the year for which was declared; nil for the last one that somebody declared for.
    /// - Throws: `AccessError` for who may not see declarations.
    public func board(_ audit: AuditDefinition, year: Int?, as actor: Actor) async throws -> AuditBoard {
        let scope = AuditRunTable.scope(of: actor)
        return try await store.read(as: actor) { reading in
            let years = try Self.years(audit, reading)
            let year = year ?? years.first ?? reading.day.year - 1
            let sums = try BoardSums(audit, year: year, reading)
            let run = try AuditRunTable.last(audit, year, scope: scope, in: reading.connection)
            return AuditBoard(
                year: year, years: years, total: try sums.by(nil).first ?? .init(key: nil),
                byRegion: try sums.by(sums.region), byKind: try sums.by("\(name: "e.\(audit.kind)")"),
                byState: try sums.by("r.state"), expected: try sums.expected(onlyMissing: false),
                missing: try sums.expected(onlyMissing: true), lastRun: run,
                written: try run.map { try sums.written(since: $0.startedAt) } ?? 0)
        }
    }

    /// The declarations or employers behind a figure, in pages.
    /// - Parameters:
    ///   - asked: which ones.
    ///   - after: the last number of the page before; nil for the first page.
    /// - Throws: `AccessError` for who may not see declarations.
    public func list(
        _ audit: AuditDefinition, year: Int, _ asked: AuditList.Asked, after: Int64?, limit: Int, as actor: Actor
    ) async throws -> AuditList {
        let scope = AuditRunTable.scope(of: actor)
        return try await store.read(as: actor) { reading in
            let run = try AuditRunTable.last(audit, year, scope: scope, in: reading.connection)
            let query = AuditListQuery(
                sums: try BoardSums(audit, year: year, reading), asked: asked, run: run?.id ?? 0)
            return AuditList(count: try query.count(), lines: try query.lines(after: after ?? 0, limit: limit))
        }
    }

    private static func years(_ audit: AuditDefinition, _ reading: RegisterReading) throws -> [Int] {
        let register = try reading.definition(audit.declaration)
        let year = SQL("\(name: "r.\(audit.year)")")
        return try reading.connection.rows(
            """
            SELECT DISTINCT \(year) FROM \(name: register.name) r
            WHERE r.removed_at IS NULL AND \(reading.scopeCondition(register)) ORDER BY 1 DESC
            """
        ).map { Int(try $0.int(0)) }
    }
}
