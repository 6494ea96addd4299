import Access
import Base
import Database
import Exchange
import RegisterTesting
import Packs
import Registers
import Sheets
import StoreTesting
import Testing

/// Headings as files write them, and the fields for which they stand.
@Suite struct ColumnTests {
    @Test func headingsOfManyHandsAreMatched() async throws {
        try await withImports(.sqlite) { test in
            let expected: [(String, String?)] = [
                ("序号", nil), ("姓 名", "name"), ("公民身份号码*", "citizen_id"), ("残疾证号", "certificate_number"),
                ("残疾人证有效期至", "certificate_valid_to"), ("乡镇（街道）", "region"), ("村（社区）", "region"),
                ("联系电话（手机）", "phone"), ("年龄", nil), ("目前就业情况", "employment_status"),
                ("期望月薪（元）", "wished_wage"), ("监护人\n联系电话", "guardian_phone"), ("甲乙丙丁", nil),
            ]
            let row = expected.map { _ in "x" }
            let file = try TestFile.csv([expected.map(\.0), row, row])
            let run = try await test.imports.upload(
                bytes: file.bytes, fileName: file.name, register: "person", as: test.actor)
            for (column, (heading, target)) in zip(run.columns, expected) {
                #expect(column.target?.rawValue == target, "\(heading): \(column.how)")
            }
            #expect(run.columns[8].how == .computed)
            #expect(run.columns[9].how == .similar)
            let preview = try await test.imports.preview(run.id, as: test.actor)
            #expect(preview.samples[1] == ["x", "x"])
            #expect(preview.targets.contains { $0.target == ColumnTarget("name") && $0.isRequired })
        }
    }

    @Test func twoColumnsForOneFieldAreRefused() async throws {
        try await withImports(.sqlite) { test in
            let file = try TestFile.csv([["姓名", "曾用名", "身份证号"], ["甲", "乙", Nobody.id("1980-01-01", 1)]])
            let run = try await test.imports.upload(
                bytes: file.bytes, fileName: file.name, register: "person", as: test.actor)
            await #expect(throws: ImportError.self) {
                try await test.imports.map(run.id, [1: ColumnTarget("name")], as: test.actor)
            }
            await #expect(throws: ImportError.self) {
                try await test.imports.map(run.id, [0: nil, 2: nil], as: test.actor)
            }
        }
    }

    @Test func theHeadingsMayStandWhereThePersonSays() async throws {
        try await withImports(.sqlite) { test in
            let file = try TestFile.csv([
                ["甲", "乙", "丙"], ["姓名", "身份证号", "所在村"], ["张三", Nobody.id("1980-01-01", 1), "990101001001"],
            ])
            let run = try await test.checked(file, options: ImportOptions(headerRows: 1...2))
            #expect(run.columns.map(\.heading) == ["甲/姓名", "乙/身份证号", "丙/所在村"])
            #expect(run.counts.new == 1)
        }
    }

    @Test(arguments: Store.engines)
    func aHouseholdThatIsNotRegisteredKeepsNobodyOut(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let heading = Nobody.heading + ["户编号"]
            let row = Nobody.row("魏一", Nobody.id("1981-01-01", 1)) + ["H-404"]
            let run = try await test.applied(try .csv([heading, row]))
            #expect(run.counts.new == 1)
            #expect(run.counts.warned == 1)
            let warning = try await test.rows(run).first?.faults.first
            #expect(warning?.isError == false)
            #expect(warning?.cell == "F2")
        }
    }

    @Test(arguments: Store.engines)
    func filesOfImportsThatEndedGoWhenTheirTimeIsOver(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let run = try await test.applied(try .csv([Nobody.heading, Nobody.row("陶一", Nobody.id("1981-01-01", 1))]))
            let open = try await test.checked(
                try .csv([Nobody.heading, Nobody.row("陶二", Nobody.id("1981-01-01", 2))]))
            let given = try await test.checked(
                try .csv([Nobody.heading, Nobody.row("陶三", Nobody.id("1981-01-01", 3))]))
            _ = try await test.imports.abandon(given.id, as: test.actor)
            let kept = try #require(test.test.store.catalogue.parameters["import_file_days"])
            let days = try #require(Int(try kept.value(on: Instant.now.chinaDay, in: nil).value))
            func later(_ days: Int) -> Instant { Instant.now.adding(seconds: Int64(86_400 * days)) }
            #expect(try await test.imports.clearFiles(at: later(days - 1)) == 0)
            #expect(try await test.imports.clearFiles(at: later(days + 1)) == 2)
            #expect(try await test.imports.clearFiles(at: later(days + 2)) == 0)
            var query = TrailQuery()
            query.kinds = [.filesCleared]
            let trail = try await test.test.access().trailPage(query, actor: test.actor)
            #expect(trail.rows.map(\.entry.detail) == ["导入 \(run.id)、\(given.id) 的原文件已删除，2 个"])
            #expect(try await test.imports.original(open.id, as: test.actor).isEmpty == false)
            #expect(try await test.imports.run(run.id, as: test.actor).counts.applied == 1)
            await #expect(throws: ImportError.self) { try await test.imports.original(run.id, as: test.actor) }
            let strange = try test.officer("990101001", account: 99)
            await #expect(throws: ImportError.self) { try await test.imports.run(run.id, as: strange) }
        }
    }

    @Test(arguments: Store.engines)
    func whatAFileHoldsStandsNowhereInTheClear(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let id = Nobody.id("1981-01-01", 1)
            _ = try await test.checked(
                try .csv([Nobody.heading, Nobody.row("秘密人", id), Nobody.row("秘密人", "99010119810101")]))
            let held = try await test.test.database.read { connection in
                try ["import_run", "import_chunk", "import_row", "duplicate_pair"].flatMap { table in
                    try connection.rows("SELECT * FROM \(name: table)").flatMap { row in
                        row.values.compactMap { value -> String? in
                            switch value {
                            case .text(let text): text
                            case .blob(let bytes): String(decoding: bytes, as: UTF8.self)
                            default: nil
                            }
                        }
                    }
                }
            }
            #expect(held.count > 20)
            #expect(!held.contains { $0.contains("秘密人") || $0.contains("9901011981") })
        }
    }
}
