import Base
import Foundation
import Yams

/// Reads YAML files into nodes that know their places.
public enum YAMLFile {
    /// Reads one file.
    /// - Parameters:
    ///   - path: the file on disk.
    ///   - name: how messages call it, such as `packs/core/codes.yaml`.
    /// - Throws: `Diagnostic` when the file cannot be read, is no UTF-8 or no YAML.
    public static func read(path: String, name: String) throws -> Node {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Diagnostic(Place(file: name), "读不到这个文件。请检查文件是否存在、是否有读取权限。")
        }
        // A byte-order mark is no part of the text.
        let body = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
        guard let text = String(validating: body, as: UTF8.self) else {
            throw Diagnostic(Place(file: name), "文件不是 UTF-8 编码。请另存为 UTF-8。")
        }
        return try parse(text, name: name)
    }

    /// Reads YAML text. Aliases are refused, so a small file cannot grow without bound.
    /// - Throws: `Diagnostic` when the text is no YAML.
    public static func parse(_ text: String, name: String) throws -> Node {
        do {
            // The nodes hold their anchors weakly: they last as long as the parser.
            let parser = try Parser(yaml: text)
            return try withExtendedLifetime(parser) {
                guard let root = try parser.singleRoot() else { return Node(.empty, at: Place(file: name, line: 1)) }
                return try convert(root, file: name, depth: 0)
            }
        } catch let error as YamlError {
            throw diagnostic(error, name: name)
        }
    }

    private static let depthLimit = 40

    private static func convert(_ node: Yams.Node, file: String, depth: Int) throws -> Node {
        let place = Place(file: file, line: node.mark?.line, column: node.mark?.column)
        guard depth < depthLimit else { throw Diagnostic(place, "嵌套超过 \(depthLimit) 层。") }
        // What an anchor names could be repeated without bound; it stands before its first use, so this is in time.
        guard node.anchor == nil else { throw Diagnostic(place, "方案包里不能用 YAML 锚点（&）和别名（*）。请把内容写全。") }
        switch node {
        case .scalar(let scalar):
            let quoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
            let empty = !quoted && ["", "null", "~", "Null", "NULL"].contains(scalar.string)
            return Node(empty ? .empty : .scalar(scalar.string, quoted: quoted), at: place)
        case .sequence(let sequence):
            return Node(.list(try sequence.map { try convert($0, file: file, depth: depth + 1) }), at: place)
        case .mapping(let mapping):
            let pairs = try mapping.map {
                (
                    key: try convert($0.key, file: file, depth: depth + 1),
                    value: try convert($0.value, file: file, depth: depth + 1)
                )
            }
            return Node(.map(pairs), at: place)
        case .alias:
            throw Diagnostic(place, "方案包里不能用 YAML 别名（*）。请把内容写全。")
        }
    }

    private static func diagnostic(_ error: YamlError, name: String) -> Diagnostic {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            Diagnostic(Place(file: name, line: mark.line, column: mark.column), "YAML 写法有误：\(problem)。")
        case .duplicatedKeysInMapping(let duplicates, let context):
            Diagnostic(
                Place(file: name, line: context.mark.line, column: context.mark.column),
                "同一个键写了两次：\(duplicates.map { String(describing: $0) }.joined(separator: "、"))。")
        default:
            Diagnostic(Place(file: name), "YAML 写法有误：\(error)。")
        }
    }
}
