public import Database
import Foundation

/// The databases that every store test runs on.
public enum Store {
    /// SQLite, and PostgreSQL where a server can be had. Where it cannot be had, one line says so; with `CI=true`
    /// PostgreSQL stays in the list and its tests fail.
    public static let engines: [Database.Engine] = {
        switch TestServer.shared {
        case .success: return [.sqlite, .postgres]
        case .failure(let error):
            guard ProcessInfo.processInfo.environment["CI"] != "true" else { return [.sqlite, .postgres] }
            print("StoreTesting: PostgreSQL tests are skipped: \(error)")
            return [.sqlite]
        }
    }()
}

/// Runs a test on a database of its own, which is removed afterwards.
public func withDatabase(
    _ engine: Database.Engine, options: Database.Options = patient,
    _ body: (Database) async throws -> Void
) async throws {
    try await withLocation(engine) { location in
        let database = try await Database.open(location, options: options)
        do {
            try await body(database)
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }
}

/// Runs a test at a place of its own, which is removed afterwards: for tests that open several databases, as several
/// processes do.
public func withLocation(
    _ engine: Database.Engine, _ body: (Database.Location) async throws -> Void
) async throws {
    let place: any TestPlace =
        switch engine {
        case .sqlite: try TestFolder()
        case .postgres: try await TestServer.shared.get().makeDatabase()
        }
    do {
        try await body(place.location)
    } catch {
        try? await place.remove()
        throw error
    }
    try await place.remove()
}

/// Where one test keeps its data.
protocol TestPlace: Sendable {
    var location: Database.Location { get }
    func remove() async throws
}

/// Many tests share two cores, so they wait longer for a connection, and for a conflict to end, than a server would.
public let patient = Database.Options(
    connections: 4, poolWait: .seconds(120), writeLimit: .seconds(120), durable: false)
