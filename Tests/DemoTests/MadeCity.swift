import Access
import Base
import Database
import Demo
import FileTesting
import Foundation
import House
import RegisterTesting
import Registers
import StoreTesting

/// A small city in an installation of the test's own.
struct MadeCity {
    let house: House
    let demo: Demo
    let folder: String

    static let people = 300

    var actor: Access.Actor { .system(reason: "测试") }

    func records(_ register: String) async throws -> [Record] {
        try await house.registers.read(as: actor) { reading in
            let numbers = try reading.connection.rows("SELECT id FROM \(name: register) ORDER BY id").map {
                try $0.int(0)
            }
            return try numbers.map { try reading.plain(register, $0) }
        }
    }
}

/// Runs a test in an installation with the city made, or to be made by the test.
func withCity(
    _ engine: Database.Engine, make: Bool = true, _ body: (MadeCity) async throws -> Void
) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("demo-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await withLocation(engine) { location in
        let house = try await House.open(
            House.Settings(location: location, folder: folder, packs: ProjectFiles.packs, environment: [:]))
        let city = MadeCity(house: house, demo: Demo(house: house), folder: folder + "/demo")
        do {
            if make { try await city.demo.make(people: MadeCity.people, folder: city.folder) { _ in } }
            try await body(city)
        } catch {
            await house.close()
            throw error
        }
        await house.close()
    }
}
