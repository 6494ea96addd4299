import Base
import Registers

/// A village of the city and what people who live there have in common.
struct Village: Sendable {
    let code: RegionCode
    let name: String
    /// With county and town.
    let fullName: String
    let rural: Bool
    /// Who looks after the people of its town.
    let liaison: String

    /// The six characters at the beginning of the ids of those born here; an area that has no national code uses the
    /// city's first county.
    var issuingRegion: String {
        let county = String(code.text.prefix(6))
        return county.allSatisfy(\.isASCIIDigit) ? county : "990101"
    }
}

/// The villages of the city, the larger ones more often.
struct Villages: Sendable {
    private let all: Weighted<Village>
    /// In the order of their codes.
    let list: [Village]

    /// The villages of a city among those of an installation.
    init(of city: RegionCode, in regions: RegionTree) {
        list = regions.all.filter { city.contains($0.code) && $0.code.level == .village }.map { entry in
            Village(
                code: entry.code, name: entry.name, fullName: regions.fullName(of: entry.code),
                rural: entry.kind != "社区" && !entry.name.hasSuffix("社区"),
                liaison: Staff.liaison(of: entry.code))
        }
        all = Weighted(
            list.enumerated().map { index, village in
                // 40 to 130, spread without order; villages are smaller than communities.
                (village, (40 + (index * 37) % 61) * (village.rural ? 10 : 14) / 10)
            })
    }

    func pick(_ chance: inout Chance) -> Village {
        all.pick(&chance)
    }
}
