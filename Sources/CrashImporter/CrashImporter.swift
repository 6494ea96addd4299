import Access
import Database
import Exchange
import Foundation
import Packs
import Registers

/// Imports a file until it is done or killed, and says on its output how many rows were checked or written after each
/// chunk was acknowledged. Tests kill it in mid-import and look at what is there.
///
///     CrashImporter LOCATION PACKS KEYS REGISTER FILE
@main
struct CrashImporter {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 6 else {
            FileHandle.standardError.write(Data("usage: CrashImporter LOCATION PACKS KEYS REGISTER FILE\n".utf8))
            exit(2)
        }
        let database = try await Database.open(Database.Location(parsing: arguments[1]))
        let keys = try await KeyVault.open(database: database, environment: [:], folder: arguments[3])
        let trail = Trail(keyring: keys.keyring)
        let store = RegisterStore(
            database: database, catalogue: try Catalogue(library: PackLibrary(folder: arguments[2])),
            keyring: keys.keyring, trail: trail)
        try await store.refreshRegions()
        let imports = ImportService(store: store, keyring: keys.keyring, trail: trail)
        let summary = try await imports.run(
            file: arguments[5], register: arguments[4], as: .system(reason: "导入测试")
        ) { progress in
            let step = progress.step == .checking ? "checked" : "applied"
            FileHandle.standardOutput.write(Data("\(step) \(progress.rows)\n".utf8))
        }
        FileHandle.standardOutput.write(Data("done \(summary.run.counts.applied)\n".utf8))
    }
}
