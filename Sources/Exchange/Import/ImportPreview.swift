public import Sheets

/// What a person sees before the dry run: how the file was read and what its columns stand for.
public struct ImportPreview: Sendable {
    /// The import.
    public let run: ImportRun
    /// The file: format, encoding, separator, sheets.
    public let source: SheetSource
    /// The first rows with content, headings included.
    public let firstRows: [SheetRow]
    /// What stands in the first records, by column.
    public let samples: [Int: [String]]
    /// What a column may stand for.
    public let targets: [TargetChoice]
    /// The sheets that hold child rows, and what their columns stand for.
    public let children: [ChildSheetPreview]

    /// Encodings to choose from where the guess was wrong; none for workbooks.
    public var encodings: [TextEncoding] { source.encoding == nil ? [] : TextEncoding.allCases }

    /// Fields without which a new record cannot be made and for which no column stands.
    public var missing: [TargetChoice] {
        let taken = Set(run.columns.compactMap { $0.target?.field })
        return targets.filter { $0.isRequired && !taken.contains($0.target.field) }
    }
}

/// A sheet of child rows, as it was recognised.
public struct ChildSheetPreview: Sendable {
    /// The sheet's name.
    public let sheetName: String
    /// The title of the field whose child rows it holds.
    public let title: String
    /// Headings of columns that are read; none where no headings were recognised and the sheet is not read.
    public let columns: [String]
    /// Headings of columns that name the record.
    public let links: [String]
    /// Headings of columns that are left out.
    public let unknown: [String]

    /// Whether the sheet is read at all.
    public var isRead: Bool { !columns.isEmpty }
}
