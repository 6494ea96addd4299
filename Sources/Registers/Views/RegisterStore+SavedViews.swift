public import Access
import Base
import Database

extension RegisterStore {
    /// How many lists of a register one person may save.
    private static let mostSaved = 30

    /// The saved lists of a register that somebody sees: their own, then those that colleagues share, each by title.
    /// - Throws: `AccessError`, `UnknownRegister`.
    public func savedViews(_ register: String, as actor: Actor) async throws -> [SavedView] {
        try await read(as: actor) { reading in
            _ = try reading.definition(register)
            let account = actor.account ?? 0
            let rows = try reading.connection.rows(
                """
                SELECT \(SavedViewTable.columns) FROM saved_view
                WHERE register = \(register) AND (account = \(account) OR shared_with IS NOT NULL) ORDER BY title, id
                """)
            let views = try rows.compactMap { try SavedViewTable.view($0, for: actor) }
            return views.filter(\.isOwn) + views.filter { !$0.isOwn }
        }
    }

    /// A saved list; nil when there is none that the actor sees.
    public func savedView(_ id: Int64, as actor: Actor) async throws -> SavedView? {
        let view = try await database.read { connection in
            try connection.first("SELECT \(SavedViewTable.columns) FROM saved_view WHERE id = \(id)")
                .flatMap { try SavedViewTable.view($0, for: actor) }
        }
        return view.flatMap { actor.can(.read, $0.register) ? $0 : nil }
    }

    /// Saves a list under a name.
    /// - Parameter isShared: whether colleagues of the actor's regions see it; the role must allow it.
    /// - Returns: its number.
    /// - Throws: `Refusal` for a name that cannot be used, `AccessError`.
    public func saveView(
        _ register: String, title: String, content: SavedView.Content, isShared: Bool, as actor: Actor
    ) async throws -> Int64 {
        try actor.require(.read, register)
        guard let account = actor.account else { throw AccessError.noAccount }
        let title = try RegisterStore.savedTitle(title)
        let shared = try sharing(isShared, actor)
        let json = try SavedViewTable.json(content)
        let at = moment().iso
        return try await database.write { connection in
            let known = try connection.rows(
                "SELECT title FROM saved_view WHERE register = \(register) AND account = \(account)")
            guard known.count < RegisterStore.mostSaved else {
                throw Refusal([FieldFault("title", "这个台账已经存了 \(known.count) 份名单，请先删去不用的。")])
            }
            if try known.contains(where: { try $0.text(0) == title }) { throw RegisterStore.taken(title) }
            let row = try connection.first(
                """
                INSERT INTO saved_view (register, account, owner, title, content, shared_with, at)
                VALUES (\(register), \(account), \(actor.name), \(title), \(json), \(shared), \(at)) RETURNING id
                """)
            return try row?.int(0) ?? 0
        }
    }

    /// Gives a saved list of one's own another name, shares it or takes that back.
    /// - Throws: `Refusal` for a name that cannot be used or a list that is not the actor's, `AccessError`.
    public func changeView(_ id: Int64, title: String, isShared: Bool, as actor: Actor) async throws {
        let title = try RegisterStore.savedTitle(title)
        let shared = try sharing(isShared, actor)
        let (account, at) = (actor.account ?? 0, moment().iso)
        try await database.write { connection in
            let taken = try connection.first(
                """
                SELECT 1 FROM saved_view v JOIN saved_view o ON o.register = v.register AND o.account = v.account
                WHERE v.id = \(id) AND v.account = \(account) AND o.id <> \(id) AND o.title = \(title)
                """)
            if taken != nil { throw RegisterStore.taken(title) }
            let changed = try connection.run(
                """
                UPDATE saved_view SET title = \(title), shared_with = \(shared), owner = \(actor.name), at = \(at)
                WHERE id = \(id) AND account = \(account)
                """)
            guard changed == 1 else { throw RegisterStore.notOwn }
        }
    }

    /// Deletes a saved list of one's own; no record is touched.
    /// - Throws: `Refusal` for a list that is not the actor's.
    public func removeView(_ id: Int64, as actor: Actor) async throws {
        let account = actor.account ?? 0
        try await database.write { connection in
            let removed = try connection.run("DELETE FROM saved_view WHERE id = \(id) AND account = \(account)")
            guard removed == 1 else { throw RegisterStore.notOwn }
        }
    }

    private func sharing(_ isShared: Bool, _ actor: Actor) throws -> String? {
        guard isShared else { return nil }
        guard actor.mayShareViews else { throw Refusal([FieldFault("shared", "您的角色不能把名单分享给同事。")]) }
        return SavedViewTable.regions(of: actor)
    }

    private static func savedTitle(_ written: String) throws -> String {
        let title = normalised(written)
        guard !title.isEmpty else { throw Refusal([FieldFault("title", "请给这份名单起个名称。")]) }
        guard title.count <= 30 else { throw Refusal([FieldFault("title", "名称最多 30 个字，请写短一些。")]) }
        if PersonalNumber.stands(in: title) { throw Refusal([FieldFault("title", "名称里不要写号码。")]) }
        return title
    }

    private static func taken(_ title: String) -> Refusal {
        Refusal([FieldFault("title", "您已经有一份叫“\(title)”的名单，请换个名称。")])
    }

    private static var notOwn: Refusal { Refusal([FieldFault(nil, "没有这份保存的名单，或者它不是您存的。")]) }
}
