public import Access
public import Base
import Database
import Registers

extension PlanStore {
    /// Keeps a document that was read as a draft, to be corrected beside its text.
    /// - Parameters:
    ///   - sourceText: the text into which the document's places point.
    ///   - file: the file from which the text comes, to be kept as it is.
    ///   - region: whose plan it is.
    /// - Throws: `AccessError`; `Refusal` when the region is not known.
    public func createDraft(
        document: PlanDocument, sourceText: String, file: PlanFile?, region: RegionCode, as actor: Actor
    ) async throws -> Plan {
        let attachments = attachments
        return try await createDraft(PlanContent(document), region, replaces: nil, as: actor) { connection in
            let kept = try file.map {
                try attachments.put($0.bytes, name: $0.name, kind: $0.kind, as: actor, in: connection)
            }
            return DraftOrigin(
                text: sourceText, name: kept?.name, digest: kept?.digest, doubts: PlanDoubt.all(document))
        }
    }

    /// Makes a draft out of a plan, to correct it without touching the one in force.
    public func createDraft(revising id: Int64, as actor: Actor) async throws -> Plan {
        let plan = try await plan(id, as: actor)
        let source = try await source(of: id, as: actor)
        return try await createDraft(plan.content, plan.region, replaces: id, as: actor) { connection in
            DraftOrigin(
                text: source.text, name: plan.sourceName, digest: source.file?.digest,
                doubts: try DoubtRows.open(of: id, in: connection))
        }
    }

    /// Where a draft comes from.
    private struct DraftOrigin {
        let text: String?
        let name: String?
        let digest: String?
        let doubts: [PlanDoubt]
    }

    private func createDraft(
        _ content: PlanContent, _ region: RegionCode, replaces: Int64?, as actor: Actor,
        from origin: @escaping @Sendable (Connection) throws -> DraftOrigin
    ) async throws -> Plan {
        try actor.require(.plans, "edit")
        try actor.require(region: region)
        guard store.regions[region] != nil else {
            throw Refusal([FieldFault("region", "没有代码为 \(region.text) 的区划，请从列表里选择。")])
        }
        let text = try PlanJSON.text(content)
        return try await write(as: actor) { connection in
            let origin = try origin(connection)
            let row = try connection.first(
                """
                INSERT INTO plan (region, title, document_number, period_from, period_to, state, content, source_text,
                    source_name, source_digest, created_at, created_by, replaces, version)
                VALUES (\(region.text), \(content.name), \(content.documentNumber), \(content.from?.iso),
                    \(content.to?.iso), 'draft', \(text), \(origin.text), \(origin.name), \(origin.digest),
                    \(Instant.now.iso), \(actor.name), \(replaces), 1)
                RETURNING id
                """)
            let id = try row?.int(0) ?? 0
            try DoubtRows.insert(origin.doubts, plan: id, in: connection)
            return (id, "新建方案草稿“\(content.name)”")
        }.orRefused()
    }

    /// Corrects a plan. A published one may be corrected in place by whoever may publish; its tasks follow.
    /// - Parameters:
    ///   - version: the version that the person saw.
    ///   - checked: the part that the person had before them: what the reader doubted there is dealt with, as are doubts about
    ///     what is taken out.
    /// - Throws: `StalePlan` when somebody was quicker; `Refusal` with what cannot be; `AccessError`.
    public func update(
        _ id: Int64, version: Int64, content: PlanContent, checked: PlanPart? = nil, as actor: Actor
    ) async throws -> Plan {
        let plan = try await plan(id, as: actor)
        try actor.require(.plans, plan.state == .published ? "publish" : "edit")
        try actor.require(region: plan.region)
        guard plan.state != .withdrawn else { throw Refusal([FieldFault(nil, "这份方案已经撤下，不能再改。")]) }
        try refuse(PlanCheck(content, plan.region, indicators).faults)
        let text = try PlanJSON.text(content)
        return try await write(as: actor) { connection in
            let changed = try connection.run(
                """
                UPDATE plan SET content = \(text), title = \(content.name), document_number = \(content.documentNumber),
                    period_from = \(content.from?.iso), period_to = \(content.to?.iso), version = version + 1
                WHERE id = \(id) AND version = \(version) AND state = \(plan.state.rawValue)
                """)
            guard changed == 1 else { return nil }
            if plan.state == .published { try TaskRows.settle(id, content, in: connection) }
            let left = Set(content.places.map(PlanPart.item) + [.heading])
            let settled = try DoubtRows.open(of: id, in: connection).filter { doubt in
                plan.content.part(of: doubt).map { $0 == checked || !left.contains($0) } ?? false
            }
            try DoubtRows.settle(settled.map(\.id), of: id, as: actor, in: connection)
            return (id, "修改方案“\(content.name)”")
        }.orStale(try await self.plan(id, as: actor))
    }

