public import Base
import Foundation

extension Definitions {
    /// Reads a DMN 1.2 to 1.5 model.
    ///
    /// - Parameters:
    ///   - bytes: the file, in UTF-8.
    ///   - file: its name, for messages.
    /// - Throws: `Diagnostics`: file, line, element, what was found, what was expected.
    public static func read(_ bytes: [UInt8], file: String) throws(Diagnostics) -> Definitions {
        let root = try MarkupReader.read(bytes, file: file)
        var reader = ModelReader(file: file)
        let definitions = try reader.definitions(root)
        if definitions.isStrict { try definitions.requireStrict() }
        return definitions
    }

    /// Reads a model from a file: Markdown where its name ends in `.md`, else DMN 1.2 to 1.5.
    ///
    /// - Throws: `Diagnostics` as `read(_:file:)`, also for a file that cannot be read.
    public static func read(path: String) throws(Diagnostics) -> Definitions {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Diagnostics([Diagnostic(Place(file: path), "读不到这个文件，请检查路径和权限。")])
        }
        return path.lowercased().hasSuffix(".md")
            ? try read(markdown: Array(data), file: path) : try read(Array(data), file: path)
    }
}
