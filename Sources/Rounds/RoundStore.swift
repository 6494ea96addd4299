public import Access
public import Base
public import Database
public import Registers

/// Opens rounds, follows how far they are, and keeps their lists.
///
/// A step is done by a record of its register: whoever writes that record, on a page or through a file, does the step.
public final class RoundStore: Sendable {
    /// What the packs define.
    public let book: RoundBook
    let store: RegisterStore
    let trail: Trail

    /// The tables of rounds.
    public static let migrations: [Migration] = RoundSchema.migrations

    /// Names of this room's tables, which no register may take.
    public static let tables: Set<String> = ["round", "round_member", "round_step", "round_coverage", "round_due"]

    /// A store of rounds over the registers, told from now on of every change of their records.
    public init(store: RegisterStore, book: RoundBook, trail: Trail) {
        self.store = store
        self.book = book
        self.trail = trail
        store.add(observer: RoundObserver(book: book))
    }

    /// Opens a round: freezes its list and asks of every member the steps that concern them.
    /// - Parameters:
    ///   - name: the name of a definition.
    ///   - region: for which region; it must lie within the actor's.
    ///   - day: the day on which the list is frozen.
    ///   - closes: the last day on which records count; the end of the year when left out.
    ///   - dues: until when steps are due, by name; those left out are due as `RoundDefinition.Step.due(from:to:)` says.
    /// - Throws: `AccessError`, or `Refusal` when there is no such definition or the same round is open already. What is wrong
    ///   with a due date is told at the field `due-` and the step's name.
    public func open(
        _ name: String, in region: RegionCode, on day: Day, closes: Day? = nil, dues: [String: Day] = [:],
        as actor: Actor
    ) async throws -> Round {
        try actor.require(.rounds, "open")
        guard actor.scope.contains(region) else {
            throw AccessError.outOfScope(store.regions.fullName(of: region))
        }
        guard let definition = book.definition(name, in: region) else {
            throw Refusal([FieldFault("round", "没有名为“\(name)”的轮次。")])
        }
        let last = closes ?? Day(year: day.year, month: 12, day: 31) ?? day.adding(months: 12)
        guard day <= last else { throw Refusal([FieldFault("closes", "结束日期不应早于开始日期。")]) }
        guard last.isInCalendar else { throw Refusal([FieldFault("closes", "结束日期的年份应是四位数。")]) }
        let trail = trail
        return try await store.write(as: actor, on: day) { writing in
            let opening = RoundOpening(definition: definition, region: region, from: day, to: last, dues: dues)
            let round = try opening.open(in: writing)
            try trail.append(
                TrailEntry(
                    .roundChanged, actor: actor, register: "round", record: String(round.id),
                    detail: "开启“\(round.title)”"), in: writing.connection)
            return round
        }
    }

    /// The open round of a kind that holds a region, or lies within it: no second one can be opened there. Nil when there is
    /// none that the actor may see.
    public func ongoing(_ name: String, in region: RegionCode, as actor: Actor) async throws -> Round? {
        try await store.read(as: actor) { reading in
            try RoundRows.rounds(in: reading, openOnly: true).first { $0.name == name && $0.region.meets(region) }
        }
    }

    /// Closes a round: records count for it no longer, and its figures stay as they are. It belongs to its whole region.
    /// - Throws: `AccessError` for whoever deals with a part of its region alone, `Refusal`.
    public func close(_ round: Int64, as actor: Actor) async throws {
        try actor.require(.rounds, "close")
        let trail = trail
        try await store.write(as: actor) { writing in
            let found = try RoundRows.round(round, in: writing)
            guard actor.scope.contains(found.region) else {
                throw AccessError.outOfScope(writing.regions.fullName(of: found.region))
            }
            try writing.connection.run(
                "UPDATE round SET closed_at = \(Instant.now.iso) WHERE id = \(round) AND closed_at IS NULL")
            try trail.append(
                TrailEntry(
                    .roundChanged, actor: actor, register: "round", record: String(round), detail: "结束“\(found.title)”"),
                in: writing.connection)
        }
    }

    /// The rounds that the actor may see, the newest first.
    public func rounds(as actor: Actor) async throws -> [Round] {
        try await store.read(as: actor) { try RoundRows.rounds(in: $0) }
    }

    /// A round.
    /// - Throws: `Refusal` when there is none in the actor's region.
    public func round(_ id: Int64, as actor: Actor) async throws -> Round {
        try await store.read(as: actor) { try RoundRows.round(id, in: $0) }
    }

    /// The definition by which a round runs.
    public func definition(of round: Round) -> RoundDefinition? {
        book.definition(round.name, in: round.region)
    }

    /// Says why a step cannot be done for a member.
    /// - Parameter reason: a code of the definition's list.
    /// - Throws: `Refusal` when the reason is not on the list or the step is not waiting; `AccessError`.
    public func markNotDone(
        _ round: Int64, step: String, record: Int64, reason: String, note: String?, as actor: Actor
    ) async throws {
        try actor.require(.rounds, "work")
        try await withMembers(of: round, as: actor) { members in
            guard let codes = members.definition.notDone, codes[reason] != nil else {
                throw Refusal([FieldFault("reason", "请选择未能完成的原因。")])
            }
            try members.setReason(step: step, record: record, reason: reason, note: note)
        }
    }

    /// Takes back that a step cannot be done.
    public func clearNotDone(_ round: Int64, step: String, record: Int64, as actor: Actor) async throws {
        try actor.require(.rounds, "work")
        try await withMembers(of: round, as: actor) { members in
            try members.setReason(step: step, record: record, reason: nil, note: nil)
        }
    }

    /// Changes the list of an open round.
    private func withMembers(
        of round: Int64, as actor: Actor, _ body: @escaping @Sendable (RoundMembers) throws -> Void
    ) async throws {
        let book = book
        try await store.write(as: actor) { writing in
            let found = try RoundRows.round(round, in: writing)
            guard let definition = book.definition(found.name, in: found.region), found.isOpen else {
                throw Refusal([FieldFault(nil, "这一轮已经结束，不能再改。")])
            }
            try body(RoundMembers(round: found, definition: definition, writing: writing))
        }
    }
}
