import Database
import Exchange
import Foundation
import House
import StoreTesting
import Testing

/// What a serving process does by itself.
@Suite struct UpkeepTests {
    @Test(arguments: Store.engines)
    func theFileOfAnImportThatEndedLongAgoIsGoneSoonAfterTheStart(_ engine: Database.Engine) async throws {
        try await withPlace(engine) { place in
            let house = try await place.open()
            let text = "姓名,身份证号,所在村（社区）\n人一,\(Place.citizenID(1)),990101001001\n"
            for name in ["旧.csv", "新.csv"] {
                let run = try await house.imports.upload(
                    bytes: Array((text + (name == "新.csv" ? "\n" : "")).utf8), fileName: name, register: "person",
                    as: Place.actor)
                _ = try await house.imports.abandon(run.id, as: Place.actor)
            }
            try await house.database.write { connection in
                _ = try connection.run(
                    "UPDATE import_run SET finished_at = '2021-01-01T00:00:00.000Z' WHERE file_name = '旧.csv'")
            }
            let port = freePort()
            let program = try Program.start(["serve", "--port", "\(port)"] + place.options)
            try await program.says("打开 http://127.0.0.1:\(port)")
            let end = ContinuousClock.now + .seconds(60)
            var kept: [String] = []
            repeat {
                kept = try await house.database.read { connection in
                    try connection.rows(
                        "SELECT DISTINCT r.file_name FROM import_run r JOIN import_chunk c ON c.run = r.id"
                    ).map { try $0.text(0) }
                }
                try await Task.sleep(for: .milliseconds(50))
            } while kept.count > 1 && ContinuousClock.now < end
            #expect(kept == ["新.csv"])
            program.signal(SIGTERM)
            #expect(try await program.ended().code == 0)
            await house.close()
        }
    }
}
