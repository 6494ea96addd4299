/// One cell as a person sees it.
public struct SheetCell: Sendable, Equatable {
    /// The text as a person sees it; dates as `yyyy-MM-dd`, with ` HH:mm:ss` when there is a time; numbers exact.
    public let text: String
    /// What the cell holds.
    public let kind: CellKind
    /// The row, counted from 1.
    public let row: Int
    /// The column, counted from 0.
    public let column: Int
    /// Whether the value was copied from the first cell of a merged range that covers this one.
    public let isMergedCopy: Bool

    /// Makes a cell.
    public init(text: String, kind: CellKind, row: Int, column: Int, isMergedCopy: Bool = false) {
        self.text = text
        self.kind = kind
        self.row = row
        self.column = column
        self.isMergedCopy = isMergedCopy
    }

    /// The reference, such as `B12`.
    public var reference: String { CellReference.text(row: row, column: column) }
}

/// What a cell holds.
public enum CellKind: Sendable, Equatable {
    /// Nothing.
    case empty
    /// Text, also times without a date.
    case text
    /// An exact decimal number; a percent format keeps its sign, as in `50%`.
    case number
    /// A date, or a date with a time.
    case date
    /// `TRUE` or `FALSE`.
    case boolean
    /// An error value such as `#N/A`.
    case error
    /// A value that was spoilt before it reached us; the text is what is left of it.
    case damaged(CellDamage)
}

/// How a value was spoilt before it reached us.
public enum CellDamage: String, Sendable, CaseIterable {
    /// A number of more than 15 digits: a spreadsheet keeps 15 and turns the others into 0.
    case digitsLost
    /// A long number written as `3.50582E+17`.
    case scientific
    /// A formula stored without its result.
    case notCalculated
    /// Bytes that are no text in the file's encoding.
    case badEncoding
    /// A number shown as a date that lies outside the calendar of the spreadsheet.
    case badDate
    /// A reference to a text that the file does not hold.
    case missingText

    /// What happened and what to do, in plain Chinese.
    public var message: String {
        switch self {
        case .digitsLost: "超过 15 位的数字被表格软件截断了。请把这一列设为“文本”格式后重新填写完整号码"
        case .scientific: "长数字变成了科学计数法，后面的位数已经丢失。请把这一列设为“文本”格式后重新填写完整号码"
        case .notCalculated: "公式没有保存计算结果。请用 Excel 或 WPS 打开文件，保存后再上传"
        case .badEncoding: "有无法识别的乱码。请在原软件里重新导出，或改正这个单元格"
        case .badDate: "日期超出了表格软件能表示的范围。请按 2026-01-31 的样子重新填写"
        case .missingText: "单元格的文字在文件里找不到。请用 Excel 或 WPS 打开文件，另存后再上传"
        }
    }
}