    /// Puts a draft in force. The plan of the same region and time that was in force until now is withdrawn; tasks of the same
    /// path keep what was reported of them.
    /// - Throws: `StalePlan`; `Refusal` with what must be mended first; `AccessError`.
    public func publish(_ id: Int64, version: Int64, as actor: Actor) async throws -> Plan {
        let plan = try await plan(id, as: actor)
        try actor.require(.plans, "publish")
        try actor.require(region: plan.region)
        guard plan.state == .draft else { throw Refusal([FieldFault(nil, "只有草稿才能发布。")]) }
        try refuse(PlanCheck(plan.content, plan.region, indicators).faultsBeforePublishing)
        return try await write(as: actor) { connection in
            let now = Instant.now.iso
            let changed = try connection.run(
                """
                UPDATE plan SET state = 'published', published_at = \(now), published_by = \(actor.name),
                    version = version + 1
                WHERE id = \(id) AND version = \(version) AND state = 'draft'
                """)
            guard changed == 1 else { return nil }
            for old in try PlanStore.replaced(by: plan, in: connection) {
                try connection.run(
                    "UPDATE plan SET state = 'withdrawn', withdrawn_at = \(now), version = version + 1 WHERE id = \(old)"
                )
                let paths = TaskSource.lines(plan.content).flatMap(\.tasks).map(\.path)
                try TaskRows.carry(from: old, to: id, paths: paths, in: connection)
            }
            try TaskRows.settle(id, plan.content, in: connection)
            return (id, "发布方案“\(plan.title)”")
        }.orStale(try await self.plan(id, as: actor))
    }

    /// Takes a plan out of force, or gives a draft up. It is kept with all that was reported.
    /// - Throws: `StalePlan`; `Refusal` when no reason is given; `AccessError`.
    public func withdraw(_ id: Int64, version: Int64, reason: String, as actor: Actor) async throws -> Plan {
        let plan = try await plan(id, as: actor)
        try actor.require(.plans, plan.state == .published ? "publish" : "edit")
        try actor.require(region: plan.region)
        let reason = normalised(reason)
        guard reason.count >= 2 else { throw Refusal([FieldFault("reason", "请写明撤下的原因。")]) }
        guard plan.state != .withdrawn else { throw Refusal([FieldFault(nil, "这份方案已经撤下。")]) }
        return try await write(as: actor, reason: reason) { connection in
            let changed = try connection.run(
                """
                UPDATE plan SET state = 'withdrawn', withdrawn_at = \(Instant.now.iso), version = version + 1
                WHERE id = \(id) AND version = \(version) AND state = \(plan.state.rawValue)
                """)
            return changed == 1 ? (id, "撤下方案“\(plan.title)”") : nil
        }.orStale(try await self.plan(id, as: actor))
    }

    /// Makes one change with its trace.
    /// - Returns: the plan after it; nil when the change found another version.
    private func write(
        as actor: Actor, reason: String? = nil,
        _ change: @escaping @Sendable (Connection) throws -> (id: Int64, detail: String)?
    ) async throws -> Plan? {
        let trail = trail
        let rows = rows
        return try await store.database.write { connection in
            guard let done = try change(connection) else { return nil }
            try trail.append(
                TrailEntry(
                    .planChanged, actor: actor, register: "plan", record: String(done.id), reason: reason,
                    detail: done.detail), in: connection)
            return try rows.plan(done.id, actor, in: connection)
        }
    }

    private func refuse(_ faults: [FieldFault]) throws {
        if !faults.isEmpty { throw Refusal(faults) }
    }

    /// The plans in force that a new one replaces: of its region and time, and the one of which it is a correction.
    private static func replaced(by plan: Plan, in connection: Connection) throws -> [Int64] {
        let from: SQL = plan.content.from.map { SQL("period_from = \($0.iso)") } ?? "period_from IS NULL"
        let to: SQL = plan.content.to.map { SQL("period_to = \($0.iso)") } ?? "period_to IS NULL"
        return try connection.rows(
            """
            SELECT id FROM plan WHERE state = 'published' AND id <> \(plan.id)
            AND (id = \(plan.replaces ?? 0) OR (region = \(plan.region.text) AND \(from) AND \(to))) ORDER BY id
            """
        ).map { try $0.int(0) }
    }
}

extension Plan? {
    /// The plan that was just put down.
    fileprivate func orRefused() throws -> Plan {
        guard let self else { throw Refusal([FieldFault(nil, "草稿没有保存成功，请再试一次。")]) }
        return self
    }

    /// The plan, or the refusal that somebody was quicker.
    fileprivate func orStale(_ current: @autoclosure () async throws -> Plan) async throws -> Plan {
        guard let self else { throw StalePlan(current: try await current()) }
        return self
    }
}
