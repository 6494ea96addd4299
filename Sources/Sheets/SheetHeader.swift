/// The heading of a table within a sheet.
public struct SheetHeader: Sendable {
    /// Rows above the heading that hold the sheet's title, unit or remarks.
    public let titleRows: [Int]
    /// The rows (from 1) that hold the headings.
    public let rows: ClosedRange<Int>
    /// The first row below the headings that is neither a numbering of columns nor a remark.
    public let firstDataRow: Int
    /// The columns that have a heading; our own column of problems is left out.
    public let columns: [HeaderColumn]
    /// How well the headings are known to the caller: the sum of its scores.
    public let score: Double
    private let own: Set<Int>
    private let keys: [(column: Int, keys: [String])]

    init(
        titleRows: [Int], rows: ClosedRange<Int>, firstDataRow: Int, columns: [HeaderColumn], score: Double
    ) {
        self.titleRows = titleRows
        self.rows = rows
        self.firstDataRow = firstDataRow
        self.columns = columns
        self.score = score
        own = Set(columns.map(\.column))
        keys = columns.map { column in
            (column.column, [column.item, column.group].compactMap { $0.map(HeaderTitle.key) }.filter { !$0.isEmpty })
        }
    }

    /// Whether a row below the data is no record: a sum, a remark, a signature line.
    public func isFooter(_ row: SheetRow) -> Bool {
        let filled = row.cells.filter { !$0.isMergedCopy && $0.kind != .empty && own.contains($0.column) }
        guard let first = filled.first else { return true }
        let text = HeaderTitle.clean(first.text)
        if FooterWords.sums.contains(text.filter { !"：:".contains($0) }) { return true }
        if FooterWords.remarks.contains(where: { text.hasPrefix($0 + "：") || text.hasPrefix($0 + ":") }) {
            return filled.count * 2 <= max(columns.count, 2)
        }
        return filled.count == 1 && columns.count > 3 && DisplayWidth.of(text) > 40
    }

    /// Whether a row repeats the headings, as lists made for print do on every page: at least three in five are the same.
    public func isRepeatedHeader(_ row: SheetRow) -> Bool {
        guard columns.count > 1 else { return false }
        var strangers = 0
        for (column, keys) in keys where !Self.isOne(of: keys, row.text(column)) {
            strangers += 1
            if strangers * 10 > columns.count * 4 { return false }
        }
        return columns.count - strangers > 1
    }

    /// Compares the first character before the whole, since this is asked of every cell of a sheet.
    private static func isOne(of keys: [String], _ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        let isChinese = first.value >= 0x4E00 && first.value <= 0x9FFF
        let isDigit = first.value >= 0x30 && first.value <= 0x39
        if isChinese || isDigit, !keys.contains(where: { $0.unicodeScalars.first == first }) { return false }
        return keys.contains(HeaderTitle.key(text))
    }
}

/// A column with its heading.
public struct HeaderColumn: Sendable, Equatable {
    /// The column, counted from 0.
    public let column: Int
    /// The heading; under a group both joined, as in `家庭住址/乡镇`.
    public let title: String
    /// The heading of the group above; nil without one.
    public let group: String?
    /// The heading of the column itself.
    public let item: String
}

/// Words that begin rows below the data.
enum FooterWords {
    static let sums: Set<String> = ["合计", "总计", "小计", "共计", "总数"]
    static let remarks = [
        "注", "备注", "说明", "填表说明", "填报说明", "填写说明", "填表人", "制表人", "制表", "填报人", "经办人", "审核人", "审核", "负责人",
        "单位负责人", "填报单位", "填表单位", "填报日期", "填表日期", "联系人", "联系电话", "单位", "日期", "时间", "要求",
    ]
}
