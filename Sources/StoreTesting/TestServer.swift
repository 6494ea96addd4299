import Database
import Foundation

/// The PostgreSQL server of this test run: that of `QIHANG_TEST_POSTGRES`, or a throw-away one started for this
/// process.
struct TestServer: Sendable {
    /// Why there is no server, in the words of the script that tried.
    struct Unavailable: Error, CustomStringConvertible {
        let description: String
    }

    static let shared: Result<TestServer, Unavailable> = start()

    let url: String

    /// Makes an empty database.
    func makeDatabase() async throws -> TestDatabase {
        let name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        try await Database.administer(
            .postgres(url: url),
            [
                """
                CREATE DATABASE \(name: name) TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'
                """
            ])
        return TestDatabase(server: self, name: name)
    }

    /// The URL of another database on this server.
    func url(of name: String) -> String {
        guard var parts = URLComponents(string: url) else { return url }
        parts.path = "/" + name
        return parts.string ?? url
    }

    private static func start() -> Result<TestServer, Unavailable> {
        if let url = ProcessInfo.processInfo.environment["QIHANG_TEST_POSTGRES"], !url.isEmpty {
            return .success(TestServer(url: url))
        }
        let script = packageRoot + "/scripts/postgres-for-tests.sh"
        do {
            let url = try run("'\(script)' start --while \(ProcessInfo.processInfo.processIdentifier)")
            print("StoreTesting: started a throw-away PostgreSQL at \(url)")
            return .success(TestServer(url: url))
        } catch let error as Unavailable {
            return .failure(error)
        } catch {
            return .failure(Unavailable(description: "\(script): \(error)"))
        }
    }

    /// The package that this file is in, also when its folder is linked from another one.
    private static var packageRoot: String {
        URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    }

    /// Runs a command and answers the last line that it printed. Not Foundation's Process: it waits until no descendant
    /// holds a socket of its own any more, and the server lives on.
    private static func run(_ command: String) throws -> String {
        guard let stream = popen(command + " 2>&1", "re") else { throw Unavailable(description: "\(command)") }
        var printed: [UInt8] = []
        while true {
            let byte = getc(stream)
            guard byte != EOF else { break }
            printed.append(UInt8(truncatingIfNeeded: byte))
        }
        let status = pclose(stream)
        let text = String(decoding: printed, as: UTF8.self)
        guard status == 0, let line = text.split(separator: "\n").last else { throw Unavailable(description: text) }
        return String(line)
    }
}

/// A database of its own on the server.
struct TestDatabase: TestPlace {
    let server: TestServer
    let name: String

    var location: Database.Location { .postgres(url: server.url(of: name)) }

    func remove() async throws {
        try await Database.administer(
            .postgres(url: server.url), ["DROP DATABASE \(name: name) WITH (FORCE)"])
    }
}
