import Access
import Base
import Database
import Exchange
import RegisterTesting
import Registers
import Sheets
import StoreTesting
import Testing

@Suite struct ImportTests {
    @Test(arguments: Store.engines)
    func aPlainListComesInAndTheSameFileAgainChangesNothing(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let rows = (1...30).map { Nobody.row("张三\($0)", Nobody.id("1980-05-\($0 < 10 ? "0" : "")\($0)", $0)) }
            let file = try TestFile.csv([Nobody.heading] + rows)
            let run = try await test.applied(file)
            #expect(run.state == .applied)
            #expect(run.counts.new == 30)
            #expect(run.counts.applied == 30)
            let records = try await test.records()
            #expect(records.count == 30)
            #expect(records[0]["region"] == .text("990101001001"))
            #expect(records[0]["employment_status"] == .text("unemployed"))
            let history = try await test.test.store.read(as: test.actor) { try $0.history("person", records[0].id) }
            #expect(history.first?.source == Source(.file, note: "名单.csv 第 2 行"))

            let again = try await test.applied(file)
            #expect(again.counts.same == 30)
            #expect(again.counts.applied == 0)
            #expect(try await test.records().map(\.version) == records.map(\.version))
            #expect(try await test.test.store.verifyHistory().isEmpty)
        }
    }

    /// What the desk shows: imports that were begun, of those that one may see.
    @Test(arguments: Store.engines)
    func unfinishedImportsAreCountedForWhoSeesThem(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let file = try TestFile.csv([Nobody.heading, Nobody.row("张三", Nobody.id("1980-05-05", 5))])
            let (near, far) = (try test.officer("990101", account: 1), try test.officer("990102", account: 2))
            for actor in [near, near, far] {
                _ = try await test.imports.upload(bytes: file.bytes, fileName: "x.csv", register: "person", as: actor)
            }
            let done = try await test.applied(file, as: near)
            #expect(done.state == .applied)
            #expect(try await test.imports.unfinishedCount(as: near) == 2)
            #expect(try await test.imports.unfinishedCount(as: far) == 1)
            #expect(try await test.imports.unfinishedCount(as: test.actor) == 3)
            #expect(try await test.imports.unfinishedCount(as: .stranger(address: nil)) == 0)
            #expect(try await test.imports.runs(as: near).map(\.id) == [done.id, 2, 1])
            #expect(try await test.imports.runs(register: "service", as: near).isEmpty)
            #expect(try await test.imports.runs(as: test.actor, limit: 2).count == 2)
        }
    }

    @Test(arguments: Store.engines)
    func oldFullWidthAndSpacedNumbersAreOnePerson(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let id = Nobody.id("1975-03-08", 11)
            _ = try await test.applied(try .csv([Nobody.heading, Nobody.row("李秀英", id, phone: "13800000001")]))
            let wide = String(
                id.map { $0.isASCIIDigit ? Character(UnicodeScalar(UInt32($0.asciiValue ?? 48) + 0xFEE0) ?? "0") : $0 })
            for (index, written) in [Nobody.oldID(id), wide, " \(id.prefix(6)) \(id.dropFirst(6))"].enumerated() {
                let phone = "1380000000\(index + 2)"
                let run = try await test.applied(
                    try .csv([Nobody.heading, Nobody.row("李秀英", written, phone: phone)], name: "第\(index)份.csv"))
                #expect(run.counts.changed == 1)
                let records = try await test.records()
                #expect(records.count == 1)
                #expect(records[0]["phone"] == .text(phone))
                #expect(records[0]["citizen_id"] == .text(id))
            }
        }
    }

    @Test(arguments: Store.engines)
    func theCertificateCarriesTheCitizenID(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let id = Nobody.id("1966-11-20", 5)
            let heading = ["姓名", "残疾人证号", "所在村（社区）"]
            let run = try await test.applied(try .csv([heading, ["王五", id + "43", "990101001001"]]))
            #expect(run.counts.new == 1)
            let record = try #require(try await test.records().first)
            #expect(record["citizen_id"] == .text(id))
            #expect(record["certificate_category"] == .text("4"))
            #expect(record["certificate_level"] == .text("3"))
        }
    }

    @Test(arguments: Store.engines)
    func aListInGB18030IsReadAndTold(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let rows = (1...20).map { Nobody.row("赵六\($0)", Nobody.id("1990-01-\($0 + 9)", $0)) }
            let file = try TestFile.csv([Nobody.heading] + rows, name: "旧系统.csv", encoding: .gb18030)
            let run = try await test.applied(file)
            #expect(run.formatText.contains("GB18030"))
            #expect(run.counts.new == 20)
            #expect(try await test.records().first?["name"] == .text("赵六1"))
        }
    }

    @Test(arguments: Store.engines)
    func emptyCellsTakeNothingAwayUnlessChosen(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let id = Nobody.id("1988-08-08", 8)
            _ = try await test.applied(try .csv([Nobody.heading, Nobody.row("孙七", id, phone: "13900000000")]))
            let bare = try TestFile.csv([Nobody.heading, Nobody.row("孙七", id, phone: "", status: "灵活就业")])
            let kept = try await test.applied(bare)
            #expect(kept.counts.changed == 1)
            #expect(try await test.records().first?["phone"] == .text("13900000000"))
            let erased = try await test.checked(bare, options: ImportOptions(emptyErases: true))
            let differences = try await test.rows(erased).first?.differences
            #expect(differences?.map(\.field) == ["phone"])
            _ = try await test.imports.apply(erased.id, .goodRows, as: test.actor)
            #expect(try await test.records().first?["phone"].isNull == true)
        }
    }

    @Test(arguments: Store.engines)
    func aRegionOnlyNamedRoughlyIsNoChange(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let id = Nobody.id("1979-12-12", 3)
            _ = try await test.applied(try .csv([Nobody.heading, Nobody.row("周八", id)]))
            let rough = Nobody.row("周八", id, region: "云桥街道")
            let run = try await test.checked(try .csv([Nobody.heading, rough]))
            #expect(run.counts.same == 1)
        }
    }

    @Test(arguments: Store.engines)
    func choicesOfColumnsAreRemembered(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let heading = ["姓名", "身份证号", "村", "意向", "甲栏"]
            let row = ["吴九", Nobody.id("1991-02-03", 4), "990101001001", "木工", "13700000000"]
            let file = try TestFile.csv([heading, row])
            let run = try await test.imports.upload(
                bytes: file.bytes, fileName: file.name, register: "person", as: test.actor)
            #expect(run.columns[4].target == nil)
            _ = try await test.imports.map(
                run.id, [3: ColumnTarget("wished_jobs"), 4: ColumnTarget("phone")], as: test.actor)
            let other = try TestFile.csv([heading, ["吴十", Nobody.id("1991-02-04", 5), "990101001001", "", "1"]])
            let next = try await test.imports.upload(
                bytes: other.bytes, fileName: other.name, register: "person", as: test.actor)
            #expect(next.columns[4].target == ColumnTarget("phone"))
            #expect(next.columns[4].how == .remembered)
            #expect(next.columns[3].target == ColumnTarget("wished_jobs"))
        }
    }

    @Test(arguments: Store.engines)
    func everythingOrNothing(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let good = (1...3).map { Nobody.row("郑\($0)", Nobody.id("1970-01-0\($0)", $0)) }
            let bad = Nobody.row("坏", "99010119700101000")
            let mixed = try await test.checked(try .csv([Nobody.heading] + good + [bad]))
            #expect(mixed.counts.refused == 1)
            await #expect(throws: ImportError.self) {
                try await test.imports.apply(mixed.id, .everything, as: test.actor)
            }
            #expect(try await test.records().isEmpty)
            let whole = try await test.checked(try .csv([Nobody.heading] + good))
            let done = try await test.imports.apply(whole.id, .everything, as: test.actor)
            #expect(done.state == .applied)
            #expect(done.counts.applied == 3)
            #expect(try await test.records().count == 3)
        }
    }

    @Test(arguments: Store.engines)
    func whatChangedAfterTheDryRunIsNotOverwritten(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let id = Nobody.id("1982-06-06", 6)
            _ = try await test.applied(try .csv([Nobody.heading, Nobody.row("冯一", id, phone: "13600000000")]))
            let run = try await test.checked(
                try .csv([Nobody.heading, Nobody.row("冯一", id, phone: "13600000001")], name: "新.csv"))
            #expect(run.counts.changed == 1)
            let record = try #require(try await test.records().first)
            try await test.test.store.write(as: test.actor) { writing in
                try writing.update("person", record.id, version: nil, ["phone": .text("13600000009")], source: .page)
            }
            let done = try await test.imports.apply(run.id, .goodRows, as: test.actor)
            #expect(done.counts.refused == 1)
            #expect(done.counts.applied == 0)
            #expect(try await test.records().first?["phone"] == .text("13600000009"))
            let row = try #require(try await test.rows(done, .refused).first)
            #expect(row.faults.contains { $0.message.contains("没有覆盖") })
        }
    }

    @Test(arguments: Store.engines)
    func aRowOutsideTheScopeIsRefusedWithTheReason(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let officer = try test.officer("990101001")
            let elsewhere = Nobody.id("1985-05-05", 9)
            _ = try await test.applied(
                try .csv([Nobody.heading, Nobody.row("陈二", elsewhere, region: "990101002001")]))
            let rows = [
                Nobody.row("陈一", Nobody.id("1985-05-05", 1), region: "新华社区"),
                Nobody.row("陈二", elsewhere, region: "新华社区"),
                Nobody.row("陈三", Nobody.id("1985-05-05", 3), region: "990101002001"),
            ]
            let run = try await test.checked(try .csv([Nobody.heading] + rows), as: officer)
            #expect(run.counts.new == 1)
            #expect(run.counts.refused == 2)
            let refused = try await test.rows(run, .refused)
            #expect(refused[0].faults.contains { $0.message.contains("数据权限以外") })
            #expect(refused[1].faults.contains { $0.message.contains("不在您的数据权限内") && $0.cell == "C4" })
            let done = try await test.imports.apply(run.id, .goodRows, as: officer)
            #expect(done.counts.applied == 1)
            #expect(try await test.records().count == 2)
        }
    }

    @Test(arguments: Store.engines)
    func twoRowsOfOnePersonAndTheSameRowTwice(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let id = Nobody.id("1993-03-03", 2)
            let rows = [
                Nobody.row("卫一", id, phone: "13500000000"), Nobody.row("卫一", id, phone: "13500000000"),
                Nobody.row("卫一", id, phone: "13500000001"),
            ]
            let run = try await test.applied(try .csv([Nobody.heading] + rows))
            #expect(run.counts.new == 1)
            #expect(run.counts.same == 1)
            #expect(run.counts.refused == 1)
            #expect(try await test.records().map { $0["phone"] } == [.text("13500000000")])
            let refused = try #require(try await test.rows(run, .refused).first)
            #expect(refused.row == 4)
            #expect(refused.faults.contains { $0.message.contains("第 2 行") })
        }
    }

    @Test(arguments: Store.engines)
    func servicesFindTheirPeople(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let ids = (1...3).map { Nobody.id("1987-07-0\($0)", $0) }
            let people = ids.enumerated().map { Nobody.row("蒋\($0.offset + 1)", $0.element) }
            _ = try await test.applied(try .csv([Nobody.heading] + people))
            let file = try TestFile.csv([
                ["姓名", "身份证号", "服务日期", "服务类别", "服务情况"],
                ["蒋1", ids[0], "2026/3/5", "职业指导", "电话沟通"],
                ["蒋9", ids[1], "2026-03-05", "职业指导", ""],
                ["蒋3", "", "2026年3月6日", "岗位推荐", ""],
                ["无此人", "", "2026-03-06", "岗位推荐", ""],
            ])
            let run = try await test.applied(file, register: "service")
            #expect(run.counts.new == 2)
            #expect(run.counts.refused == 2)
            let refused = try await test.rows(run, .refused)
            #expect(refused[0].faults.contains { $0.message.contains("蒋2") })
            #expect(refused[1].faults.contains { $0.message.contains("无此人") })
            let services = try await test.records("service")
            #expect(services.count == 2)
            #expect(services[0]["region"] == .text("990101001001"))
            let again = try await test.applied(file, register: "service")
            #expect(again.counts.same == 2)
            #expect(try await test.records("service").count == 2)
        }
    }

    @Test(arguments: Store.engines)
    func aFileWithHeadingsAloneSaysThatItHasNoRows(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let run = try await test.checked(try .csv([Nobody.heading]))
            #expect(run.counts.total == 0)
            #expect(run.counts.text.contains("没有一行内容"))
        }
    }
}
