import Foundation

/// The files of the project that tests read, and those beside it that not everyone has.
public enum ProjectFiles {
    /// The folder of Package.swift.
    public static let root: String = {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path + "/packs/core/pack.yaml") {
            folder = folder.deletingLastPathComponent()
        }
        return folder.path
    }()

    /// The project's own packs.
    public static var packs: String { root + "/packs" }

    /// A file or folder beside the project, such as `shared/plans`; nil where it is not there.
    public static func beside(_ path: String) -> String? {
        let place = URL(fileURLWithPath: root).deletingLastPathComponent().appendingPathComponent(path).path
        return FileManager.default.fileExists(atPath: place) ? place : nil
    }

    /// A copy of the project's packs in a folder of the test's own, with further files; the test removes it.
    /// - Parameter files: texts by their path in the folder, such as `core/registers/thing.yaml`.
    public static func packs(adding files: [String: String]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("packs-\(UUID().uuidString)").path
        try FileManager.default.copyItem(atPath: packs, toPath: folder)
        for (path, text) in files {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(path)"))
        }
        return folder
    }
}
