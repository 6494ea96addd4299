public import Access
import Base
public import Registers
public import Sheets

/// Towns and villages out of a spreadsheet: one region a row, with its code and its name.
public struct RegionImport: Sendable {
    /// The regions that the file brings, by code.
    public let entries: [RegionEntry]
    /// What is wrong, row by row, in Chinese.
    public let faults: [String]

    /// Reads a file against the regions that are known. A row's code is its longest number; the name stands in
    /// the next cell with text, the kind (功能区, 街道) in the one after. Rows before the first code are headings.
    /// - Throws: `SheetError` when the file cannot be read.
    public init(_ source: SheetSource, known: RegionTree) throws {
        var found: [RegionCode: RegionEntry] = [:]
        var rows: [(number: Int, entry: RegionEntry)] = []
        var faults: [String] = []
        try source.rows { row in
            switch RegionImport.read(row) {
            case .region(let entry):
                if let other = found[entry.code], other.name != entry.name {
                    faults.append("第 \(row.number) 行：代码 \(entry.code) 在前面叫“\(other.name)”，这里叫“\(entry.name)”。请核对。")
                } else {
                    found[entry.code] = entry
                    rows.append((row.number, entry))
                }
            case .heading: break
            case .fault(let message): faults.append("第 \(row.number) 行：\(message)")
            }
            return .continue
        }
        for (number, entry) in rows where !RegionImport.hangs(entry.code, found, known) {
            faults.append("第 \(number) 行：“\(entry.name)”（\(entry.code)）的上级不在系统里，也不在这个文件里。请先补上级。")
            found[entry.code] = nil
        }
        entries = found.values.sorted { $0.code < $1.code }
        self.faults = faults
    }

    /// Puts the regions in; one that is there takes the new name.
    /// - Throws: `AccessError` when the actor may not change the configuration.
    public func apply(to store: RegisterStore, as actor: Actor) async throws {
        let entries = entries
        try await store.write(as: actor) { try $0.addRegions(entries) }
        try await store.refreshRegions()
    }

    private enum Reading {
        case region(RegionEntry)
        case heading
        case fault(String)
    }

    private static func read(_ row: SheetRow) -> Reading {
        let texts = row.cells.map { normalised($0.text) }.filter { !$0.isEmpty }
        // The longest number of a row is its code: a serial number may stand before it.
        let numbers = texts.indices.filter { texts[$0].first?.isASCIIDigit ?? false && texts[$0].count > 1 }
        guard let position = numbers.max(by: { texts[$0].count < texts[$1].count }) else { return .heading }
        guard let code = RegionCode(texts[position]) else {
            return .fault("“\(texts[position])”不是区划代码，应是 2、4、6、9 或 12 位。")
        }
        guard position + 1 < texts.count else { return .fault("代码 \(code) 没有名称。") }
        return .region(
            RegionEntry(
                code: code, name: texts[position + 1],
                kind: position + 2 < texts.count ? texts[position + 2] : nil))
    }

    /// Whether a region has one above it, in the file or in the system; provinces need none.
    private static func hangs(_ code: RegionCode, _ found: [RegionCode: RegionEntry], _ known: RegionTree) -> Bool {
        let above = code.path.dropLast()
        return above.isEmpty || above.contains { found[$0] != nil || known[$0] != nil }
    }
}
