import Database
import Foundation
import StoreTesting
import Testing

/// A process that writes is killed: what it acknowledged is there, and nothing half-written is.
@Suite struct CrashTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let engine: Database.Engine
        let mode: String
        var testDescription: String { "\(engine) \(mode)" }
    }

    private static let cases = Store.engines.flatMap { engine in
        ["single", "bulk"].map { Case(engine: engine, mode: $0) }
    }

    @Test(arguments: cases) func killedInMidWrite(_ crash: Case) async throws {
        try await withLocation(crash.engine) { location in
            let database = try await Database.open(location)
            try await database.write { connection in
                try connection.run(
                    "CREATE TABLE crash_row (batch BIGINT, place BIGINT, note TEXT, PRIMARY KEY (batch, place))")
                try connection.run("CREATE TABLE crash_total (rows_written BIGINT NOT NULL)")
                try connection.run("INSERT INTO crash_total VALUES (0)")
            }
            let acknowledged = try Self.writeAndKill(location, mode: crash.mode)
            #expect(acknowledged.count >= 15)
            #expect(acknowledged == Array(0..<acknowledged.count))
            // Waits, where it must, until the server has noticed that the writer is gone.
            let (groups, total, rows) = try await database.write { connection in
                (
                    try connection.rows("SELECT batch, COUNT(*) FROM crash_row GROUP BY batch ORDER BY batch"),
                    try connection.first("SELECT rows_written FROM crash_total")?.int(0),
                    try connection.first("SELECT COUNT(*) FROM crash_row")?.int(0)
                )
            }
            #expect(try groups.map { try $0.int(0) }.prefix(acknowledged.count) == acknowledged.map { Int64($0) }[...])
            // At most the one group that was committed but not yet acknowledged.
            #expect(groups.count <= acknowledged.count + 1)
            #expect(try groups.allSatisfy { try $0.int(1) == 40 })
            #expect(total == rows)
            await database.close()
        }
    }

    /// Starts the writer, kills it after it has acknowledged 15 groups and a moment more, and answers all it
    /// acknowledged.
    private static func writeAndKill(_ location: Database.Location, mode: String) throws -> [Int] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: try BuiltProgram("CrashWriter").path)
        process.arguments = [location.text, mode]
        process.standardOutput = output
        try process.run()
        var text = Data()
        while text.count(where: { $0 == UInt8(ascii: "\n") }) < 15 {
            let piece = output.fileHandleForReading.availableData
            if piece.isEmpty { break }
            text += piece
        }
        usleep(UInt32.random(in: 0...20_000))
        kill(process.processIdentifier, SIGKILL)
        text += output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal)
        return String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { Int($0) }
    }
}
