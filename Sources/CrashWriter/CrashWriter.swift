import Database
import Foundation

/// Writes groups of rows until it is killed, one transaction for each group, and says the group's number on its output
/// after the commit was acknowledged. Tests kill it in mid-write and look at what is there.
///
///     CrashWriter LOCATION single|bulk
@main
struct CrashWriter {
    static let groupSize = 40

    static func main() async throws {
        guard CommandLine.arguments.count == 3 else {
            FileHandle.standardError.write(Data("usage: CrashWriter LOCATION single|bulk\n".utf8))
            exit(2)
        }
        let database = try await Database.open(Database.Location(parsing: CommandLine.arguments[1]))
        let isBulk = CommandLine.arguments[2] == "bulk"
        var group = 0
        while true {
            let number = group
            try await database.write { connection in try write(number, isBulk: isBulk, connection) }
            FileHandle.standardOutput.write(Data("\(number)\n".utf8))
            group += 1
        }
    }

    private static func write(_ group: Int, isBulk: Bool, _ connection: Connection) throws {
        if isBulk {
            let rows = (0..<groupSize).lazy.map { [group.sqlValue, $0.sqlValue, .text("第\($0)行")] }
            try connection.insert(into: "crash_row", columns: ["batch", "place", "note"], rows: rows)
        } else {
            for place in 0..<groupSize {
                try connection.run("INSERT INTO crash_row (batch, place, note) VALUES (\(group), \(place), 'x')")
            }
        }
        try connection.run("UPDATE crash_total SET rows_written = rows_written + \(groupSize)")
    }
}
