public import Access
import Base
import Database
import Packs
import Registers
import Secrets

extension AuditStore {
    /// How many declarations are worked out together; what was done before is kept when the work stops.
    private static let batch = 200

    /// Notes that the declarations of a year are to be worked out, those in the actor's regions; a run over the same
    /// regions that was begun is gone on with.
    /// - Throws: `AccessError` for who may neither write declarations nor take a step with them.
    public func startRun(_ audit: AuditDefinition, year: Int, as actor: Actor) async throws -> AuditRun {
        if !mayRun(audit, as: actor) { try actor.require(.write, audit.declaration) }
        let scope = AuditRunTable.scope(of: actor)
        let total = try await store.read(as: actor) { try Self.numbers(audit, year, after: 0, limit: nil, $0).count }
        let id = try await store.database.write { connection in
            if let begun = try AuditRunTable.last(audit, year, scope: scope, in: connection), begun.finishedAt == nil {
                return begun.id
            }
            return try AuditRunTable.insert(audit, year, total: total, actor: actor, in: connection)
        }
        return try await run(id, as: actor)
    }

    /// Whether somebody deals with declarations, and does not only look at them.
    public func mayRun(_ audit: AuditDefinition, as actor: Actor) -> Bool {
        let steps = store.catalogue.register(audit.declaration)?.states?.transitions ?? []
        return actor.can(.write, audit.declaration)
            || actor.can(.read, audit.declaration) && steps.contains { $0.roles.contains(where: actor.roles.contains) }
    }

    /// A run as it stands now: for following its progress.
    /// - Throws: `AuditRunError.notFound` when there is none, or it went over regions that the actor does not see.
    public func run(_ id: Int64, as actor: Actor) async throws -> AuditRun {
        guard let run = try await store.database.read({ try AuditRunTable.load(id, in: $0) }),
            actor.can(.read, book.definitions.first { $0.name == run.audit }?.declaration ?? ""),
            run.scope == AuditRunTable.scope(of: actor)
        else { throw AuditRunError.notFound(id) }
        return run
    }

    /// The last run over the actor's regions.
    public func lastRun(_ audit: AuditDefinition, year: Int, as actor: Actor) async throws -> AuditRun? {
        let scope = AuditRunTable.scope(of: actor)
        return try await store.database.read { try AuditRunTable.last(audit, year, scope: scope, in: $0) }
    }

    /// Goes through the declarations of a run, or on with it. A declaration is worked out only where something that its
    /// figures rest on has changed since.
    /// - Throws: `AuditRunError`: there is none, or another process is at it.
    @discardableResult
    public func goOn(
        _ id: Int64, as actor: Actor, progress: (@Sendable (AuditRun) -> Void)? = nil
    ) async throws -> AuditRun {
        let known = try await run(id, as: actor)
        guard let audit = book.definitions.first(where: { $0.name == known.audit }) else {
            throw AuditRunError.notFound(id)
        }
        if !mayRun(audit, as: actor) { try actor.require(.write, audit.declaration) }
        let done = try await store.database.withAdvisoryLock("audit-run-\(id)") {
            var run = try await self.run(id, as: actor)
            let restsOn = RestsOn(audit: audit, law: law)
            while run.finishedAt == nil {
                try Task.checkCancellation()
                try await step(run, audit, restsOn, as: actor)
                run = try await self.run(id, as: actor)
                progress?(run)
            }
            return run
        }
        guard let done else { throw AuditRunError.busy }
        return done
    }

    /// The next declarations of a run.
    private func step(_ run: AuditRun, _ audit: AuditDefinition, _ restsOn: RestsOn, as actor: Actor) async throws {
        let page = try await store.read(as: actor) { reading in
            try Self.numbers(audit, run.year, after: run.after, limit: Self.batch, reading)
        }
        guard let last = page.last else {
            return try await store.database.write { try AuditRunTable.finish(run.id, in: $0) }
        }
        let texts = try await store.read(as: Self.everywhere) { try restsOn.texts(page, run.year, in: $0) }
        let known = try await store.database.read { try AuditResultTable.load(audit, page, in: $0) }
        let wanted = page.filter { texts[$0] != known[$0]?.restsOn }
        let results = try await outcomes(audit, wanted).map { outcome in
            var outcome = outcome
            let before = known[outcome.declaration]?.outcome.figures
            outcome.before = before == outcome.figures ? nil : before
            return outcome
        }
        let again = results.count { known[$0.declaration] != nil }
        let counts = AuditRun.Counts(
            seen: page.count, first: results.count - again, again: again, changed: results.count { $0.before != nil })
        try await store.database.write { connection in
            for outcome in results {
                try AuditResultTable.put(
                    outcome, restsOn: texts[outcome.declaration] ?? "", run: run.id, year: run.year, audit,
                    in: connection)
            }
            try AuditRunTable.goOn(run.id, after: last, with: counts, in: connection)
        }
    }

    /// What these declarations come to. An employer may lie in another county than the one where it declares.
    private func outcomes(_ audit: AuditDefinition, _ declarations: [Int64]) async throws -> [AuditOutcome] {
        guard !declarations.isEmpty else { return [] }
        let (years, rivals) = try await store.read(as: Self.everywhere) { reading in
            let years = try DeclaredYear.read(audit, declarations, in: reading)
            return (years, try Rivals.read(audit, of: years, in: reading))
        }
        let auditor = Auditor(audit, decisions: decisions, parameters: store.parameters)
        return try years.map { try auditor.outcome($0, rivals, store.catalogue) }
    }

    /// The numbers of a year's declarations that the reader sees, in their order.
    private static func numbers(
        _ audit: AuditDefinition, _ year: Int, after: Int64, limit: Int?, _ reading: RegisterReading
    ) throws -> [Int64] {
        let register = try reading.definition(audit.declaration)
        let most: SQL = limit.map { "LIMIT \(Int64($0))" } ?? ""
        return try reading.connection.rows(
            """
            SELECT r.id FROM \(name: register.name) r
            WHERE r.id > \(after) AND \(name: "r.\(audit.year)") = \(Int64(year)) AND r.removed_at IS NULL
                AND \(reading.scopeCondition(register)) ORDER BY r.id \(most)
            """
        ).map { try $0.int(0) }
    }

    /// The decisions and the parameters as they are now, as one text that changes with them.
    private var law: String {
        var digest = Digest()
        for pack in store.catalogue.library.packs {
            for (folder, ending) in [("decisions", ".dmn"), ("decisions", ".md"), ("audits", ".yaml")] {
                for content in pack.contents(of: folder, ending: ending) { digest.append(field: content.bytes) }
            }
        }
        for parameter in store.parameters.list {
            for entry in parameter.entries {
                let period = "\(entry.period)"
                for field in [parameter.name, entry.region?.text, period, entry.value] { digest.append(field: field) }
            }
        }
        return digest.hex()
    }
}

/// A run that cannot be followed or gone on with.
public enum AuditRunError: Error, CustomStringConvertible {
    /// There is none of this number in the reader's regions.
    case notFound(Int64)
    /// Another process is at it.
    case busy

    /// What to do about it.
    public var description: String {
        switch self {
        case .notFound(let id): "没有第 \(id) 号核算，或者它不在您的数据权限内。"
        case .busy: "正在核算，请稍候再看。"
        }
    }
}
