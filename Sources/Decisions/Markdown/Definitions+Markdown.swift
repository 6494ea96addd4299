public import Base

extension Definitions {
    /// Reads a model from Markdown: its inputs and types as tables, its decisions as tables or expressions under
    /// headings of their own (the form is in docs/decisions.md).
    ///
    /// - Throws: `Diagnostics`: file, line and column, what was found, what was expected.
    public static func read(markdown bytes: [UInt8], file: String) throws(Diagnostics) -> Definitions {
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        guard bytes.count <= MarkupReader.maximumBytes else {
            throw Diagnostics([
                Diagnostic(Place(file: file), "文件太大，最多 \(MarkupReader.maximumBytes >> 20) MB。")
            ])
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Diagnostics([Diagnostic(Place(file: file), "文件里有不是 UTF-8 的字节，请另存为 UTF-8。")])
        }
        var parser = MarkdownParser(text, file: file)
        parser.parse()
        guard parser.faults.isEmpty else { throw Diagnostics(parser.faults) }
        var reader = MarkdownReader(file: file)
        let definitions = reader.definitions(parser.sections)
        guard reader.faults.isEmpty else { throw Diagnostics(reader.faults) }
        return definitions
    }

    /// The model as Markdown; reading that gives the same model but for ids and places, and white space around texts.
    ///
    /// - Throws: `Diagnostics` naming everything that the form has no place for.
    public func markdown() throws(Diagnostics) -> String {
        var writer = MarkdownWriter(self)
        let text = writer.text()
        guard writer.faults.isEmpty else { throw Diagnostics(writer.faults) }
        return text
    }
}

/// The words by which a Markdown model says what its parts are.
enum MarkdownWords {
    static let inputs = "输入"
    static let types = "类型"
    static let inputColumns = ["输入", "类型", "问题", "说明"]
    static let typeColumns = ["类型", "基础", "多个", "允许值", "约束", "说明"]
    /// The columns of what DMN has no place for; they stand only where a type says it.
    static let noteColumns = [(note: "unit", column: "单位"), (note: "hint", column: "填写")]
    /// The column of a rule's description.
    static let ruleDescription = "#说明"
    static let yes = "是"
}
