import Access
import Base
import Registers

/// Finds the region that a row means: within the import's region, or else within what the actor may deal with.
struct RegionLookup {
    private let regions: RegionTree
    private let roots: [RegionCode?]
    private let scope: RegionScope
    private let level: RegionLevel?
    private var known: [[String]: Result<RegionCode, Miss>] = [:]

    /// Why no region was found, in words for the person.
    struct Miss: Error, Hashable {
        let message: String
    }

    init(regions: RegionTree, within region: RegionCode?, scope: RegionScope, level: RegionLevel?) {
        self.regions = regions
        self.scope = scope
        self.level = level
        if let region {
            roots = [region]
        } else {
            roots = scope.roots.map { $0.map(Optional.some) } ?? [nil]
        }
    }

    /// The region of one or several cells (county, town, village), from above.
    mutating func find(_ parts: [String]) -> Result<RegionCode, Miss> {
        if let found = known[parts] { return found }
        let found = look(parts)
        if known.count > 20_000 { known.removeAll() }
        known[parts] = found
        return found
    }

    private func look(_ parts: [String]) -> Result<RegionCode, Miss> {
        let text = parts.joined()
        if let single = RegionCode(normalised(parts.last ?? "")), regions[single] != nil {
            return judged([single], text)
        }
        for root in [roots, [nil]] {
            let found = narrowed(parts, within: root)
            if !found.isEmpty { return judged(found, text) }
        }
        // The cells together may read as one name where a level between is not known by itself.
        let whole = roots.flatMap { regions.find(written: text, within: $0) }
        return judged(whole, text)
    }

    /// Each cell narrows what the cells before it found.
    private func narrowed(_ parts: [String], within roots: [RegionCode?]) -> [RegionCode] {
        var places = roots
        var found: [RegionCode] = []
        for part in parts {
            let next = places.flatMap { regions.find(written: part, within: $0) }
            if next.isEmpty {
                // The upper levels may stand above the import's own region: 云河市 in a list of one of its counties.
                if found.isEmpty, isAbove(part, roots) { continue }
                return []
            }
            found = Array(Set(next)).sorted()
            places = found
        }
        return found
    }

    private func isAbove(_ part: String, _ roots: [RegionCode?]) -> Bool {
        let named = regions.find(written: part)
        return roots.contains { root in root.map { root in named.contains { $0.contains(root) } } ?? false }
    }

    private func judged(_ found: [RegionCode], _ text: String) -> Result<RegionCode, Miss> {
        guard !found.isEmpty else {
            return .failure(Miss(message: "区划“\(text)”没有找到，请写全名（如“某镇某村”）或区划代码。"))
        }
        let own = found.filter { scope.contains($0) }
        guard let code = own.first else {
            let name = found.first.map { regions.fullName(of: $0) } ?? text
            return .failure(Miss(message: "“\(name)”不在您的数据权限内，这一行没有收。请交给管这个区划的人导入。"))
        }
        guard own.count == 1 else {
            let names = own.prefix(4).map { regions.fullName(of: $0) }.joined(separator: "、")
            return .failure(Miss(message: "“\(text)”有 \(own.count) 处（\(names)），请写明所在的乡镇（街道）或区划代码。"))
        }
        if let level, code.level < level {
            let name = regions.fullName(of: code)
            return .failure(Miss(message: "“\(name)”太大，请写到\(level.chinese)。"))
        }
        return .success(code)
    }
}
