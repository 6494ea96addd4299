/// The links from one part of an OOXML package to others (ECMA-376 part 2, 6.5).
struct PartRelations {
    struct Relation {
        /// The last piece of the relation's type, the same in transitional and strict files.
        let kind: String
        let target: String
    }

    private var byID: [String: Relation] = [:]

    subscript(id: String) -> Relation? { byID[id] }

    /// The target of a relation of that kind; the one with the smallest id when there are several.
    func first(kind: String) -> String? {
        byID.filter { $0.value.kind == kind }.min { $0.key < $1.key }?.value.target
    }

    /// Reads the relations of a part; a part without any has none.
    static func read(_ archive: ZipArchive, of part: String) throws -> PartRelations {
        var relations = PartRelations()
        let pieces = part.split(separator: "/").map(String.init)
        let folder = pieces.dropLast()
        let path = (folder + ["_rels", (pieces.last ?? "") + ".rels"]).joined(separator: "/")
        guard archive.entry(named: path) != nil else { return relations }
        let scanner = XMLScanner(try archive.stream(path), part: path)
        while true {
            switch try scanner.next() {
            case .finished: return relations
            case .start where scanner.isNamed("Relationship"):
                guard let id = scanner.attributeText("Id"), let type = scanner.attributeText("Type"),
                    let target = scanner.attributeText("Target"), scanner.attributeText("TargetMode") != "External"
                else { continue }
                let kind = type.split(separator: "/").last.map(String.init) ?? type
                relations.byID[id] = Relation(kind: kind, target: resolve(target, in: Array(folder)))
            default: continue
            }
        }
    }

    private static func resolve(_ target: String, in folder: [String]) -> String {
        var pieces = target.hasPrefix("/") ? [] : folder
        for piece in target.split(separator: "/") {
            switch piece {
            case ".": continue
            case "..": _ = pieces.popLast()
            default: pieces.append(String(piece))
            }
        }
        return pieces.joined(separator: "/")
    }
}
