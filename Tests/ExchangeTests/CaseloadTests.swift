import Access
import Base
import Database
import Exchange
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// Files name the people who look after others by name, and nobody takes out or decides on what is not theirs.
@Suite struct CaseloadTests {
    private static let heading = Nobody.heading + ["专职委员"]

    private func row(_ name: String, _ serial: Int, _ liaison: String) -> [String] {
        Nobody.row(name, Nobody.id("1980-05-01", serial)) + [liaison]
    }

    @Test(arguments: Store.engines)
    func accountsAreNamedInFilesAndAnUnknownNameKeepsNobodyOut(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let liaison = try await test.test.colleague("li", roles: ["liaison"], in: "990101")
            let number = try #require(liaison.account)
            let rows = [row("安一", 1, "li姓名"), row("白二", 2, "没有的人"), row("程三", 3, "")]
            let run = try await test.applied(try .csv([CaseloadTests.heading] + rows))
            #expect(run.counts.applied == 3)
            let records = try await test.records()
            #expect(records.map { $0["liaison"] } == [.integer(number), .null, .null])
            let told = try await test.rows(run).flatMap(\.faults)
            #expect(told.contains { $0.message.contains("没有叫这个名字的账号") && $0.message.contains("没有导入") && !$0.isError })

            // The same file changes nothing; another name is shown as a name.
            let again = try await test.checked(try .csv([CaseloadTests.heading] + rows.prefix(1), name: "同.csv"))
            #expect(again.counts.same == 1)
            _ = try await test.test.colleague("wang", roles: ["liaison"], in: "990101")
            let other = try await test.checked(try .csv([CaseloadTests.heading, row("安一", 1, "wang")], name: "换.csv"))
            let difference = try await test.rows(other, .changed).flatMap(\.differences).first { $0.field == "liaison" }
            #expect(difference?.old == "li姓名" && difference?.new == "wang姓名")
            _ = try await test.imports.apply(other.id, .goodRows, as: test.actor)
            #expect(try await test.records()[0]["liaison"] != .integer(number))
        }
    }

    @Test(arguments: Store.engines)
    func whatIsTakenOutFollowsTheRightToTakeOut(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let rows = [row("安一", 1, ""), row("白二", 2, "")]
            _ = try await test.applied(try .csv([CaseloadTests.heading] + rows))
            let liaison = try await test.test.colleague("li", roles: ["liaison"], in: "990101")
            await #expect(throws: AccessError.notAllowed(.export, "person")) {
                try await test.exports.export(
                    ListQuery(register: "person"), format: .csv, to: test.path("a.csv"), as: liaison)
            }
            try await test.test.store.write(as: test.actor) { writing in
                try writing.update("person", 1, version: nil, ["liaison": .text("li")], source: .page)
            }
            let officer = try test.officer("9901")
            let summary = try await test.exports.export(
                ListQuery(register: "person"), columns: ["name", "liaison"], format: .csv, to: test.path("b.csv"),
                as: officer)
            #expect(summary.rows == 2)
            let text = String(decoding: try test.file("b.csv").bytes, as: UTF8.self)
            #expect(text.contains("安一,li姓名") && text.contains("白二,"))
        }
    }

    /// A pair of which one side is somebody else's is not for the liaison to see, to count or to decide on.
    @Test(arguments: Store.engines)
    func doubtfulPairsAreShownWhenBothSidesAreOnesOwn(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let first = [
                Nobody.row("褚淼", Nobody.id("1969-09-09", 1), phone: "13100000000"),
                Nobody.row("褚渺", Nobody.id("1969-09-09", 2), phone: "13100000000"),
            ]
            for (index, row) in first.enumerated() {
                try await test.test.store.write(as: test.actor) { writing in
                    try writing.create(
                        "person",
                        [
                            "name": .text(row[0]), "citizen_id": .text(row[1]), "region": .text("990101001001"),
                            "phone": .text(row[3]), "remark": .text("\(index)"),
                        ], source: .page)
                }
            }
            #expect(try await test.desk.sweep(register: "person", as: test.actor) >= 1)
            let liaison = try await test.test.colleague("li", roles: ["liaison"], in: "990101")
            let waiting = try await test.desk.openCount(as: test.actor)
            #expect(waiting >= 1)
            func seen() async throws -> (count: Int, pairs: Int) {
                let count = try await test.desk.openCount(as: liaison)
                return (count, try await test.desk.pairs(as: liaison).pairs.count)
            }
            #expect(try await seen() == (0, 0))
            let pair = try #require(try await test.desk.pairs(as: test.actor).pairs.first)
            for (given, expected) in [(Int64(1), 0), (Int64(2), waiting)] {
                await #expect(throws: (any Error).self) { try await test.desk.comparison(pair.id, as: liaison) }
                try await test.test.store.write(as: test.actor) { writing in
                    try writing.update("person", given, version: nil, ["liaison": .text("li")], source: .page)
                }
                #expect(try await seen() == (expected, expected))
            }
            let comparison = try await test.desk.comparison(pair.id, as: liaison)
            #expect(comparison.lines.contains { $0.field == "liaison" && $0.left == "li姓名" })
        }
    }

    /// A colleague's file holds people that are not one's own.
    @Test(arguments: Store.engines)
    func whoDealsWithTheirOwnPeopleSeesNobodyElsesFiles(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let li = try await test.test.colleague("li", roles: ["liaison"], in: "990101")
            let wang = try await test.test.colleague("wang", roles: ["liaison"], in: "990101")
            let officer = try test.officer("990101")
            _ = try await test.applied(try .csv([CaseloadTests.heading, row("安一", 1, "li姓名")]))
            let file = try TestFile.csv([
                ["姓名", "身份证号", "服务日期", "服务类别"], ["安一", Nobody.id("1980-05-01", 1), "2026-3-5", "职业指导"],
            ])
            let run = try await test.checked(file, register: "service", as: li)
            #expect(run.counts.new == 1)
            for actor in [li, officer] {
                #expect(try await test.imports.run(run.id, as: actor).id == run.id)
                #expect(try await test.imports.runs(register: "service", as: actor).map(\.id) == [run.id])
                #expect(try await test.imports.original(run.id, as: actor) == file.bytes)
            }
            #expect(try await test.imports.unfinishedCount(as: li) == 1)
            #expect(try await test.imports.runs(as: wang).isEmpty)
            #expect(try await test.imports.unfinishedCount(as: wang) == 0)
            await #expect(throws: ImportError.self) { try await test.imports.run(run.id, as: wang) }
            await #expect(throws: ImportError.self) { try await test.imports.rows(run.id, as: wang) }
            await #expect(throws: ImportError.self) { try await test.imports.original(run.id, as: wang) }
            await #expect(throws: ImportError.self) { try await test.imports.preview(run.id, as: wang) }
            await #expect(throws: ImportError.self) {
                try await test.imports.annotated(run.id, to: test.path("a.xlsx"), as: wang)
            }
        }
    }

    /// A doubtful row of somebody else's file may be about anybody.
    @Test(arguments: Store.engines)
    func doubtfulRowsAreForWhoSeesTheFile(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let li = try await test.test.colleague("li", roles: ["liaison"], in: "990101")
            let first = Nobody.row("褚淼", Nobody.id("1969-09-09", 1), phone: "13100000000") + ["li姓名"]
            _ = try await test.applied(try .csv([CaseloadTests.heading, first]))
            let second = Nobody.row("褚渺", Nobody.id("1969-09-09", 2), phone: "13100000000")
            let run = try await test.applied(try .csv([Nobody.heading, second], name: "可疑.csv"))
            #expect(run.counts.doubtful == 1)
            let pair = try #require(try await test.desk.pairs(as: test.actor).pairs.first)
            #expect(pair.left == .row(run: run.id, row: 2))
            #expect(try await test.desk.openCount(as: try test.officer("990101")) == 1)
            #expect(try await test.desk.openCount(as: li) == 0)
            #expect(try await test.desk.pairs(as: li).pairs.isEmpty)
            await #expect(throws: (any Error).self) { try await test.desk.comparison(pair.id, as: li) }
            await #expect(throws: (any Error).self) { try await test.desk.decide(pair.id, .different, as: li) }
        }
    }

    /// Each liaison goes through their own people; nobody goes on with a sweep of others.
    @Test(arguments: Store.engines)
    func aSweepIsGoneOnWithByThoseWhoSeeTheSamePeople(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let li = try await test.test.colleague("li", roles: ["liaison"], in: "990101")
            let wang = try await test.test.colleague("wang", roles: ["liaison"], in: "990101")
            let officer = try test.officer("990101")
            let rows = [row("安一", 1, "li姓名"), row("白二", 2, "wang姓名"), row("程三", 3, "wang姓名")]
            _ = try await test.applied(try .csv([CaseloadTests.heading] + rows))
            let first = try await test.desk.startSweep(register: "person", as: li)
            let second = try await test.desk.startSweep(register: "person", as: wang)
            let third = try await test.desk.startSweep(register: "person", as: officer)
            #expect(Set([first.id, second.id, third.id]).count == 3)
            #expect([first.total, second.total, third.total] == [1, 2, 3])
            #expect(try await test.desk.startSweep(register: "person", as: li).id == first.id)
            await #expect(throws: ImportError.self) { try await test.desk.sweep(first.id, as: wang) }
            await #expect(throws: ImportError.self) { try await test.desk.sweep(third.id, as: wang) }
            #expect(try await test.desk.lastSweeps(as: wang).map(\.id) == [second.id])
            // The officer follows it, but would go through more people than it was begun for.
            #expect(try await test.desk.sweep(first.id, as: officer).total == 1)
            await #expect(throws: ImportError.self) { try await test.desk.runSweep(first.id, as: officer) }
            #expect(try await test.desk.runSweep(first.id, as: li).finishedAt != nil)
            #expect(try await test.desk.runSweep(first.id, as: officer).finishedAt != nil)
        }
    }
}
