import Access
import Base
import Database
import PropertyTesting
import StoreTesting
import Testing

struct RegionScopeTests {
    @Test func containsWhatLiesWithin() throws {
        let scope = RegionScope.within([try region("990101"), try region("9902")])
        #expect(scope.contains(try region("990101")))
        #expect(scope.contains(try region("990101002003")))
        #expect(scope.contains(try region("990203")))
        #expect(!scope.contains(try region("9901")))
        #expect(!scope.contains(try region("990102")))
        #expect(!scope.contains(nil))
        #expect(RegionScope.everywhere.contains(nil))
        #expect(!RegionScope.within([]).contains(try region("99")))
    }

    @Test func narrowsToTheOverlap() throws {
        let county = try region("990101")
        let scope = RegionScope.within([county, try region("9902")])
        #expect(scope.narrowed(to: try region("990101002")) == .within([try region("990101002")]))
        #expect(scope.narrowed(to: try region("99")) == scope)
        #expect(scope.narrowed(to: try region("9901")) == .within([county]))
        #expect(scope.narrowed(to: try region("9903")) == .within([]))
        #expect(RegionScope.everywhere.narrowed(to: county) == .within([county]))
    }

    @Test func regionsWithinOthersAreLeftOut() throws {
        let codes = try ["990101002", "990101", "9902", "990101002003", "990102"].map(region)
        #expect(RegionScope.outermost(codes).map(\.text) == ["990101", "990102", "9902"])
    }

    /// The condition of the database and `contains` agree, for random scopes and codes.
    @Test(arguments: Store.engines)
    func theDatabaseDrawsTheSameLine(_ engine: Database.Engine) async throws {
        try await withDatabase(engine) { database in
            var random = SeededRandom(seed: 20_261_121)
            let lengths = [2, 4, 6, 9, 12]
            let digits = Array("0129AZ")
            func code() -> RegionCode? {
                let length = lengths.randomElement(using: &random) ?? 6
                return RegionCode(
                    "99" + String((2..<max(3, length)).map { _ in digits[Int.random(in: 0..<6, using: &random)] }))
            }
            let codes = Set((0..<400).compactMap { _ in code() })
            #expect(codes.count > 100)
            try await database.write { connection in
                try connection.createTable(
                    TableDefinition("place", columns: [ColumnDefinition("region", .text, nullable: true)]))
                try connection.batch(codes.map { "INSERT INTO place (region) VALUES (\($0.text))" })
                try connection.run("INSERT INTO place (region) VALUES (NULL)")
            }
            let some = Array(codes).sorted()
            var scopes: [RegionScope] = [.everywhere, .within([])]
            for size in 1...12 {
                scopes.append(.within((0..<size).compactMap { _ in some.randomElement(using: &random) }))
            }
            for scope in scopes {
                let found = try await database.read { connection in
                    try connection.rows(
                        "SELECT region FROM place p WHERE \(scope.condition(column: "\(name: "p.region")"))"
                    )
                    .map { try $0.textOrNil(0) }
                }
                let expected = some.filter { scope.contains($0) }.map(\.text)
                #expect(found.compactMap(\.self).sorted() == expected)
                #expect(found.contains(nil) == (scope == .everywhere))
            }
        }
    }
}
