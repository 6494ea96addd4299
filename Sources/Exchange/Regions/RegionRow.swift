import Base
import Registers
import Sheets

/// What one row of a list of regions says.
enum RegionRow {
    case region(RegionEntry)
    /// A title, a remark: nothing that looks like a region.
    case remark
    case fault(String)

    /// Whether the row holds the headings: one cell speaks of codes, another of names.
    static func isHeading(_ row: SheetRow) -> Bool {
        let texts = texts(row)
        let code = texts.firstIndex { $0.contains("代码") || $0.contains("编码") }
        let name = texts.indices.first { $0 != code && texts[$0].contains("名") }
        return code != nil && name != nil
    }

    /// Where a list says what kind of region a row is.
    enum KindPlace {
        /// Under its headings: the column headed so, or nowhere.
        case column(Int?)
        /// In a list without headings: a cell behind the name that is one of the kinds in use (街道, 功能区).
        case known(Set<String>)

        /// The place that headings name.
        init(headings: SheetRow) {
            let cell = headings.cells.first { cell in
                let text = normalised(cell.text)
                return RegionRow.kindHeadings.contains { text.hasSuffix($0) } && !text.contains("代码")
            }
            self = .column(cell?.column)
        }
    }

    private static let kindHeadings = ["类型", "类别", "性质", "种类"]

    /// - Parameter kinds: where the row's kind stands. What else follows the name, as the region above it, is no kind.
    static func read(_ row: SheetRow, kinds: KindPlace) -> RegionRow {
        let texts = texts(row)
        // The longest number of a row is its code: a serial number may stand before it.
        guard
            let position = texts.indices.filter({ isNumber(texts[$0]) }).max(by: { texts[$0].count < texts[$1].count })
        else { return withoutNumber(texts) }
        guard let code = RegionCode(texts[position]) else {
            return .fault("“\(texts[position])”不是区划代码，应是 2、4、6、9 或 12 位。")
        }
        let after = texts[(position + 1)...].filter { !isNumber($0) && $0.count < nameLimit }
        let before = texts[..<position].filter { !isNumber($0) && $0.count < nameLimit }
        guard let name = after.first ?? before.last else { return .fault("代码 \(code) 没有名称。") }
        return .region(RegionEntry(code: code, name: name, kind: kind(row, after.dropFirst(), kinds)))
    }

    private static func kind(_ row: SheetRow, _ behindName: ArraySlice<String>, _ place: KindPlace) -> String? {
        switch place {
        case .column(let column):
            let text = column.map { normalised(row.text($0)) } ?? ""
            return text.isEmpty || text.count >= nameLimit || isNumber(text) ? nil : text
        case .known(let kinds): return behindName.first(where: kinds.contains)
        }
    }

    private static let nameLimit = 60

    /// A row of several cells of which one begins like a number was meant as a region; 2026年……表 alone is a title.
    private static func withoutNumber(_ texts: [String]) -> RegionRow {
        let damaged = texts.count > 1 ? texts.first { $0.count > 5 && $0.first?.isASCIIDigit ?? false } : nil
        return damaged.map { .fault("“\($0)”不是区划代码，应只有数字，是 2、4、6、9 或 12 位。") } ?? .remark
    }

    private static func texts(_ row: SheetRow) -> [String] {
        row.cells.map { normalised($0.text) }.filter { !$0.isEmpty }
    }

    private static func isNumber(_ text: String) -> Bool {
        text.count > 1 && text.allSatisfy(\.isASCIIDigit)
    }
}
