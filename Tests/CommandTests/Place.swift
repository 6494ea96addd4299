import Access
import Database
import FileTesting
import Foundation
import House
import RegisterTesting
import Registers
import StoreTesting

/// An installation of a test's own: a folder, and a database in it or on the server.
struct Place: Sendable {
    let folder: String
    let location: Database.Location

    /// How the program is told of it.
    var options: [String] {
        switch location {
        case .sqlite: ["--data", folder]
        case .postgres(let url): ["--data", folder, "--postgres", url]
        }
    }

    /// Opens it within the test.
    func open() async throws -> House {
        try await House.open(
            House.Settings(location: location, folder: folder, packs: ProjectFiles.packs, environment: [:]))
    }

    static let actor = Access.Actor.system(reason: "测试")

    /// Makes an installation with people in it, and closes it.
    func make(people count: Int = 0) async throws {
        let house = try await open()
        for start in stride(from: 0, to: count, by: 500) {
            try await house.registers.write(as: Place.actor) { writing in
                for number in start..<min(start + 500, count) {
                    try writing.create("person", Place.person(number), source: .command)
                }
            }
        }
        await house.close()
    }

    static func person(_ number: Int) -> FieldValues {
        [
            "name": .text("人\(number)"), "citizen_id": .text(citizenID(number)), "region": .text("990101001001"),
            "employment_status": .text("unemployed"),
        ]
    }

    /// One for each number below 36,500.
    static func citizenID(_ number: Int) -> String {
        let day = 1 + number % 28
        let month = 1 + number / 28 % 12
        let year = 1960 + number / 336 % 40
        let born = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
        return TestRegisters.citizenID(born: born, serial: number / 13_440)
    }
}

/// Runs a test at a place of its own, which is removed afterwards.
func withPlace(_ engine: Database.Engine, _ body: (Place) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/place-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    switch engine {
    case .sqlite: try await body(Place(folder: folder, location: .sqlite(path: folder + "/qihang.sqlite")))
    case .postgres:
        try await withLocation(engine) { try await body(Place(folder: folder, location: $0)) }
    }
}
