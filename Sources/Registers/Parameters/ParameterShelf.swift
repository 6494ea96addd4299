import Database
import Packs
import Synchronization

/// The parameters as they hold now: those of the packs with the amendments in force laid over them.
final class ParameterShelf: Sendable {
    /// The parameters, and the stamp that changes with them.
    struct Content {
        var book: ParameterBook
        var stamp: Int64
    }

    private let packs: ParameterBook
    private let content: Mutex<Content>

    init(_ packs: ParameterBook) {
        self.packs = packs
        content = Mutex(Content(book: packs, stamp: 0))
    }

    var current: Content { content.withLock { $0 } }

    /// Reads the amendments again.
    func refresh(from database: Database) async throws {
        let packs = packs
        let fresh = try await database.read { connection in
            var book = packs
            for amendment in try ParameterTable.inForce(connection) {
                book = book.overlaid(amendment.parameter, with: amendment.entry)
            }
            let row = try connection.first("SELECT COALESCE(MAX(in_force_order), 0) FROM parameter_amendment")
            return Content(book: book, stamp: try row?.int(0) ?? 0)
        }
        content.withLock { $0 = fresh }
    }
}
