import Access
import Database
import FileTesting
import Foundation
import House
import RegisterTesting
import Registers
import StoreTesting

/// An installation of a test's own, open.
struct TestHouse: Sendable {
    let house: House
    let settings: House.Settings

    static let actor = Access.Actor.system(reason: "测试")

    static func person(_ serial: Int, name: String? = nil) -> FieldValues {
        [
            "name": .text(name ?? "人\(serial)"), "citizen_id": .text(citizenID(serial)),
            "region": .text("990101001001"), "employment_status": .text("unemployed"),
        ]
    }

    static func citizenID(_ serial: Int) -> String {
        TestRegisters.citizenID(born: "19\(80 + serial / 900)-05-01", serial: serial % 900)
    }

    @discardableResult
    func add(_ serials: Range<Int>) async throws -> [Int64] {
        try await house.registers.write(as: TestHouse.actor) { writing in
            try serials.map { try writing.create("person", TestHouse.person($0), source: .command) }
        }
    }

    func run(_ statement: SQL) async throws {
        try await house.database.write { connection in _ = try connection.run(statement) }
    }
}

/// Runs a test in an installation with the project's packs.
func withHouse(_ engine: Database.Engine, _ body: (TestHouse) async throws -> Void) async throws {
    try await withLocation(engine) { location in
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let settings = House.Settings(
            location: location, folder: folder, packs: ProjectFiles.packs, environment: [:])
        let house = try await House.open(settings)
        do {
            try await body(TestHouse(house: house, settings: settings))
        } catch {
            await house.close()
            throw error
        }
        await house.close()
    }
}
