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

    /// Reads a file against the regions that are known.
    ///
    /// Code, name and kind (功能区, 街道) stand under their headings. In a list without headings a row's code is its longest
    /// number, its name the next cell that is no number, its kind a cell behind the name that is a kind in use. Titles
    /// above the first code are left out.
    /// - Parameter scope: the regions that whoever brings the file may change.
    /// - Throws: `SheetError` when the file cannot be read.
    public init(_ source: SheetSource, known: RegionTree, within scope: RegionScope = .everywhere) throws {
        var found: [RegionCode: RegionEntry] = [:]
        var rows: [(number: Int, entry: RegionEntry)] = []
        var faults: [String] = []
        var isBelowHeadings = false
        var columns = RegionColumns.bare(kinds: Set(known.all.compactMap(\.kind)))
        let sheet = source.sheets.first { !$0.hidden && !$0.isProblemList }?.index ?? 0
        try source.rows(sheet: sheet) { row in
            if !isBelowHeadings, row.number <= RegionImport.titleRows, RegionRow.isHeading(row) {
                // What stood above the headings was a title, whatever it looked like (填报年份 2026).
                isBelowHeadings = true
                columns = RegionColumns(headings: row)
                (found, rows, faults) = ([:], [], [])
                return .continue
            }
            switch RegionRow.read(row, columns: columns) {
            case .region(let entry):
                if let other = found[entry.code], other.name != entry.name {
                    faults.append("第 \(row.number) 行：代码 \(entry.code) 在前面叫“\(other.name)”，这里叫“\(entry.name)”。请核对。")
                } else {
                    found[entry.code] = entry
                    rows.append((row.number, entry))
                }
            case .remark: break
            case .fault(let message): faults.append("第 \(row.number) 行：\(message)")
            }
            return .continue
        }
        for (number, entry) in rows {
            if !RegionImport.hangs(entry.code, found, known) {
                faults.append("第 \(number) 行：“\(entry.name)”（\(entry.code)）的上级不在系统里，也不在这个文件里。请先补上级。")
                found[entry.code] = nil
            } else if !scope.contains(entry.code) {
                // The region above, which a list of towns begins with, is no news to anybody.
                if known[entry.code]?.name != entry.name {
                    faults.append("第 \(number) 行：“\(entry.name)”（\(entry.code)）不在您的数据权限内，没有收。")
                }
                found[entry.code] = nil
            }
        }
        entries = found.values.sorted { $0.code < $1.code }.map { entry in
            // A file without kinds takes none away.
            RegionEntry(code: entry.code, name: entry.name, kind: entry.kind ?? known[entry.code]?.kind)
        }
        self.faults = faults
    }

    /// Puts the regions in; one that is there takes the new name.
    /// - Throws: `AccessError` when the actor may not change regions, or not these.
    public func apply(to store: RegisterStore, as actor: Actor) async throws {
        let entries = entries
        try await store.write(as: actor) { try $0.addRegions(entries) }
        try await store.refreshRegions()
    }

    /// How far down headings are looked for.
    private static let titleRows = 20

    /// Whether a region has one above it, in the file or in the system; provinces need none.
    private static func hangs(_ code: RegionCode, _ found: [RegionCode: RegionEntry], _ known: RegionTree) -> Bool {
        let above = code.path.dropLast()
        return above.isEmpty || above.contains { found[$0] != nil || known[$0] != nil }
    }
}
