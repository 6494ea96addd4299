import Base

/// The people who do the work in the city: made up, and the same for a town whatever the seed.
enum Staff {
    /// The liaison of the town of the demo account, and the counsellor of that account.
    static let demoLiaison = "周文静"
    static let demoCounsellor = "许志远"
    /// The town of that liaison.
    static let demoTown = "990101001"
    /// With what these two sign in.
    static let demoLiaisonAccount = "weiyuan"
    static let demoCounsellorAccount = "fudao"

    /// Who looks after the people of a town or of a village in it.
    static func liaison(of region: RegionCode) -> String {
        let town = String(region.text.prefix(9))
        if town == demoTown { return demoLiaison }
        var chance = Chance(seed: 77, stream: number(town))
        let male = chance.holds(350)
        return NameMaker.name(
            NameMaker.surname("01", &chance), ethnicity: "01", male: male, year: chance.int(1972...1996), &chance)
    }

    /// The employment counsellor of a county.
    static func counsellor(of region: RegionCode) -> String {
        let county = String(region.text.prefix(6))
        if county == String(demoTown.prefix(6)) { return demoCounsellor }
        var chance = Chance(seed: 78, stream: number(county))
        return NameMaker.name(
            NameMaker.surname("01", &chance), ethnicity: "01", male: true, year: chance.int(1980...1994), &chance)
    }

    /// With what the liaison of a town or of a village in it signs in.
    static func liaisonAccount(of region: RegionCode) -> String {
        let town = String(region.text.prefix(9))
        return town == demoTown ? demoLiaisonAccount : "wy\(town.lowercased())"
    }

    /// With what the counsellor of a county signs in.
    static func counsellorAccount(of region: RegionCode) -> String {
        let county = String(region.text.prefix(6))
        return county == String(demoTown.prefix(6)) ? demoCounsellorAccount : "fd\(county.lowercased())"
    }

    private static func number(_ text: String) -> UInt64 {
        text.utf8.reduce(0) { $0 &* 131 &+ UInt64($1) }
    }
}
