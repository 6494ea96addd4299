public import Base
import Foundation

extension DecisionModel {
    /// How many models one may import, directly or through others.
    static let maximumImports = 100

    /// Reads a model from a file (`.dmn` or `.md`); what it imports is looked for by namespace among the `.dmn` and
    /// `.md` files beside it.
    ///
    /// - Throws: `Diagnostics` for the model or an import that cannot be read or found.
    public static func load(path: String) throws(Diagnostics) -> DecisionModel {
        let main = try Definitions.read(path: path)
        return DecisionModel(main, imports: try imports(of: main, path))
    }

    private static func imports(of main: Definitions, _ path: String) throws(Diagnostics) -> [Definitions] {
        guard main.imports.contains(where: \.isModel) else { return [] }
        let folder = URL(filePath: path).deletingLastPathComponent()
        let beside = candidates(in: folder, except: path)
        var found: [Definitions] = []
        var wanted = [main]
        while let model = wanted.popLast() {
            for entry in model.imports where entry.isModel {
                let known = [main] + found
                if known.contains(where: { $0.namespace == entry.namespace }) { continue }
                guard let file = beside[entry.namespace], found.count < maximumImports else {
                    let place = Place(file: model.file, line: entry.origin.line)
                    throw Diagnostics([
                        Diagnostic(place, "“import”：文件夹里没有命名空间为“\(entry.namespace)”的模型，请把它放在一起。")
                    ])
                }
                let imported = try Definitions.read(path: file)
                found.append(imported)
                wanted.append(imported)
            }
        }
        return found
    }

    /// The models of a folder by their namespaces.
    private static func candidates(in folder: URL, except path: String) -> [String: String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        var files: [String: String] = [:]
        for name in names.sorted() where name.hasSuffix(".dmn") || name.hasSuffix(".md") {
            let file = folder.appending(path: name).path
            if URL(filePath: path).lastPathComponent == name { continue }
            if let namespace = namespace(of: file) { files[namespace] = files[namespace] ?? file }
        }
        return files
    }

    private static func namespace(of file: String) -> String? {
        if file.hasSuffix(".md") { return (try? Definitions.read(path: file))?.namespace }
        guard let data = FileManager.default.contents(atPath: file) else { return nil }
        return (try? MarkupReader.read(Array(data), file: file))?.attribute("namespace")
    }
}

extension Import {
    /// Whether a DMN model is imported, not a schema or a predictive model.
    var isModel: Bool { type.contains("/DMN/") }
}
