import Base
import Database
import Exchange
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// Two rows of one file that are probably one person are asked about before anything is written.
@Suite struct LikelyRowTests {
    private static let village = "990101001001"

    private func doubts(_ run: ImportRun, _ test: ImportTesting) async throws -> [Int: [String]] {
        let rows = try await test.rows(run).filter { row in row.faults.contains { $0.message.contains("同一个人") } }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.row, $0.faults.map(\.message)) })
    }

    @Test(arguments: Store.engines)
    func theLaterRowIsAskedAbout(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let born = "1987-07-01"
            // Further apart than a transaction is long.
            let others = (0..<600).map { index in
                Nobody.row("人\(index)", Nobody.id(Day(number: -3_000 + index).iso, index), region: Self.village)
            }
            let rows =
                [Nobody.row("蒋英", Nobody.id(born, 1), region: Self.village, phone: "13900000001")] + others + [
                    // The same sound, birth, village and telephone; the same name with a number that is nearly the same.
                    Nobody.row("蒋瑛", Nobody.id(born, 40), region: Self.village, phone: "13900000001"),
                    Nobody.row("蒋英", Nobody.id(born, 2), region: "990101001002"),
                    // Another name, and the same name of another birth: nothing is asked.
                    Nobody.row("周平", Nobody.id(born, 3), region: Self.village, phone: "13900000001"),
                    Nobody.row("蒋英", Nobody.id("1988-07-01", 1), region: Self.village, phone: "13900000001"),
                ]
            let run = try await test.checked(try .csv([Nobody.heading] + rows))
            #expect(run.counts.new == rows.count && run.counts.refused == 0)
            let doubts = try await doubts(run, test)
            #expect(doubts.keys.sorted() == [603, 604])
            #expect(doubts[603]?.first?.contains("“第 2 行”") == true && doubts[603]?.first?.contains("电话相同") == true)
            #expect(doubts[604]?.first?.contains("请只留一行") == true)
            #expect(run.counts.warned == 2)
            #expect(run.faultCounts.contains { $0.message.contains("可能是同一个人") && $0.count == 2 })
            // Whoever knows that they are two brings both in.
            #expect(try await test.imports.apply(run.id, .goodRows, as: test.actor).counts.applied == rows.count)
        }
    }

    @Test(arguments: Store.engines)
    func theSameNumberTwiceStaysRefused(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let id = Nobody.id("1987-07-01", 1)
            let rows = [
                Nobody.row("蒋英", id, region: Self.village),
                Nobody.row("蒋英", id, region: Self.village, phone: "13900000001"),
            ]
            let run = try await test.checked(try .csv([Nobody.heading] + rows))
            #expect(run.counts.new == 1 && run.counts.refused == 1)
            let refused = try await test.rows(run, .refused)
            #expect(refused.first?.faults.contains { $0.message.contains("第 2 行已有同一个号码的人") } == true)
        }
    }
}
