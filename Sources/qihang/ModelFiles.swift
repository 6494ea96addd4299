import Foundation

/// The decision models at a path: one file, or those of a folder with all below it.
struct ModelFiles {
    let paths: [String]

    /// A folder's `.dmn` files, and the `.md` files of folders named `decisions`: elsewhere Markdown is a document.
    /// - Throws: `ReadableError` for a path that is not there or has no models.
    init(_ path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw ReadableError(description: "没有“\(path)”，请检查路径。")
        }
        guard isFolder.boolValue else {
            paths = [path]
            return
        }
        paths = (FileManager.default.subpaths(atPath: path) ?? []).sorted().map { "\(path)/\($0)" }
            .filter { $0.hasSuffix(".dmn") || ($0.hasSuffix(".md") && Self.isAmongDecisions($0)) }
        guard !paths.isEmpty else {
            throw ReadableError(description: "“\(path)”里没有 .dmn 文件，decisions 文件夹里也没有 .md 文件。")
        }
    }

    private static func isAmongDecisions(_ file: String) -> Bool {
        URL(filePath: file).deletingLastPathComponent().lastPathComponent == "decisions"
    }
}
