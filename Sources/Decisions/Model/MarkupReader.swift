import Base
import Foundation
import FoundationXML

/// Reads XML of others into a tree, within bounds: no document type, so no entities, inside or outside.
enum MarkupReader {
    static let maximumBytes = 32 << 20
    static let maximumElements = 1_000_000
    static let maximumDepth = 200
    /// The namespace of what this project adds to models of the standard.
    static let ownNamespace = "https://qihang.org.cn/dmn"

    /// Reads a whole file.
    ///
    /// - Throws: `Diagnostics` with the line.
    static func read(_ bytes: [UInt8], file: String) throws(Diagnostics) -> MarkupNode {
        if let refusal = refusal(of: bytes) { throw Diagnostics([Diagnostic(Place(file: file), refusal)]) }
        let builder = Builder()
        let parser = XMLParser(data: Data(bytes))
        parser.shouldProcessNamespaces = true
        parser.shouldReportNamespacePrefixes = true
        parser.shouldResolveExternalEntities = false
        parser.delegate = builder
        let isWhole = parser.parse()
        let place = Place(file: file, line: max(parser.lineNumber, 1), column: max(parser.columnNumber, 1))
        if let refusal = builder.refusal { throw Diagnostics([Diagnostic(place, refusal)]) }
        guard isWhole, let root = builder.root else {
            throw Diagnostics([Diagnostic(place, "这里不是完整的 XML，标签或引号没有配对。")])
        }
        return root
    }

    private static func refusal(of bytes: [UInt8]) -> String? {
        guard bytes.count <= maximumBytes else { return "文件太大，最多 \(maximumBytes >> 20) MB。" }
        guard !bytes.prefix(4).contains(0), !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
            return "文件不是 UTF-8 编码，请另存为 UTF-8。"
        }
        // FoundationXML traps on names that are not UTF-8.
        guard String(validating: bytes, as: UTF8.self) != nil else { return "文件里有不是 UTF-8 的字节，请另存为 UTF-8。" }
        if let name = encoding(of: bytes), !["utf-8", "utf8", "us-ascii", "ascii"].contains(name.lowercased()) {
            return "文件写明的编码是“\(name)”，应为 UTF-8。"
        }
        guard !contains(Array("<!DOCTYPE".utf8), in: bytes), !contains(Array("<!ENTITY".utf8), in: bytes) else {
            return "文件里有文档类型或实体声明（<!DOCTYPE>、<!ENTITY>），为安全起见不读，请删去。"
        }
        return nil
    }

    /// The encoding that the XML declaration names.
    private static func encoding(of bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(200), as: UTF8.self)
        guard head.contains("<?xml"), let end = head.range(of: "?>"),
            let start = head.range(of: "encoding", range: head.startIndex..<end.lowerBound)
        else { return nil }
        let rest = head[start.upperBound..<end.lowerBound]
        return rest.split(whereSeparator: { "=\"' \t\r\n".contains($0) }).first.map(String.init)
    }

    private static func contains(_ pattern: [UInt8], in bytes: [UInt8]) -> Bool {
        guard let first = pattern.first, bytes.count >= pattern.count else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while index <= bytes.count - pattern.count {
                if bytes[index] == first, bytes[index..<index + pattern.count].elementsEqual(pattern) { return true }
                index += 1
            }
            return false
        }
    }
}

private final class Builder: NSObject, XMLParserDelegate {
    var root: MarkupNode?
    var refusal: String?
    private var open: [MarkupNode] = []
    private var count = 0
    /// The prefixes that stand for this project's own namespace.
    private var ownPrefixes: Set<String> = []

    func parser(_ parser: XMLParser, didStartMappingPrefix prefix: String, toURI namespace: String) {
        if namespace == MarkupReader.ownNamespace { ownPrefixes.insert(prefix) }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        count += 1
        if count > MarkupReader.maximumElements {
            return stop(parser, "元素太多，最多 \(MarkupReader.maximumElements) 个。")
        }
        if open.count >= MarkupReader.maximumDepth {
            return stop(parser, "嵌套太深，最多 \(MarkupReader.maximumDepth) 层。")
        }
        open.append(
            MarkupNode(
                name: name, namespace: namespaceURI ?? "", attributes: attributes, line: max(parser.lineNumber, 1),
                notes: notes(attributes)))
    }

    private func notes(_ attributes: [String: String]) -> [String: String] {
        guard !ownPrefixes.isEmpty else { return [:] }
        var notes: [String: String] = [:]
        for (name, value) in attributes {
            let parts = name.split(separator: ":", maxSplits: 1)
            if parts.count == 2, ownPrefixes.contains(String(parts[0])) { notes[String(parts[1])] = value.trimmed }
        }
        return notes
    }

    private func stop(_ parser: XMLParser, _ why: String) {
        refusal = refusal ?? why
        parser.abortParsing()
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        guard let node = open.popLast() else { return }
        if open.isEmpty { root = root ?? node } else { open[open.count - 1].append(node) }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) { append(text) }

    func parser(_ parser: XMLParser, foundCDATA data: Data) { append(String(decoding: data, as: UTF8.self)) }

    private func append(_ text: String) {
        guard !open.isEmpty else { return }
        open[open.count - 1].append(text: text)
    }
}
