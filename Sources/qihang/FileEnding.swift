import Exchange
import Foundation

/// What the ending of a file's name promises. Whoever opens the file believes it, so that a file of another content is
/// refused before it is written.
struct FileEnding {
    let file: String

    /// The ending without its point, in small letters.
    var text: String { URL(fileURLWithPath: file).pathExtension.lowercased() }

    /// Refuses a file whose ending promises something else than what is written.
    /// - Throws: `ReadableError`.
    func require(_ ending: String, for content: String) throws {
        guard text != ending else { return }
        throw ReadableError(description: "\(content)是 .\(ending) 文件，请把文件名写成“\(named(ending))”。")
    }

    /// The same name with another ending.
    func named(_ ending: String) -> String {
        let known = Set(ExportFormat.allCases.map(\.fileExtension) + ["xls", "txt", "dmn", "md"])
        let stem = known.contains(text) ? String(file.dropLast(text.count + 1)) : file
        return "\(stem).\(ending)"
    }
}

extension ExportFormat {
    /// The format of a file that is written: as its ending says, and as was asked besides.
    /// - Throws: `ReadableError` when the ending says nothing, or something else than what was asked.
    init(of file: String, wished: ExportFormat?) throws {
        let ending = FileEnding(file: file)
        let fitting = ExportFormat.allCases.filter { $0.fileExtension == ending.text }
        guard let usual = fitting.first else {
            let name = ending.named(wished?.fileExtension ?? "xlsx")
            throw ReadableError(
                description: "“\(file)”的结尾看不出写成什么。表格请以 .xlsx 或 .csv 结尾，如“\(name)”。")
        }
        if let wished, !fitting.contains(wished) {
            throw ReadableError(
                description: """
                    “\(file)”以 .\(ending.text) 结尾，--format \(wished.rawValue) 写的却是 .\(wished.fileExtension) 文件。\
                    请把文件名写成“\(ending.named(wished.fileExtension))”，或者不写 --format。
                    """)
        }
        self = wished ?? usual
    }
}
