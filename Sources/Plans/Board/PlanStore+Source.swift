public import Access
import Database
public import Registers

extension PlanStore {
    /// The document from which a plan was read, for the pages that show it beside the plan.
    /// - Throws: `AccessError`; `Refusal` when there is no plan that the actor may see.
    public func source(of id: Int64, as actor: Actor) async throws -> PlanSource {
        try actor.require(.plans, "read")
        let (rows, attachments) = (rows, attachments)
        return try await store.read(as: actor) { reading in
            _ = try rows.plan(id, actor, in: reading.connection)
            return try PlanStore.source(of: id, attachments, in: reading.connection)
        }
    }

    /// The file of a plan's document as it was handed in; nil when none is kept.
    /// - Throws: `AccessError`; `Refusal` when there is no plan that the actor may see.
    public func sourceFile(of id: Int64, as actor: Actor) async throws -> (file: Attachment, bytes: [UInt8])? {
        try actor.require(.plans, "read")
        let (rows, attachments) = (rows, attachments)
        return try await store.read(as: actor) { reading in
            _ = try rows.plan(id, actor, in: reading.connection)
            guard let file = try PlanStore.source(of: id, attachments, in: reading.connection).file,
                let bytes = try attachments.bytes(file.digest, in: reading.connection)
            else { return nil }
            return (file, bytes)
        }
    }

    /// The other plans of the same region, not withdrawn, that were read from the same file or the same text; a plan and its
    /// own correction are one.
    /// - Throws: `AccessError`; `Refusal` when there is no plan that the actor may see.
    public func sameDocument(as id: Int64, for actor: Actor) async throws -> [Plan] {
        try actor.require(.plans, "read")
        let rows = rows
        return try await store.read(as: actor) { reading in
            let plan = try rows.plan(id, actor, in: reading.connection)
            let others = try reading.connection.rows(
                """
                SELECT o.id FROM plan o JOIN plan p ON p.id = \(id)
                WHERE o.id <> p.id AND o.region = p.region AND o.state <> 'withdrawn'
                AND (o.source_text = p.source_text OR o.source_digest = p.source_digest)
                """
            ).map { try $0.int(0) }
            return try rows.plans(actor, in: reading.connection).filter { other in
                others.contains(other.id) && other.id != plan.replaces && other.replaces != plan.id
            }
        }
    }

    /// What the document reader was not sure of in a draft and nobody has dealt with yet.
    /// - Throws: `AccessError`; `Refusal` when there is no plan that the actor may see.
    public func doubts(of id: Int64, as actor: Actor) async throws -> [PlanDoubt] {
        try actor.require(.plans, "read")
        let rows = rows
        return try await store.read(as: actor) { reading in
            _ = try rows.plan(id, actor, in: reading.connection)
            return try DoubtRows.open(of: id, in: reading.connection)
        }
    }

    /// Notes that somebody has held a doubt against the text. Once is enough: a second time changes nothing.
    /// - Throws: `AccessError`; `Refusal` when the plan is no draft that the actor may correct, or has no such doubt.
    public func settle(doubt: Int, of id: Int64, as actor: Actor) async throws {
        try actor.require(.plans, "edit")
        let (rows, trail) = (rows, trail)
        try await store.database.write { connection in
            let plan = try rows.plan(id, actor, in: connection)
            try actor.require(region: plan.region)
            let row = try connection.first(
                "SELECT what, settled_at FROM plan_doubt WHERE plan = \(id) AND position = \(doubt)")
            guard plan.state == .draft, let row else { throw Refusal([FieldFault(nil, "这份草稿没有这条提示。")]) }
            guard try row.textOrNil(1) == nil else { return }
            try DoubtRows.settle([doubt], of: id, as: actor, in: connection)
            try trail.append(
                TrailEntry(
                    .planChanged, actor: actor, register: "plan", record: String(id),
                    detail: "核对读入时的提示：\(try row.text(0))"), in: connection)
        }
    }

    private static func source(
        of id: Int64, _ attachments: AttachmentStore, in connection: Connection
    ) throws -> PlanSource {
        guard
            let row = try connection.first("SELECT source_text, source_name, source_digest FROM plan WHERE id = \(id)")
        else { return PlanSource(text: nil, file: nil) }
        let kept = try row.textOrNil(2).flatMap { try attachments.info($0, in: connection) }
        let name = try row.textOrNil(1)
        // The same content may have come in elsewhere under another name.
        let file = kept.map { Attachment(digest: $0.digest, name: name ?? $0.name, kind: $0.kind, size: $0.size) }
        return PlanSource(text: try row.textOrNil(0), file: file)
    }
}
