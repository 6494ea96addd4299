import Database
import Foundation

/// A folder of its own for one SQLite file.
struct TestFolder: TestPlace {
    let path: String

    var location: Database.Location { .sqlite(path: path + "/test.sqlite") }

    init() throws {
        path = NSTemporaryDirectory() + "/store-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func remove() async throws {
        try FileManager.default.removeItem(atPath: path)
    }
}
