import Base
import Database
import Exchange
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// A row that clashes with a record, or with another row, is refused with its place; the others go in.
@Suite struct ClashTests {
    private static let heading = ["姓名", "身份证号", "残疾人证号", "所在村（社区）"]
    private static let number = "系统编号（请勿改动）"
    private static let village = "990101001001"
    private static let serviceHeading = ["姓名", "身份证号", "服务日期", "服务类别", "服务情况"]

    @Test(arguments: Store.engines)
    func twoPeopleWithOneCertificateAreNoticedInTheFile(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            // Further apart than a transaction is long.
            let ids = (0..<600).map { Nobody.id(Day(number: -3_000 + $0).iso, $0) }
            let certificate = ids[0] + "43"
            var rows = ids.enumerated().map { ["人\($0)", $1, $0 == 0 ? certificate : "", Self.village] }
            rows[3][2] = certificate
            rows[599][2] = certificate
            let run = try await test.checked(try .csv([Self.heading] + rows))
            #expect(run.counts.new == 598 && run.counts.refused == 2)
            let refused = try await test.rows(run, .refused)
            #expect(refused.map(\.row) == [5, 601])
            #expect(
                refused.allSatisfy { row in
                    row.faults.contains { $0.message.contains("残疾人证号与第 2 行的相同") && $0.cell == "C\(row.row)" }
                })
            #expect(try await test.imports.apply(run.id, .goodRows, as: test.actor).counts.applied == 598)
        }
    }

    /// A service that was noted elsewhere is not seen by whoever uploads; only its row stays out.
    @Test(arguments: Store.engines)
    func aClashThatOnlyTheDatabaseSeesKeepsOutItsRowAlone(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let ids = (1...3).map { Nobody.id("1987-07-0\($0)", $0) }
            let people = ids.enumerated().map { Nobody.row("蒋\($0 + 1)", $1, region: Self.village) }
            _ = try await test.applied(try .csv([Nobody.heading] + people))
            let kind = try #require(
                test.test.store.catalogue.register("service")?.field("service_kind")?.codes?.entry(written: "职业指导"))
            let person = try await test.records()[1].id
            try await test.test.store.write(as: test.actor) { writing in
                try writing.create(
                    "service",
                    [
                        "person": .integer(person), "service_kind": .text(kind.code),
                        "service_date": Day(iso: "2026-03-05").map { .day($0) } ?? .null,
                        "region": .text("990101002001"),
                    ], source: .page)
            }
            let officer = try test.officer("990101001")
            let rows = ids.enumerated().map { ["蒋\($0 + 1)", $1, "2026-3-5", "职业指导", ""] }
            let run = try await test.checked(
                try .csv([Self.serviceHeading] + rows), register: "service", as: officer)
            #expect(run.counts.new == 3)
            // All or nothing: nothing, and the words name the row.
            do {
                _ = try await test.imports.apply(run.id, .everything, as: officer)
                Issue.record("a row that clashes went in")
            } catch let error as ImportError {
                #expect(error.description.contains("第 3 行：已经有一条"))
            }
            #expect(try await test.records("service").count == 1)
            let done = try await test.imports.apply(run.id, .goodRows, as: officer)
            #expect(done.state == .applied)
            #expect(done.counts.applied == 2 && done.counts.refused == 1)
            let refused = try #require(try await test.rows(done, .refused).first)
            #expect(refused.row == 3)
            #expect(refused.faults.contains { $0.message.contains("已经有一条") && $0.cell != nil })
            let services = try await test.records("service")
            #expect(services.count == 3)
            #expect(Set(services.map(\.id)).count == 3)
            #expect(try await test.test.store.verifyHistory().isEmpty)
            // Numbers that the refused rows drew are free again.
            let next = try await test.test.store.write(as: test.actor) { writing in
                try writing.create(
                    "service", ["person": .integer(person), "service_kind": .text(kind.code)], source: .page)
            }
            #expect(!services.map(\.id).contains(next))
        }
    }

    @Test(arguments: Store.engines)
    func aNumberAndAKeyOfDifferentRecordsAreAClash(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let ids = (1...3).map { Nobody.id("1975-05-0\($0)", $0) }
            let certificate = ids[1] + "43"
            let people = ids.enumerated().map { ["卫\($0 + 1)", $1, $0 == 1 ? certificate : "", Self.village] }
            _ = try await test.applied(try .csv([Self.heading] + people))
            let records = try await test.records().map(\.id)
            let rows = [
                ["\(records[0])", "卫1", ids[1], "", Self.village],
                ["\(records[0])", "卫1", ids[0], certificate, Self.village],
                ["\(records[2])", "卫三", ids[2], "", Self.village],
            ]
            let run = try await test.checked(try .csv([[Self.number] + Self.heading] + rows, name: "号.csv"))
            #expect(run.counts.refused == 2 && run.counts.changed == 1)
            let faults = try await test.rows(run, .refused).map(\.faults)
            try #require(faults.count == 2)
            #expect(faults[0].contains { $0.message.contains("系统编号和身份证号不是同一条") && $0.cell == "C2" })
            #expect(faults[1].contains { $0.message.contains("系统编号和残疾人证号不是同一条") && $0.cell == "D3" })

            // The number of a record that was merged away stands for the one that stayed.
            try await test.test.store.write(as: test.actor) { writing in
                _ = try writing.merge("person", keep: records[1], other: records[0], values: [:], reason: "同一人")
            }
            let merged = try await test.checked(
                try .csv([[Self.number] + Self.heading, ["\(records[0])", "卫2", ids[1], "", Self.village]]))
            #expect(merged.counts.same == 1)
        }
    }

    /// The person moved away; their service stayed in the register of the village.
    @Test(arguments: Store.engines, [false, true])
    func aRecordWhosePersonIsElsewhereIsARowsTrouble(_ engine: Database.Engine, isLate: Bool) async throws {
        try await withImports(engine) { test in
            let ids = (1...2).map { Nobody.id("1987-07-0\($0)", $0) }
            let people = ids.enumerated().map { Nobody.row("蒋\($0 + 1)", $1, region: Self.village) }
            _ = try await test.applied(try .csv([Nobody.heading] + people))
            let rows = ids.enumerated().map { ["蒋\($0 + 1)", $1, "2026-3-5", "职业指导", "一"] }
            _ = try await test.applied(try .csv([Self.serviceHeading] + rows), register: "service")
            let (first, services) = (try await test.records()[0].id, try await test.records("service").map(\.id))
            let officer = try test.officer("990101001")
            let file = try TestFile.csv([[Self.number, "服务情况"]] + services.map { ["\($0)", "二"] }, name: "号.csv")
            func move() async throws {
                try await test.test.store.write(as: test.actor) { writing in
                    try writing.update(
                        "person", first, version: nil, ["region": .text("990101002001")], source: .page)
                }
            }
            if !isLate { try await move() }
            let run = try await test.checked(file, register: "service", as: officer)
            #expect(run.counts.changed == (isLate ? 2 : 1) && run.counts.refused == (isLate ? 0 : 1))
            if isLate { try await move() }
            let done = try await test.imports.apply(run.id, .goodRows, as: officer)
            #expect(done.counts.applied == 1 && done.counts.refused == 1)
            let refused = try #require(try await test.rows(done, .refused).first)
            #expect(refused.row == 2)
            #expect(refused.faults.contains { $0.message.contains("区划") || $0.message.contains("数据权限") })
        }
    }
}
