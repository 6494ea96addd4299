/// A document as it came: its text, cut into lines, each with its place.
///
/// Word and HTML files are turned into lines first; their tables become rows written with bars.
public struct SourceText: Sendable, Equatable {
    /// The kinds of file that are understood.
    public enum Format: String, Sendable, Equatable {
        /// Text without marks.
        case plain
        /// Text with the marks of Markdown.
        case markdown
        /// A Word file.
        case docx
        /// A web page.
        case html
    }

    /// A line and where it begins, in Unicode scalars of ``text``.
    public struct Line: Sendable, Equatable {
        /// From 1.
        public let number: Int
        /// Offset of the first scalar.
        public let start: Int
        /// The line without its end.
        public let text: String
    }

    /// The kind of file it came from.
    public let format: Format
    /// The whole text as given, or as taken out of the file.
    public let text: String
    /// What the reader of the file was not sure of, in Chinese.
    let remarks: [String]

    /// Text as it stands.
    public init(plainText: String) { self.init(plainText, format: .plain) }

    /// Markdown; headings, emphasis, links and tables are understood.
    public init(markdown: String) { self.init(markdown, format: .markdown) }

    init(_ text: String, format: Format, remarks: [String] = []) {
        self.text = text
        self.format = format
        self.remarks = remarks
    }

    /// The lines in order, empty ones included.
    public var lines: [Line] {
        rawLines.map { number, start, scalars in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            return Line(number: number, start: start, text: String(view))
        }
    }

    private var rawLines: [(number: Int, start: Int, scalars: ArraySlice<Unicode.Scalar>)] {
        let scalars = Array(text.unicodeScalars)
        var lines: [(number: Int, start: Int, scalars: ArraySlice<Unicode.Scalar>)] = []
        var start = 0
        var index = 0
        func close(at end: Int) { lines.append((lines.count + 1, start, scalars[start..<end])) }
        while index < scalars.count {
            switch scalars[index] {
            case "\r":
                close(at: index)
                if index + 1 < scalars.count, scalars[index + 1] == "\n" { index += 1 }
                start = index + 1
            case "\n", "\u{0C}", "\u{0B}", "\u{85}", "\u{2028}", "\u{2029}":
                close(at: index)
                start = index + 1
            default: break
            }
            index += 1
        }
        if start < scalars.count { close(at: scalars.count) }
        return lines
    }

    /// The repaired text and what was left out on the way.
    func repaired() -> (text: PlanText, cleaner: LineCleaner) {
        var cleaner = LineCleaner()
        let raw = rawLines
        let running = RunningHeads(raw.map(\.scalars))
        let lines = raw.enumerated().map { index, line in
            running.contains(index) ? nil : cleaner.clean(line.scalars, start: line.start, number: line.number)
        }
        return (PlanText(LineRepair.join(lines)), cleaner)
    }
}
