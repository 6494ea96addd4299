import Base
import Registers

/// Says whether a unit is meant where the plan of a region names one: by another name, or as one of a group.
struct UnitMatcher {
    /// Somebody's unit.
    struct Identity {
        /// The usual name without level and place.
        let core: String
        /// The word of its level: 市, 区; empty when the name has none.
        let level: String
        /// The place to which it belongs, where its name or its holder's region tells.
        let region: RegionCode?
    }

    private let book: UnitBook
    private let planRegion: RegionCode
    private let places: [(code: RegionCode, name: String)]

    init(_ book: UnitBook, planRegion: RegionCode, regions: RegionTree) {
        self.book = book
        self.planRegion = planRegion
        var codes = [planRegion]
        var below = regions.children(of: planRegion).map(\.code)
        while let first = below.first, first.level <= .town {
            codes += below
            below = below.flatMap { regions.children(of: $0).map(\.code) }
        }
        // The longest name wins: a town of a district is not the district.
        places = codes.compactMap { code in regions.name(of: code).map { (code, $0) } }
            .sorted { $0.name.count > $1.name.count }
    }

    /// The unit of a name.
    /// - Parameter region: the region of whoever holds the name; nil to tell it from the name.
    func identity(_ written: String, region: RegionCode? = nil) -> Identity {
        let name = book.canonical(written)
        if let place = places.first(where: { name.hasPrefix($0.name) && name.count > $0.name.count }) {
            let rest = String(name.dropFirst(place.name.count))
            return Identity(
                core: book.canonical(UnitMatcher.withoutParty(rest)), level: levelWord(place.name), region: place.code)
        }
        if let place = places.first(where: { $0.name == name }) {
            return Identity(core: name, level: "", region: place.code)
        }
        let level = book.lexicon.levels.first { name.hasPrefix($0) && name.count > $0.count + 1 } ?? ""
        let rest = String(name.dropFirst(level.count))
        return Identity(core: level.isEmpty ? name : UnitMatcher.withoutParty(rest), level: level, region: region)
    }

    /// Whether a name of a task means the unit.
    func means(_ unit: PlanUnit, _ identity: Identity) -> Bool {
        if unit.group { return isMember(identity, of: unit.name) }
        let other = self.identity(unit.name)
        guard other.core == identity.core else { return false }
        // 市残联 of a city's plan is not the 残联 of one of its districts.
        if let region = identity.region, region != planRegion, planRegion.contains(region) {
            return other.region == region
        }
        return other.level.isEmpty || identity.level.isEmpty || other.level == identity.level
    }

    /// Places are meant by 各镇街, 各区, 各地; offices by 有关单位, 各部门, 成员单位.
    private func isMember(_ identity: Identity, of group: String) -> Bool {
        func names(_ words: [String]) -> Bool { words.contains { group.contains($0) } }
        guard let region = identity.region, region != planRegion, planRegion.contains(region) else {
            return names(["单位", "部门", "机构", "机关"])
        }
        if names(["各级", "各地"]) { return true }
        return region.level >= .town ? names(["镇", "乡", "街"]) : names(["各区", "各县", "县区", "区县", "县（市", "县市"])
    }

    private func levelWord(_ place: String) -> String {
        book.lexicon.levels.sorted { $0.count > $1.count }.first { place.hasSuffix($0) } ?? ""
    }

    /// 市委组织部 and 组织部 are the same office.
    private static func withoutParty(_ name: String) -> String {
        name.hasPrefix("委") && name.count > 2 ? String(name.dropFirst()) : name
    }
}
