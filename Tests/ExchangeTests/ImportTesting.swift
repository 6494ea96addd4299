import Access
import Base
import Database
import Exchange
import Foundation
import Packs
import RegisterTesting
import Registers
import Sheets

/// Imports, desk and exports over registers of the test's own.
struct ImportTesting: Sendable {
    let test: TestRegisters
    let imports: ImportService
    let exports: ExportService
    let desk: DuplicateDesk
    let folder: String

    var actor: Actor { test.actor }

    /// A person of the federation with these regions.
    func officer(_ regions: String..., account: Int64 = 7) throws -> Actor {
        let book = try RoleBook(packs: test.store.catalogue.library.packs)
        return Actor.person(
            account: account, signInName: "wangfang", name: "王芳", roles: ["officer"],
            scope: .within(regions.compactMap { RegionCode($0) }), book: book)
    }

    /// Uploads, confirms the proposed columns and makes the dry run.
    func checked(
        _ file: TestFile, register: String = "person", options: ImportOptions = ImportOptions(), as actor: Actor? = nil
    ) async throws -> ImportRun {
        let actor = actor ?? self.actor
        let run = try await imports.upload(
            bytes: file.bytes, fileName: file.name, register: register, options: options, as: actor)
        _ = try await imports.map(run.id, as: actor)
        return try await imports.check(run.id, as: actor)
    }

    /// Also writes the good rows.
    func applied(
        _ file: TestFile, register: String = "person", options: ImportOptions = ImportOptions(), as actor: Actor? = nil
    ) async throws -> ImportRun {
        let run = try await checked(file, register: register, options: options, as: actor)
        return try await imports.apply(run.id, .goodRows, as: actor ?? self.actor)
    }

    /// All rows of an outcome.
    func rows(_ run: ImportRun, _ outcome: RowOutcome? = nil) async throws -> [ImportRow] {
        try await imports.rows(run.id, outcome: outcome, limit: 1_000, as: actor).rows
    }

    /// Live records of a register, by number, secrets in the clear.
    func records(_ register: String = "person") async throws -> [Record] {
        try await test.store.read(as: actor) { reading in
            let rows = try reading.connection.rows(
                "SELECT id FROM \(name: register) WHERE removed_at IS NULL ORDER BY id")
            return try reading.plain(register, ids: try rows.map { try $0.int(0) })
        }
    }

    func path(_ name: String) -> String { folder + "/" + name }

    func file(_ name: String) throws -> TestFile {
        TestFile(name: name, bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name)))))
    }
}

/// Runs a test over an empty installation on one engine.
func withImports(
    _ engine: Database.Engine, now: @escaping @Sendable () -> Instant = { .now },
    _ body: @escaping @Sendable (ImportTesting) async throws -> Void
) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/exchange-\(UInt64.random(in: 0..<(.max)))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await withRegisters(engine, migrations: Exchange.migrations, now: now) { test in
        let trail = Trail(keyring: test.keyring)
        let imports = ImportService(store: test.store, keyring: test.keyring, trail: trail)
        try await body(
            ImportTesting(
                test: test, imports: imports, exports: ExportService(store: test.store, trail: trail),
                desk: DuplicateDesk(imports: imports), folder: folder))
    }
}

/// A file made by a test.
struct TestFile: Sendable {
    let name: String
    let bytes: [UInt8]

    /// A text table.
    static func csv(
        _ rows: [[String]], name: String = "名单.csv", encoding: TextEncoding = .utf8BOM
    ) throws -> TestFile {
        let sink = ByteSink()
        let writer = try CSVWriter(encoding: encoding) { sink.bytes += $0 }
        for row in rows { try writer.write(row) }
        try writer.finish()
        return TestFile(name: name, bytes: sink.bytes)
    }

    private final class ByteSink {
        var bytes: [UInt8] = []
    }
}

/// People that are nobody.
enum Nobody {
    static func id(_ born: String, _ serial: Int) -> String {
        TestRegisters.citizenID(born: born, serial: serial)
    }

    /// The number as it was written before 1999.
    static func oldID(_ id: String) -> String {
        String(id.prefix(6)) + String(id.dropFirst(8).prefix(9))
    }

    static let heading = ["姓名", "身份证号码", "所在村（社区）", "联系电话", "就业状况"]

    static func row(
        _ name: String, _ id: String, region: String = "云桥街道新华社区", phone: String = "", status: String = "未就业"
    ) -> [String] {
        [name, id, region, phone, status]
    }
}
