import Base
import Foundation

/// All packs of an installation, each after those on which it builds.
public struct PackLibrary: Sendable {
    /// The packs, in the order in which they are to be read.
    public let packs: [Pack]

    /// Reads every folder of `folder` that holds a `pack.yaml`.
    /// - Throws: `Diagnostic` or `Diagnostics` naming what is missing or wrong.
    public init(folder: String) throws {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            throw Diagnostic(Place(file: folder), "读不到方案包文件夹。请用 --packs 指明它在哪里。")
        }
        let found = try names.filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)/pack.yaml") }
            .map { try Pack(folder: "\(folder)/\($0)") }
        packs = try PackLibrary.ordered(found)
    }

    /// The pack of this name.
    public func pack(_ name: String) -> Pack? {
        packs.first { $0.name == name }
    }

    private static func ordered(_ packs: [Pack]) throws -> [Pack] {
        var ordered: [Pack] = []
        var waiting = packs
        while !waiting.isEmpty {
            let known = Set(ordered.map(\.name))
            let ready = waiting.filter { $0.uses.allSatisfy(known.contains) }
            guard !ready.isEmpty else {
                let missing = waiting.map { "\($0.name)（\($0.uses.joined(separator: "、"))）" }.joined(separator: "；")
                let place = Place(file: "packs/\(waiting[0].name)/pack.yaml")
                throw Diagnostic(place, "uses 里的方案包不存在或互相引用：\(missing)。")
            }
            ordered += ready
            waiting.removeAll { pack in ready.contains { $0.name == pack.name } }
        }
        return ordered
    }
}
