public import Base
import Foundation

/// A folder that describes a city, or what every city shares.
public struct Pack: Sendable {
    /// The pack's name, the same as its folder's.
    public let name: String
    /// What people call it: the city.
    public let title: String
    /// The region whose plan it holds; nil for what every city shares.
    public let region: RegionCode?
    /// Its registers in the order in which people meet them; those not named follow by their files' names.
    public let registerOrder: [String]
    /// The packs on which it builds.
    public let uses: [String]
    /// The folder on disk.
    public let folder: String

    /// Reads `pack.yaml` of a folder.
    /// - Throws: `Diagnostic` or `Diagnostics` when it is missing or wrong.
    public init(folder: String) throws {
        let folderName = folder.split(separator: "/").last.map(String.init) ?? folder
        let node = try YAMLFile.read(path: folder + "/pack.yaml", name: "packs/\(folderName)/pack.yaml")
        let faults = Faults()
        let map = MapReader(node, what: "方案包", faults: faults)
        name = map.name("pack")
        title = map.text("title")
        uses = map.texts("uses")
        registerOrder = map.texts("registers")
        let regionNode = map.node("region")
        region = regionNode.flatMap { RegionCode($0.scalar ?? "") }
        if let regionNode, region == nil {
            faults.add(Diagnostic(regionNode.place, found: regionNode.found, expected: "区划代码，如 \"990101\""))
        }
        if name != folderName {
            faults.add(map.place, "方案包名“\(name)”应与文件夹名“\(folderName)”相同。")
        }
        map.finish()
        try faults.throwIfAny()
        self.folder = folder
    }

    /// The YAML file of this name in the pack, such as `codes.yaml`; nil when the pack has none.
    /// - Throws: `Diagnostic` when it is there and cannot be read.
    public func file(_ name: String) throws -> Node? {
        guard FileManager.default.fileExists(atPath: "\(folder)/\(name)") else { return nil }
        return try YAMLFile.read(path: "\(folder)/\(name)", name: "packs/\(self.name)/\(name)")
    }

    /// The YAML files of a sub-folder, such as `registers`, by name.
    /// - Throws: `Diagnostic` when one of them cannot be read.
    public func files(in subfolder: String) throws -> [Node] {
        let path = "\(folder)/\(subfolder)"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return try names.filter { $0.hasSuffix(".yaml") }.sorted().map {
            try YAMLFile.read(path: "\(path)/\($0)", name: "packs/\(name)/\(subfolder)/\($0)")
        }
    }

    /// The files of a sub-folder whose names end so, such as `.dmn`, by name: as messages call them, and their bytes.
    public func contents(of subfolder: String, ending: String) -> [(file: String, bytes: [UInt8])] {
        let path = "\(folder)/\(subfolder)"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(ending) }.sorted().compactMap { name in
            FileManager.default.contents(atPath: "\(path)/\(name)").map {
                ("packs/\(self.name)/\(subfolder)/\(name)", Array($0))
            }
        }
    }

    /// The text of any file of the pack; nil when it has none.
    public func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: "\(folder)/\(name)").map { String(decoding: $0, as: UTF8.self) }
    }
}
