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
                if let other = found[entry.code], !other.isNamed(entry.name) {
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
        // From above, so that what hangs on a region that is not taken is not taken either.
        var late: [(number: Int, message: String)] = []
        for (number, entry) in rows.sorted(by: { ($0.entry.code, $0.number) < ($1.entry.code, $1.number) }) {
            let words = "第 \(number) 行：“\(entry.name)”（\(entry.code)）"
            if let above = RegionImport.missing(above: entry.code, found, known) {
                late.append((number, words + "的上级 \(above) 不在系统里，也不在这个文件里。请先补上级。"))
                found[entry.code] = nil
            } else if let kind = entry.kind, !RegionImport.fits(kind, entry.code.level, known) {
                let level = entry.code.level.chinese
                late.append((number, words + "是\(level)一级的代码，类型却写“\(kind)”。请核对代码和类型。"))
                found[entry.code] = nil
            } else if !scope.contains(entry.code) {
                // The region above, which a list of towns begins with, is no news to anybody.
                if known[entry.code]?.isNamed(entry.name) != true {
                    late.append((number, words + "不在您的数据权限内，没有收。"))
                }
                found[entry.code] = nil
            }
        }
        faults += late.sorted { $0.number < $1.number }.map(\.message)
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

    /// The region directly above when neither the file nor the system has it; provinces need none.
    private static func missing(
        above code: RegionCode, _ found: [RegionCode: RegionEntry], _ known: RegionTree
    ) -> RegionCode? {
        guard let parent = code.parent, found[parent] == nil, known[parent] == nil else { return nil }
        // The districts of a municipality hang on its province: there is no city between.
        let skips = code.level == .county && code.path.dropLast().contains { found[$0] != nil || known[$0] != nil }
        return skips ? nil : parent
    }

    /// Whether a kind may be one of a level: not when it is the very word for another level (街道 of a village's code),
    /// unless it is in use there.
    private static func fits(_ kind: String, _ level: RegionLevel, _ known: RegionTree) -> Bool {
        let levels = RegionLevel.allCases.filter { words(of: $0).contains(kind) }
        guard !levels.isEmpty, !levels.contains(level) else { return true }
        return known.all.contains { $0.kind == kind && $0.code.level == level }
    }

    /// 乡镇（街道）: 乡镇 and 街道.
    private static func words(of level: RegionLevel) -> Set<String> {
        Set(level.chinese.split { "（）、".contains($0) }.map(String.init))
    }
}

extension RegionEntry {
    /// Whether it has this name, in whatever form it is written.
    func isNamed(_ written: String) -> Bool { normalised(name) == normalised(written) }
}
