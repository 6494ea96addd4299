import Base
import Database
import Exchange
import RegisterTesting
import Registers
import StoreTesting
import Synchronization
import Testing

/// Rows that leave the day out, which is a part of the key, stand for the same records when they come again.
@Suite struct DefaultKeyTests {
    private static let heading = ["姓名", "身份证号", "服务类别", "服务情况", "服务日期"]
    private static let ids = (1...3).map { Nobody.id("1987-07-0\($0)", $0) }

    private static func row(_ person: Int, _ kind: String, _ detail: String, on day: String = "") -> [String] {
        ["蒋\(person)", ids[person - 1], kind, detail, day]
    }

    /// A clock that the test puts forward.
    private final class TestClock: Sendable {
        private let time = Mutex(Instant.now.adding(seconds: -10 * 86_400))

        var now: Instant { time.withLock { $0 } }

        func nextDay() { time.withLock { $0 = $0.adding(seconds: 86_400) } }
    }

    @Test(arguments: Store.engines)
    func aFileWithoutDaysThatComesAgainMakesNoSecondRecords(_ engine: Database.Engine) async throws {
        let clock = TestClock()
        try await withImports(engine, now: { clock.now }) { test in
            let people = Self.ids.enumerated().map { Nobody.row("蒋\($0 + 1)", $1) }
            _ = try await test.applied(try .csv([Nobody.heading] + people))
            let rows = [Self.row(1, "职业指导", "电话沟通"), Self.row(2, "职业指导", "上门")]
            let first = try await test.applied(
                try .csv([Self.heading] + rows + [Self.row(3, "没有这一类", "")]), register: "service")
            #expect(first.counts.new == 2 && first.counts.refused == 1)

            // Mended and uploaded on the same day: the key is the same day again.
            let mended = [Self.heading] + rows + [Self.row(3, "岗位推荐", "")]
            let sameDay = try await test.applied(try .csv(mended, name: "改好.csv"), register: "service")
            #expect(sameDay.counts.same == 2 && sameDay.counts.applied == 1)
            // What a row says otherwise on the same day changes the record.
            let other = [Self.row(1, "职业指导", "当面沟通")]
            let changed = try await test.applied(try .csv([Self.heading] + other, name: "改.csv"), register: "service")
            #expect(changed.counts.changed == 1)
            #expect(try await test.records("service").count == 3)

            // On a later day it is known by all that it says, and the person is told.
            clock.nextDay()
            let later = [Self.heading] + rows.dropFirst() + [Self.row(3, "岗位推荐", ""), Self.row(1, "岗位推荐", "新的")]
            let nextDay = try await test.applied(try .csv(later, name: "又改.csv"), register: "service")
            #expect(nextDay.counts.same == 2 && nextDay.counts.new == 1 && nextDay.counts.warned == 2)
            let told = try await test.rows(nextDay, .same).flatMap(\.faults)
            #expect(told.allSatisfy { $0.message.contains("服务日期") && $0.message.contains("按同一条处理") && !$0.isError })
            let services = try await test.records("service")
            #expect(services.count == 4)
            #expect(Set(services.compactMap { $0["service_date"].day }).count == 2)

            // A second service of the same kind says its day.
            let dated = [Self.row(2, "职业指导", "上门", on: clock.now.chinaDay.iso)]
            let second = try await test.applied(try .csv([Self.heading] + dated, name: "二.csv"), register: "service")
            #expect(second.counts.new == 1 && second.counts.applied == 1)
        }
    }

    @Test(arguments: Store.engines)
    func whatWasDeletedMayComeAgain(_ engine: Database.Engine) async throws {
        let clock = TestClock()
        try await withImports(engine, now: { clock.now }) { test in
            _ = try await test.applied(try .csv([Nobody.heading, Nobody.row("蒋1", Self.ids[0])]))
            let rows = [Self.heading, Self.row(1, "职业指导", "电话沟通")]
            _ = try await test.applied(try .csv(rows), register: "service")
            let id = try #require(try await test.records("service").first?.id)
            try await test.test.store.write(as: test.actor) { writing in
                try writing.remove("service", id, version: nil, reason: "试", source: .page)
            }
            clock.nextDay()
            let again = try await test.applied(
                try .csv(rows + [Self.row(1, "岗位推荐", "")], name: "二.csv"), register: "service")
            #expect(again.counts.applied == 2)
        }
    }

    /// The day of a record that is there is never made today by a file that does not speak of it.
    @Test(arguments: Store.engines)
    func aRecordKeepsItsDay(_ engine: Database.Engine) async throws {
        let clock = TestClock()
        try await withImports(engine, now: { clock.now }) { test in
            _ = try await test.applied(try .csv([Nobody.heading, Nobody.row("蒋1", Self.ids[0])]))
            _ = try await test.applied(try .csv([Self.heading, Self.row(1, "职业指导", "一")]), register: "service")
            let record = try #require(try await test.records("service").first)
            clock.nextDay()
            let file = try TestFile.csv([["系统编号（请勿改动）", "服务情况"], ["\(record.id)", "二"]], name: "号.csv")
            let run = try await test.applied(file, register: "service")
            #expect(run.counts.applied == 1)
            let now = try #require(try await test.records("service").first)
            #expect(now["service_date"] == record["service_date"] && now["detail"] == .text("二"))
        }
    }
}
