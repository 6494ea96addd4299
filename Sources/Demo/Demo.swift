import Access
public import Base
public import House
import Registers

/// The made-up city 云河: people, families, villages, jobs, a round half worked, accounts, and spreadsheets to import.
///
/// Nothing in it is anybody's: citizen ids begin with 99, which no region does; phone numbers begin with 154, which was
/// never opened to subscribers; employers, officers and streets are invented.
public struct Demo: Sendable {
    /// The password of all demo accounts.
    public static let password = "yunhe-demo-2026"

    /// The accounts, the city's officer first.
    public static let accounts: [DemoAccount] = DemoAccount.all

    /// The day of which everything is true unless another one is given.
    public static let day = Day(year: 2026, month: 11, day: 1) ?? Day(number: 20_758)

    /// The messy file that comes with a city of at least three hundred people.
    public static let messyFile = MessyFile.usual

    /// The region of the city.
    static let region = "9901"

    private let house: House

    /// The city in an installation.
    public init(house: House) {
        self.house = house
    }

    /// Whether the city was made to its end in this installation.
    public func isMade() async throws -> Bool {
        guard let last = Demo.accounts.last else { return false }
        return try await house.access.account(named: last.name, actor: actor) != nil
    }

    /// Makes the city. Whoever interrupts it may run it again with the same numbers: it goes on where it stopped.
    /// - Parameters:
    ///   - people: how many, 1 to 1,000,000.
    ///   - seed: the same seed and number make the same people.
    ///   - day: the day of which everything is true.
    ///   - folder: where the spreadsheets go.
    ///   - progress: told how far it is, in words for people.
    /// - Throws: `DemoRefused`, `DatabaseError`, `CancellationError`, or a file error.
    public func make(
        people: Int, seed: UInt64 = 20_260_101, day: Day = Demo.day, folder: String,
        progress: @escaping @Sendable (String) -> Void
    ) async throws {
        let (city, region) = try city(people: people, seed: seed, day: day)
        progress("建基层人员账号……")
        try await StaffAccounts(house: house, city: region, actor: actor).make()
        try await CityWriter(house: house, city: city, actor: actor, progress: progress).write()
        try await makeActivities(region, city.time)
        try Task.checkCancellation()
        progress("开轮次……")
        try await HalfWorkedRound(house: house, city: city, region: region, actor: actor, progress: progress).make()
        try await PlanProgress(house: house, region: region, day: day, actor: actor).make()
        try Task.checkCancellation()
        progress("写用人单位和去年的年审……")
        try await QuotaWriter(house: house, city: city, region: region, actor: actor).make()
        try Task.checkCancellation()
        progress("写练习导入的表格……")
        try files(city, region).write(to: folder)
        progress("建演示账号……")
        try await makeAccounts()
    }

    /// The messy person file that `make` writes with the same numbers, and what an import as the city's officer makes of it.
    /// - Throws: `DemoRefused`.
    public func messyFile(
        people: Int, seed: UInt64 = 20_260_101, day: Day = Demo.day
    ) throws -> MessyFile {
        let (city, region) = try city(people: people, seed: seed, day: day)
        return files(city, region).messy().file
    }

    private func city(people: Int, seed: UInt64, day: Day) throws -> (City, RegionCode) {
        guard (1...1_000_000).contains(people) else { throw DemoRefused.people(people) }
        guard let region = RegionCode(Demo.region) else { throw DemoRefused.noRegion }
        let villages = Villages(of: region, in: house.registers.regions)
        guard !villages.list.isEmpty else { throw DemoRefused.noRegion }
        return (City(seed: seed, people: people, time: MadeTime(today: day), villages: villages), region)
    }

    private func files(_ city: City, _ region: RegionCode) -> DemoFiles {
        DemoFiles(city: city, region: region, catalogue: house.catalogue, regions: house.registers.regions)
    }

    private var actor: Access.Actor { .system(reason: "造演示城市") }

    private func makeActivities(_ region: RegionCode, _ time: MadeTime) async throws {
        let counties = house.registers.regions.children(of: region)
        let records = Activities.records(of: time.year, counties: counties, until: time.today)
        try await house.registers.write(as: actor, on: time.today) { writing in
            guard try writing.count(ListQuery(register: "assistance_activity")) == 0 else { return }
            for values in records { try writing.create("assistance_activity", values, source: PartWriter.source) }
        }
    }

    private func makeAccounts() async throws {
        for account in Demo.accounts { try await account.make(in: house, as: actor) }
    }
}
