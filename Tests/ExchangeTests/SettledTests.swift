import Access
import Base
import Database
import Exchange
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// An import of which nothing is to be written ends by itself.
@Suite struct SettledTests {
    private static let known = Nobody.row("褚淼", Nobody.id("1969-09-09", 1), phone: "13100000000")
    private static let doubtful = Nobody.row("褚渺", Nobody.id("1969-09-09", 2), phone: "13100000000")

    @Test(arguments: Store.engines)
    func aFileThatSaysWhatIsThereIsOverOnceItIsChecked(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let file = try TestFile.csv([Nobody.heading, Self.known])
            #expect(try await test.applied(file).state == .applied)
            let again = try await test.checked(file)
            #expect(again.state == .settled && again.finishedAt != nil && again.counts.same == 1)
            #expect(try await test.imports.unfinishedCount(as: test.actor) == 0)
            #expect(try await test.imports.apply(again.id, .goodRows, as: test.actor).state == .settled)
            // It may be read in another way: then it is open again.
            let mapped = try await test.imports.map(again.id, as: test.actor)
            #expect(mapped.state == .mapped && mapped.finishedAt == nil)
            #expect(try await test.imports.unfinishedCount(as: test.actor) == 1)
            #expect(try await test.imports.check(again.id, as: test.actor).state == .settled)
        }
    }

    @Test(arguments: Store.engines)
    func whatIsDecidedOfItsRowsIsWrittenAtOnce(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            _ = try await test.applied(try TestFile.csv([Nobody.heading, Self.known]))
            let run = try await test.checked(try TestFile.csv([Nobody.heading, Self.doubtful], name: "可疑.csv"))
            #expect(run.state == .settled && run.counts.doubtful == 1)
            let pair = try #require(try await test.desk.pairs(as: test.actor).pairs.first)
            try await test.desk.decide(pair.id, .different, as: test.actor)
            #expect(try await test.records().count == 2)
            let after = try await test.imports.run(run.id, as: test.actor)
            #expect(after.state == .settled && after.counts.applied == 1 && after.counts.doubtful == 0)
        }
    }

    @Test(arguments: Store.engines)
    func itsPairsCanStillBeGivenUp(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            _ = try await test.applied(try TestFile.csv([Nobody.heading, Self.known]))
            let run = try await test.checked(try TestFile.csv([Nobody.heading, Self.doubtful], name: "可疑.csv"))
            #expect(try await test.imports.abandon(run.id, as: test.actor).state == .abandoned)
            #expect(try await test.desk.openCount(as: test.actor) == 0)
        }
    }

    @Test(arguments: Store.engines)
    func aFileOfErrorsAloneIsOverToo(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let wrong = Nobody.row("褚淼", "99010119690909", phone: "")
            let run = try await test.checked(try TestFile.csv([Nobody.heading, wrong]))
            #expect(run.state == .settled && run.counts.refused == 1)
            let one = try await test.checked(try TestFile.csv([Nobody.heading, wrong, Self.known], name: "二.csv"))
            #expect(one.state == .checked && one.finishedAt == nil)
        }
    }
}
