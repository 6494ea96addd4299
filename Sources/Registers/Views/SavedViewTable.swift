import Access
import Base
import Database
import Foundation

/// The table of saved lists.
enum SavedViewTable {
    static let migrations: [Migration] = [
        Migration(id: "2026-11-22-1000-saved-views") { connection in
            try connection.createTable(
                TableDefinition(
                    "saved_view",
                    columns: [
                        ColumnDefinition("id", .identity), ColumnDefinition("register", .text),
                        ColumnDefinition("account", .integer), ColumnDefinition("owner", .text),
                        ColumnDefinition("title", .text), ColumnDefinition("content", .json),
                        ColumnDefinition("shared_with", .text, nullable: true), ColumnDefinition("at", .timestamp),
                    ]))
            try connection.createIndex(IndexDefinition(on: "saved_view", columns: ["register", "account"]))
        }
    ]

    static let columns: SQL = "id, register, account, owner, title, content, shared_with"

    /// A row as a reader sees it; nil when it is neither their own nor shared with them.
    static func view(_ row: Row, for actor: Actor) throws -> SavedView? {
        let account = try row.int(2)
        let shared = try row.textOrNil(6)
        let isOwn = account == actor.account
        guard isOwn || (shared.map { isShared($0, with: actor) } ?? false) else { return nil }
        let content = try JSONDecoder().decode(SavedView.Content.self, from: Data(try row.text(5).utf8))
        return SavedView(
            id: try row.int(0), register: try row.text(1), title: try row.text(4), content: content,
            owner: try row.text(3), isOwn: isOwn, isShared: shared != nil)
    }

    static func json(_ content: SavedView.Content) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(content), as: UTF8.self)
    }

    private static let everywhere = "*"

    /// The regions of the one who shares, as the column holds them.
    static func regions(of actor: Actor) -> String {
        actor.scope.roots.map { $0.map(\.text).joined(separator: ",") } ?? everywhere
    }

    /// Colleagues are those all of whose regions lie in the regions of the one who shares.
    private static func isShared(_ regions: String, with actor: Actor) -> Bool {
        if regions == everywhere { return true }
        guard actor.scope.roots?.isEmpty == false else { return false }
        return RegionScope.within(regions.split(separator: ",").compactMap { RegionCode($0) }).contains(actor.scope)
    }
}
