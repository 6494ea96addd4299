import Base
import Sheets

/// Where a list of regions says what.
enum RegionColumns {
    /// Under its headings: the columns of code, name and kind; nil where no heading, or more than one, says it.
    case headed(code: Int?, name: Int?, kind: Int?)
    /// A list without headings: the kind is a cell behind the name that is one of those in use (街道, 功能区).
    case bare(kinds: Set<String>)

    /// The columns that headings name. What they say of the region above, and of the division into town and country, is not
    /// the region's own.
    init(headings: SheetRow) {
        func only(_ fits: (String) -> Bool) -> Int? {
            let columns = headings.cells.filter { cell in
                let text = normalised(cell.text)
                return fits(text) && !RegionColumns.others.contains { text.contains($0) }
            }.map(\.column)
            return columns.count == 1 ? columns.first : nil
        }
        self = .headed(
            code: only { $0.contains("代码") || $0.contains("编码") }, name: only { $0.contains("名") },
            kind: only { text in RegionColumns.kinds.contains { text.hasSuffix($0) } && !text.contains("代码") })
    }

    private static let kinds = ["类型", "类别", "性质", "种类"]
    private static let others = ["上级", "所属", "上一级", "父", "城乡", "曾用", "人名"]
}
