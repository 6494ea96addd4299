import Access
import Base
import Database
import FileTesting
import Foundation
import House
import RegisterTesting
import Registers
import StoreTesting
import Testing

@Suite struct HouseTests {
    @Test(arguments: Store.engines)
    func anInstallationOpensAgainWithWhatItHeld(_ engine: Database.Engine) async throws {
        try await withLocation(engine) { location in
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let settings = House.Settings(
                location: location, folder: folder, packs: ProjectFiles.packs, environment: [:])
            let first = try await House.open(settings)
            #expect(first.notices.contains { $0.contains("备份") })
            let values: FieldValues = [
                "name": .text("郑重"), "citizen_id": .text("990101198005010013"), "region": .text("990101001001"),
                "employment_status": .text("unemployed"),
            ]
            let id = try await first.registers.write(as: .system(reason: "测试")) { writing in
                try writing.create("person", values, source: .command)
            }
            await first.close()

            let second = try await House.open(settings)
            #expect(second.notices.isEmpty)
            let plain = try await second.registers.read(as: .system(reason: "测试")) { try $0.plain("person", id) }
            #expect(plain["citizen_id"] == .text("990101198005010013"))
            #expect(try await second.registers.verifyHistory().isEmpty)
            #expect(try await second.access.verifyTrail().isWhole)
            await second.close()
        }
    }

    @Test(arguments: Store.engines)
    func noRegisterCanTakeATableOfTheHouse(_ engine: Database.Engine) async throws {
        try await withDatabase(engine) { database in
            _ = try await database.migrate(House.migrations)
            let tables = try await database.read { try $0.tableNames() }
            // The table of migrations is kept out by its beginning.
            #expect(Set(tables).subtracting(["qihang_migration"]) == House.tables)
        }
    }

    @Test func aPackWithAFaultIsNotOpened() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(
            atPath: folder + "/packs/core/registers", withIntermediateDirectories: true)
        try Data("pack: core\ntitle: 共用\n".utf8).write(to: URL(fileURLWithPath: folder + "/packs/core/pack.yaml"))
        let register =
            "register: a\ntitle: 甲\nlabel: nam\nsections:\n  - title: 一\n    fields:\n      - {name: name, titel: 名}\n"
        try Data(register.utf8).write(to: URL(fileURLWithPath: folder + "/packs/core/registers/a.yaml"))
        let settings = House.Settings(
            location: .sqlite(path: folder + "/q.sqlite"), folder: folder, packs: folder + "/packs", environment: [:])
        let faults = await #expect(throws: Diagnostics.self) { _ = try await House.open(settings) }
        let lines = faults?.list.map(\.description) ?? []
        #expect(lines.contains { $0.hasPrefix("packs/core/registers/a.yaml:7") && $0.contains("titel") })
        #expect(lines.contains { $0.contains("nam") && $0.contains("label") })
    }
}
