public import Access
import Base
import Database
public import Packs

extension RegisterStore {
    /// The dated values as they hold now: those of the packs with what was amended here. Other processes see an amendment
    /// within a minute.
    public var parameters: ParameterBook { shelf.current.book }

    /// Changes whenever a value does.
    public var parameterStamp: Int64 { shelf.current.stamp }

    /// Reads the amendments again, after somebody confirmed one elsewhere.
    public func refreshParameters() async throws {
        try await shelf.refresh(from: database)
    }

    /// The amendments of a parameter, or all, the newest first.
    public func amendments(of parameter: String? = nil) async throws -> [ParameterAmendment] {
        try await database.read { connection in
            try ParameterTable.list(parameter.map { "parameter = \($0)" } ?? "TRUE", in: connection)
        }
    }

    /// What stands against a value, by field: `value`, `from`, `to`, `region`, `document`.
    public func faults(of draft: ParameterDraft, as actor: Actor) -> [FieldFault] {
        guard let parameter = parameters[draft.parameter] else {
            return [FieldFault(nil, "没有名为“\(draft.parameter)”的参数。")]
        }
        return ParameterRules(parameter, actor: actor, regions: regions).faults(draft)
    }

    /// Proposes a value. It holds once somebody else has confirmed it.
    /// - Returns: its number.
    /// - Throws: `AccessError`; `Refusal` with faults by field (`value`, `from`, `to`, `region`, `document`).
    public func propose(_ draft: ParameterDraft, as actor: Actor) async throws -> Int64 {
        try actor.require(.parameters, "propose")
        guard let account = actor.account else { throw AccessError.noAccount }
        let faults = faults(of: draft, as: actor)
        guard faults.isEmpty, let parameter = parameters[draft.parameter], let from = draft.from else {
            throw Refusal(faults)
        }
        let (trail, at, cite) = (trail, moment(), draft.citation)
        return try await database.write { connection in
            let row = try connection.first(
                """
                INSERT INTO parameter_amendment (parameter, region, valid_from, valid_to, value, document, article, address,
                    words, state, proposer, proposed_by, proposed_at)
                VALUES (\(parameter.name), \(draft.region?.text), \(from.iso), \(draft.to?.iso), \(draft.value),
                    \(cite.document ?? ""), \(cite.article), \(cite.address), \(cite.text),
                    \(ParameterAmendment.State.proposed.rawValue), \(account), \(actor.name), \(at.iso))
                RETURNING id
                """)
            let detail = "提出参数“\(parameter.title)”：\(draft.value)，自\(from.chinese)"
            try trail.append(TrailEntry(.configurationChanged, actor: actor, detail: detail), in: connection)
            return try row?.int(0) ?? 0
        }
    }

    /// Puts a proposed value in force.
    /// - Throws: `AccessError`; `Refusal` for whoever proposed it, and for one that no longer waits.
    public func confirm(amendment id: Int64, as actor: Actor) async throws {
        try await decide(id, .inForce, from: [.proposed], reason: nil, "confirm", actor)
    }

    /// Refuses a proposed value.
    /// - Throws: `AccessError`; `Refusal` without a reason, and for one that no longer waits.
    public func reject(amendment id: Int64, reason: String, as actor: Actor) async throws {
        try await decide(id, .rejected, from: [.proposed], reason: reason, "confirm", actor)
    }

    /// Takes a value back that was put in force by mistake: what held before holds again.
    /// - Throws: `AccessError`; `Refusal` without a reason, and for one that does not hold.
    public func withdraw(amendment id: Int64, reason: String, as actor: Actor) async throws {
        try await decide(id, .withdrawn, from: [.inForce], reason: reason, "confirm", actor)
    }

    private func decide(
        _ id: Int64, _ state: ParameterAmendment.State, from: Set<ParameterAmendment.State>, reason: String?,
        _ action: String, _ actor: Actor
    ) async throws {
        try actor.require(.parameters, action)
        let reason = reason.map { normalised($0) }
        if let reason, reason.count < 2 { throw Refusal([FieldFault("reason", "请写明原因。")]) }
        let (trail, at, book) = (trail, moment(), catalogue.parameters)
        try await database.write { connection in
            // One decision at a time: two amendments of one moment must not share their place in the order.
            try connection.lockSchema()
            guard let amendment = try ParameterTable.list("id = \(id)", in: connection).first,
                let parameter = book[amendment.parameter]
            else { throw Refusal([FieldFault(nil, "没有编号为 \(id) 的参数值。")]) }
            try actor.require(region: amendment.entry.region)
            guard from.contains(amendment.state) else {
                throw Refusal([FieldFault(nil, "这个参数值\(amendment.state.title)，不能再处理。请刷新页面。")])
            }
            if state == .inForce, amendment.proposer == actor.account {
                throw Refusal([FieldFault(nil, "提出的人不能自己核对。请另一位同事核对原文后确认。")])
            }
            try connection.run(
                """
                UPDATE parameter_amendment SET state = \(state.rawValue), decided_by = \(actor.name), decided_at = \(at.iso),
                    reason = \(reason),
                    in_force_order = (SELECT COALESCE(MAX(o.in_force_order), 0) + 1 FROM parameter_amendment o)
                WHERE id = \(id)
                """)
            let detail = "参数“\(parameter.title)”的值 \(amendment.entry.value)：\(state.title)"
            try trail.append(
                TrailEntry(.configurationChanged, actor: actor, reason: reason, detail: detail), in: connection)
        }
        try await refreshParameters()
    }
}
