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

    /// - Parameter columns: where the row's code, name and kind stand.
    static func read(_ row: SheetRow, columns: RegionColumns) -> RegionRow {
        switch columns {
        case .headed(let code, let name, let kind): headed(row, code, name, kind)
        case .bare(let kinds): bare(row, kinds)
        }
    }

    private static func headed(_ row: SheetRow, _ codes: Int?, _ names: Int?, _ kinds: Int?) -> RegionRow {
        let kind = kinds.map { normalised(row.text($0)) }.flatMap { isName($0) ? $0 : nil }
        guard let codes, let names else { return found(texts(row)) { _ in kind } }
        let (code, name) = (normalised(row.text(codes)), asWritten(row.text(names)))
        if code.isEmpty { return isName(name) ? .fault("“\(name)”没有区划代码。") : .remark }
        // A remark across the columns, such as 注：……, stands in the first of them.
        guard code.first?.isASCIIDigit ?? false else { return .remark }
        guard isNumber(code), let region = RegionCode(code) else { return .fault(damaged(code)) }
        guard isName(name) else { return .fault(nameless(region, [name])) }
        return .region(RegionEntry(code: region, name: name, kind: kind))
    }

    private static func bare(_ row: SheetRow, _ kinds: Set<String>) -> RegionRow {
        found(texts(row)) { behindName in behindName.first(where: kinds.contains) }
    }

    /// The longest number of a row is its code, for a serial number may stand before it; its name is the next cell that is no
    /// number or, where none follows, the one before.
    private static func found(_ texts: [String], kind: (ArraySlice<String>) -> String?) -> RegionRow {
        guard
            let position = texts.indices.filter({ isNumber(texts[$0]) }).max(by: { texts[$0].count < texts[$1].count })
        else { return withoutNumber(texts) }
        guard let code = RegionCode(texts[position]) else { return .fault(damaged(texts[position])) }
        let after = texts[(position + 1)...].filter(isName)
        guard let name = after.first ?? texts[..<position].last(where: isName) else {
            return .fault(nameless(code, texts))
        }
        return .region(RegionEntry(code: code, name: name, kind: kind(after.dropFirst())))
    }

    private static func damaged(_ code: String) -> String { "“\(code)”不是区划代码，应只有数字，是 2、4、6、9 或 12 位。" }

    private static func nameless(_ code: RegionCode, _ texts: [String]) -> String {
        guard let long = texts.first(where: { !isNumber($0) && $0.count > nameLimit }) else {
            return "代码 \(code) 没有名称。"
        }
        return "代码 \(code) 的名称有 \(long.count) 个字，最多 \(nameLimit) 个。请写短一些：“\(long.prefix(20))……”"
    }

    private static func isName(_ text: String) -> Bool { !text.isEmpty && !isNumber(text) && text.count <= nameLimit }

    private static let nameLimit = 60

    /// A row of several cells of which one begins like a number was meant as a region; 2026年……表 alone is a title.
    private static func withoutNumber(_ texts: [String]) -> RegionRow {
        let damaged = texts.count > 1 ? texts.first { $0.count > 5 && $0.first?.isASCIIDigit ?? false } : nil
        return damaged.map { .fault(RegionRow.damaged($0)) } ?? .remark
    }

    private static func texts(_ row: SheetRow) -> [String] {
        row.cells.map { cell in
            // A number is read whatever its digits; a name stays as it was written.
            let text = normalised(cell.text)
            return isNumber(text) ? text : asWritten(cell.text)
        }.filter { !$0.isEmpty }
    }

    private static func isNumber(_ text: String) -> Bool {
        text.count > 1 && text.allSatisfy(\.isASCIIDigit)
    }
}
