public import Base

/// The regions that an installation knows, in memory: names, children, full names and search by name.
public struct RegionTree: Sendable {
    /// All regions by code.
    public let all: [RegionEntry]
    private let byCode: [RegionCode: RegionEntry]
    private let childrenOf: [RegionCode?: [RegionEntry]]
    private let byName: [String: [RegionCode]]

    /// A tree of these regions.
    public init(_ entries: [RegionEntry]) {
        all = entries.sorted { $0.code < $1.code }
        byCode = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let known = byCode
        childrenOf = Dictionary(grouping: all) { entry in
            // A municipality's districts hang on the province when the pack leaves out the level between.
            var parent = entry.code.parent
            while let code = parent, known[code] == nil { parent = code.parent }
            return parent
        }
        var names: [String: [RegionCode]] = [:]
        for entry in all {
            for name in RegionTree.shortForms(entry.name) { names[name, default: []].append(entry.code) }
        }
        byName = names
    }

    /// The region of a code.
    public subscript(code: RegionCode) -> RegionEntry? { byCode[code] }

    /// A region's own name; nil when it is not known.
    public func name(of code: RegionCode) -> String? { byCode[code]?.name }

    /// A region's name with those of the county and town above it; the code when nothing is known of it.
    public func fullName(of code: RegionCode) -> String {
        let names = code.path.filter { $0.level >= .county || $0 == code }.compactMap { byCode[$0]?.name }
        return names.isEmpty ? code.text : names.joined()
    }

    /// The regions directly below one; those without a parent for nil.
    public func children(of code: RegionCode?) -> [RegionEntry] {
        childrenOf[code] ?? []
    }

    /// The regions that a person may have meant: a code, a name with or without its kind (镇, 村), or names strung
    /// together from above (磁灶镇大埔村). The lowest that fits wins; several when the name is not unique.
    public func find(written: some StringProtocol, within: RegionCode? = nil) -> [RegionCode] {
        let text = normalised(written).filter { $0 != " " && $0 != "/" && $0 != "-" }
        guard !text.isEmpty else { return [] }
        let inside: (RegionCode) -> Bool = { code in within.map { $0.contains(code) } ?? true }
        if let code = RegionCode(text), byCode[code] != nil, inside(code) { return [code] }
        if let exact = byName[text]?.filter(inside), !exact.isEmpty { return lowest(exact) }
        return lowest(strung(text).filter(inside))
    }

    /// Regions whose name ends the text while those above it stand before; where several fit, those of which most of
    /// the regions above are named.
    private func strung(_ text: String) -> [RegionCode] {
        let characters = Array(text)
        for start in characters.indices.dropFirst() {
            let tail = String(characters[start...])
            let head = String(characters[..<start])
            let named = (byName[tail] ?? []).map { code in (code: code, above: namesAbove(code, in: head)) }
            if let most = named.map(\.above).max(), most > 0 { return named.filter { $0.above == most }.map(\.code) }
        }
        return []
    }

    private func namesAbove(_ code: RegionCode, in head: String) -> Int {
        code.path.dropLast().compactMap { byCode[$0]?.name }.filter { name in
            RegionTree.shortForms(name).contains { head.contains($0) }
        }.count
    }

    private func lowest(_ codes: [RegionCode]) -> [RegionCode] {
        guard codes.count > 1 else { return codes }
        // A district and a town in it may share a short form: the lower one is meant.
        let top = codes.map(\.level).max()
        return codes.filter { $0.level == top }
    }

    /// A name as it is compared, and without its kind.
    private static func shortForms(_ written: String) -> Set<String> {
        let name = normalised(written)
        var forms: Set<String> = [name]
        let endings = [
            "村民委员会", "居民委员会", "村委会", "居委会", "街道办事处", "街道", "社区", "自治县", "管委会", "镇", "乡", "村", "县", "区", "市",
        ]
        for ending in endings where name.hasSuffix(ending) && name.count > ending.count + 1 {
            forms.insert(String(name.dropLast(ending.count)))
            break
        }
        return forms
    }
}
