import Access
import Base
import Database
import Exchange
import RegisterTesting
import Registers
import Sheets
import StoreTesting
import Testing

/// Text stays as it was written and is compared in one form: a list that goes out and comes back changes nothing.
@Suite struct WrittenFormTests {
    private static let id = Nobody.id("1986-06-06", 1)
    private static let wide = "云河织造有限公司（245号）"
    private static let narrow = "云河织造有限公司(245号)"

    private func person(_ test: ImportTesting) async throws -> Int64 {
        _ = try await test.applied(try .csv([Nobody.heading, Nobody.row("杨平", Self.id)]))
        return try #require(try await test.records().first).id
    }

    private func work(_ employer: String, _ person: Int64) throws -> FieldValues {
        [
            "person": .integer(person), "employer_name": .text(employer), "route": .text("flexible"),
            "start_date": .day(try #require(Day(iso: "2026-03-01"))),
        ]
    }

    private func list(_ employer: String, _ test: ImportTesting) throws -> TestFile {
        let register = try #require(test.test.store.catalogue.register("employment"))
        let titles = try ["employer_name", "start_date", "route"].map { try #require(register.field($0)?.title) }
        let route = try #require(register.field("route")?.codes?.title(of: "flexible"))
        return try .csv([["姓名", "身份证号"] + titles, ["杨平", Self.id, employer, "2026-03-01", route]])
    }

    /// The employer is a part of the key: either form finds the record, whichever it holds.
    @Test(arguments: Store.engines)
    func aRecordIsFoundByItsKeyInEitherForm(_ engine: Database.Engine) async throws {
        for held in [Self.wide, Self.narrow] {
            try await withImports(engine) { test in
                let person = try await person(test)
                let values = try work(held, person)
                try await test.test.store.write(as: test.actor) { writing in
                    try writing.create("employment", values, source: .page)
                }
                for written in [Self.wide, Self.narrow] {
                    let run = try await test.checked(try list(written, test), register: "employment")
                    #expect(run.counts.same == 1, "\(held) \(written): \(run.counts.text) \(run.faultCounts)")
                }
                // Nor can the same be registered a second time in the other form.
                let other = try work(held == Self.wide ? Self.narrow : Self.wide, person)
                await #expect(throws: Refusal.self) {
                    try await test.test.store.write(as: test.actor) { writing in
                        try writing.create("employment", other, source: .page)
                    }
                }
            }
        }
    }

    @Test(arguments: Store.engines)
    func whatIsImportedIsKeptAsWritten(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            _ = try await person(test)
            let run = try await test.applied(try list("　" + Self.wide + " ", test), register: "employment")
            #expect(run.counts.new == 1, "\(run.faultCounts)")
            #expect(try await test.records("employment").map { $0["employer_name"] } == [.text(Self.wide)])
        }
    }

    /// A person whose name holds a radical in place of the ideograph is still the one of that name.
    @Test(arguments: Store.engines)
    func aNameIsFoundHoweverItIsWritten(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            _ = try await test.applied(try .csv([Nobody.heading, Nobody.row("⻢平", Self.id)]))
            let found = try await test.test.store.read(as: test.actor) { reading in
                try ["马平", "⻢平", "马 平", "马萍"].map { try reading.find("person", key: ["name": .text($0)]).count }
            }
            #expect(found == [1, 1, 0, 0])
        }
    }

    /// The summary keeps the words of the advice and hides what people wrote.
    @Test(arguments: Store.engines)
    func commonFaultsKeepTheWordsOfTheAdvice(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let rows = [
                Nobody.row("安一", ""), Nobody.row("白二", "", region: "没有的村"),
                Nobody.row("常三", Nobody.id("1990-01-01", 3), status: "乱写"),
            ]
            let run = try await test.checked(try .csv([Nobody.heading] + rows))
            let messages = run.faultCounts.map(\.message)
            #expect(messages.contains { $0.contains("请填写“身份证号”") }, "\(messages)")
            #expect(messages.contains { $0.contains("“就业状况”写的是“…”") }, "\(messages)")
            #expect(!messages.contains { $0.contains("乱写") || $0.contains("没有的村") })
            #expect(messages.contains { $0.contains("某镇某村") })
        }
    }
}
