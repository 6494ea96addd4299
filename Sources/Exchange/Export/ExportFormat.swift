import Sheets

/// As what a list is handed out.
public enum ExportFormat: String, Sendable, Hashable, CaseIterable {
    /// A workbook with typed cells.
    case xlsx
    /// A text table in UTF-8 with the mark by which Excel knows it.
    case csv
    /// A text table in GB18030, for older programs.
    case csvGB18030 = "csv-gb18030"

    /// What people read.
    public var title: String {
        switch self {
        case .xlsx: "Excel 工作簿（.xlsx）"
        case .csv: "CSV（UTF-8）"
        case .csvGB18030: "CSV（GB18030）"
        }
    }

    /// The ending of the file's name.
    public var fileExtension: String { self == .xlsx ? "xlsx" : "csv" }

    /// The media type for downloads.
    public var mediaType: String {
        switch self {
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .csv: "text/csv; charset=utf-8"
        case .csvGB18030: "text/csv; charset=gb18030"
        }
    }

    var encoding: TextEncoding { self == .csvGB18030 ? .gb18030 : .utf8BOM }
}

/// What an export came to.
public struct ExportSummary: Sendable, Hashable {
    /// How many records it holds.
    public let rows: Int
    /// Whether it holds secrets that are masked.
    public let isMasked: Bool
    /// The name under which it is handed out.
    public let fileName: String
}
