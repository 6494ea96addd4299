import Access
import Base
import Database
import Exchange
import RegisterTesting
import Registers
import Sheets
import StoreTesting
import Testing

@Suite struct ExportTests {
    private static let ids = (1...4).map { Nobody.id("1983-03-0\($0)", $0) }

    private func fill(_ test: ImportTesting) async throws {
        let rows = Self.ids.enumerated().map {
            Nobody.row("=杨\($0.offset)", $0.element, phone: "1340000000\($0.offset)")
        }
        _ = try await test.applied(try .csv([Nobody.heading] + rows))
    }

    @Test(arguments: Store.engines)
    func aListGoesOutMaskedAndComesBackUnchanged(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            try await fill(test)
            let columns = ["#id", "name", "citizen_id", "birth_date", "region", "phone", "employment_status", "age"]
            let path = test.path("out.xlsx")
            let summary = try await test.exports.export(
                ListQuery(register: "person"), columns: columns, format: .xlsx, to: path, as: test.actor)
            #expect(summary.rows == 4)
            #expect(summary.isMasked)
            let rows = try SheetSource.open(path: path).firstRows()
            #expect(rows[0].text(1) == "姓名")
            #expect(rows[1].text(1) == "=杨0")
            #expect(rows[1].text(2).contains("*"))
            #expect(rows[1][column: 3].kind == .date)
            #expect(rows[1].text(4).contains("新华社区"))
            #expect(Int(rows[1].text(7)) != nil)
            let back = try await test.checked(try test.file("out.xlsx"))
            #expect(back.counts.same == 4)
        }
    }

    /// A row that was moved, or stars that somebody typed, are told and change nothing.
    @Test(arguments: Store.engines)
    func aMaskThatIsNotTheRecordsIsTold(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            try await fill(test)
            let rows = [
                ["系统编号", "姓名", "身份证号"], ["1", "=杨0", "9901**********" + Self.ids[0].suffix(4)],
                ["2", "=杨1", "9901**********0000"],
            ]
            let run = try await test.checked(try .csv(rows))
            #expect(run.counts.same == 2 && run.counts.warned == 1, "\(run.counts.text) \(run.faultCounts)")
            let told = try await test.rows(run, .same).flatMap(\.faults)
            #expect(told.count == 1 && told[0].cell == "C3" && told[0].message.contains("对不上"))
        }
    }

    @Test(arguments: Store.engines)
    func aTemplateOfAnotherRegisterIsNotRead(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            try await test.exports.template(register: "service", to: test.path("t.xlsx"), as: test.actor)
            let file = try test.file("t.xlsx")
            let titles = ["service", "person"].compactMap { test.test.store.catalogue.register($0)?.listTitle }
            let refused = await #expect(throws: ImportError.self) {
                try await test.imports.upload(
                    bytes: file.bytes, fileName: file.name, register: "person", as: test.actor)
            }
            #expect(refused?.kind == .otherRegister)
            #expect(refused?.message.contains("是“\(titles[0])”的模板，您选的是“\(titles[1])”") == true)
        }
    }

    @Test(arguments: Store.engines)
    func secretsInTheClearNeedAReasonAndLeaveATrace(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            try await fill(test)
            let path = test.path("out.csv")
            _ = try await test.exports.export(
                ListQuery(register: "person"), columns: ["name", "citizen_id"], format: .csvGB18030,
                revealing: "上报省残联", to: path, as: test.actor)
            let source = try SheetSource.open(path: path)
            #expect(source.encoding == .gb18030)
            let rows = try source.firstRows()
            #expect(rows.dropFirst().map { $0.text(2) } == Self.ids)
            #expect(rows.map { $0.text(0) } == ["系统编号（请勿改动）", "1", "2", "3", "4"])
            // What begins like a formula is no formula in the file.
            let line = try test.file("out.csv").bytes.split(separator: UInt8(ascii: "\n"))[1]
            #expect(line.split(separator: UInt8(ascii: ","))[1].first != UInt8(ascii: "="))
            let traces = try await test.test.database.read { connection in
                try connection.rows("SELECT kind, reason FROM trail ORDER BY kind").map {
                    "\(try $0.text(0)) \(try $0.textOrNil(1) ?? "")"
                }
            }
            #expect(traces.contains("exported 上报省残联"))
            #expect(traces.contains("secret_seen 上报省残联"))
            await #expect(throws: AccessError.self) {
                try await test.exports.export(
                    ListQuery(register: "person"), columns: ["citizen_id"], format: .csv, revealing: " ", to: path,
                    as: test.actor)
            }
        }
    }

    @Test(arguments: Store.engines)
    func onlyTheScopeGoesOut(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            try await fill(test)
            _ = try await test.applied(
                try .csv([Nobody.heading, Nobody.row("外", Nobody.id("1983-03-09", 9), region: "990101002001")]))
            let summary = try await test.exports.export(
                ListQuery(register: "person"), format: .xlsx, to: test.path("x.xlsx"),
                as: try test.officer("990101002"))
            #expect(summary.rows == 1)
        }
    }

    @Test(arguments: Store.engines)
    func aTemplateIsKnownWhenItComesBack(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            try await fill(test)
            let path = test.path("template.xlsx")
            try await test.exports.template(register: "service", to: path, as: test.actor)
            let source = try SheetSource.open(path: path)
            let titles = try #require(try source.firstRows().first).cells.map(\.text)
            #expect(titles.contains("姓名") && titles.contains("身份证号") && titles.contains("服务类别"))
            #expect(source.sheets.contains { $0.hidden && $0.name == "qihang" })

            // Filled in, with a heading that only the hidden sheet explains.
            let book = try WorkbookWriter(path: test.path("filled.xlsx"))
            let sheet = try book.addSheet(source.sheets[0].name)
            try sheet.header(["姓名", "身份证号", "服务日期", "服务类别"])
            try sheet.write(texts: ["=杨1", Self.ids[1], "2026-05-06", "职业指导"])
            let mark = try book.addSheet("qihang", SheetSetup(hidden: true))
            try source.rows(sheet: try #require(source.sheets.first { $0.name == "qihang" }).index) { row in
                try mark.write(texts: [row.text(0), row.text(1)])
                return .continue
            }
            try book.close()
            let run = try await test.applied(try test.file("filled.xlsx"), register: "service")
            #expect(run.columns.allSatisfy { $0.how == .template })
            #expect(run.counts.applied == 1)
            #expect(try await test.records("service").count == 1)
        }
    }

    /// What a template says of a field in its sheet of explanations, and the drop-downs of its first sheet.
    private static func template(_ test: ImportTesting, _ title: String, as actor: Actor) async throws -> (
        words: String, lists: String
    ) {
        let path = test.path("template-\(actor.signInName).xlsx")
        try await test.exports.template(register: "person", to: path, as: actor)
        let source = try SheetSource.open(path: path)
        var words = ""
        try source.rows(sheet: try #require(source.sheets.first { $0.name == "填写说明" }).index) { row in
            if row.text(0) == title { words = row.text(2) }
            return .continue
        }
        let sheet = try ZipArchive(path: path).read("xl/worksheets/sheet1.xml")
        return (words, String(decoding: sheet, as: UTF8.self))
    }

    @Test(arguments: Store.engines)
    func aTemplateOffersTheAccountsThatTheReaderMayChoose(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let officer = try await test.test.colleague("wang", roles: ["officer"], in: "990101")
            _ = try await test.test.colleague("fuyi", roles: ["counsellor"], in: "990101001")
            _ = try await test.test.colleague("fuer", roles: ["counsellor"], in: "990122")
            _ = try await test.test.colleague("weisan", roles: ["liaison"], in: "990101")
            let title = try #require(
                test.test.store.catalogue.register("person")?.field("counsellor")?.title)
            let few = try await ExportTests.template(test, title, as: officer)
            #expect(few.words.contains("fuyi姓名") && !few.words.contains("fuer"), "\(few.words)")
            #expect(!few.words.contains("weisan"))
            #expect(few.lists.contains("fuyi姓名") && !few.lists.contains("fuer"))

            for number in 0..<230 {
                _ = try await test.test.colleague("f\(number)", roles: ["counsellor"], in: "990101")
            }
            let many = try await ExportTests.template(test, title, as: officer)
            #expect(many.words.contains("等 231 项"))
            let path = test.path("template-wang.xlsx")
            let source = try SheetSource.open(path: path)
            let hidden = try #require(source.sheets.first { $0.hidden && $0.name == "选项" })
            var found: Set<String> = []
            try source.rows(sheet: hidden.index) { row in
                found.formUnion(row.cells.map(\.text))
                return .continue
            }
            #expect(found.isSuperset(of: (0..<230).map { "f\($0)姓名" }))
            #expect(many.lists.contains("choices_"))
        }
    }

    @Test(arguments: Store.engines)
    func aPrefilledTemplateFindsItsRecordsByNumber(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            try await fill(test)
            let register = try #require(test.test.store.catalogue.register("person"))
            let columns =
                [TemplateColumn.number]
                + TemplateColumn.columns(
                    of: register, fields: ["name", "phone", "work_wish"], catalogue: test.test.store.catalogue)
            let records = try await test.test.store.read(as: test.actor) { reading in
                try reading.list(ListQuery(register: "person")).records
            }
            let path = test.path("village.xlsx")
            try TemplateWriter(register: register, columns: columns, regions: test.test.store.regions)
                .write(records, to: path)
            let rows = try SheetSource.open(path: path).firstRows()
            let filled =
                [rows[0].cells.map(\.text)]
                + rows.dropFirst().map { row in
                    [
                        row.text(0), row.text(1), "1390000\(row.text(0).count == 1 ? "000" : "00")\(row.text(0))",
                        "有就业需求",
                    ]
                }
            let run = try await test.applied(try .csv(filled, name: "回收.csv"))
            #expect(run.counts.changed == 4)
            #expect(run.counts.applied == 4)
            #expect(try await test.records().allSatisfy { $0["work_wish"] == .text("wants") })
        }
    }

    /// A liaison's worksheet: people and places named beforehand, what was done filled in; who was not worked on comes
    /// back as not filled in, which is no error.
    @Test(arguments: Store.engines)
    func aWorksheetOfPeopleComesBackAsTheirRecords(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            try await fill(test)
            let catalogue = test.test.store.catalogue
            let register = try #require(catalogue.register("service"))
            let columns =
                [
                    TemplateColumn(
                        title: "残疾人：系统编号", target: ColumnTarget("person", by: "#id"), isOpen: false),
                    TemplateColumn(title: "姓名", target: ColumnTarget("person", by: "name"), isOpen: false),
                    TemplateColumn(title: "所在区划", target: ColumnTarget("region"), isOpen: false),
                ]
                + TemplateColumn.columns(
                    of: register, fields: ["service_date", "service_kind", "detail"], catalogue: catalogue)
            let people = try await test.test.store.read(as: test.actor) { reading in
                try reading.list(ListQuery(register: "person")).records
            }
            let path = test.path("worksheet.xlsx")
            try TemplateWriter(register: register, columns: columns, regions: test.test.store.regions).write(
                people,
                extra: {
                    ["残疾人：系统编号": String($0.id), "姓名": $0["name"].text ?? "", "所在区划": "云桥街道新华社区"]
                }, to: path)
            let rows = try SheetSource.open(path: path).firstRows()
            var filled = rows.map { row in (0...5).map { row.text($0) } }
            filled[2][3] = "2026-05-06"
            filled[2][4] = "职业指导"
            let run = try await test.applied(try .csv(filled, name: "回收.csv"), register: "service")
            #expect(run.counts.total == 4)
            #expect(run.counts.blank == 3)
            #expect(run.counts.refused == 0)
            #expect(run.counts.applied == 1)
            #expect(run.faultCounts.isEmpty)
            #expect(run.counts.text.contains("没有填写 3"))
            #expect(try await test.rows(run, .blank).map(\.label) == ["=杨0", "=杨2", "=杨3"])
            // The same once more has nothing to write, and is over by itself.
            let same = try await test.checked(try .csv(filled, name: "同一份.csv"), register: "service")
            #expect(same.state == .settled)
            // Whoever wants all or nothing is not kept from it by lines that are not filled in.
            filled[3][3] = "2026-05-07"
            filled[3][4] = "职业指导"
            let again = try await test.checked(try .csv(filled, name: "再来.csv"), register: "service")
            #expect(try await test.imports.apply(again.id, .everything, as: test.actor).state == .applied)
            let service = try #require(try await test.records("service").first)
            #expect(service["person"] == .integer(people[1].id))
        }
    }

    /// Files go out by name, size and check sum; they do not come in with a sheet, and the column says so.
    @Test(arguments: Store.engines)
    func attachmentsGoOutByName(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            try await fill(test)
            let people = try await test.records()
            try await test.test.store.write(as: test.actor) { writing in
                let file = try AttachmentStore().put(
                    Array("%PDF-1.4 合同".utf8), name: "合同.pdf", as: test.actor, in: writing.connection)
                try writing.create(
                    "employment",
                    [
                        "person": .integer(people[0].id), "start_date": .day(try #require(Day(iso: "2026-03-01"))),
                        "route": .text("flexible"), "employer_name": .text("云河织造厂"), "evidence": .list([file.digest]),
                    ], source: .page)
            }
            _ = try await test.exports.export(
                ListQuery(register: "employment"), columns: [], format: .csv, to: test.path("e.csv"), as: test.actor)
            let rows = try SheetSource.open(path: test.path("e.csv")).firstRows()
            let column = try #require(rows[0].cells.firstIndex { $0.text == "佐证附件" })
            #expect(rows[1].text(column).hasPrefix("合同.pdf（1 KB，校验 "))
            let run = try await test.checked(try test.file("e.csv"), register: "employment")
            #expect(run.counts.same == 1, "\(run.counts.text) \(run.faultCounts)")
            #expect(run.columns[column].how == .attachment)
        }
    }

    /// Every register of the packs has a template that is known again by its headings alone, and a list that goes out.
    @Test func everyRegisterGoesOutAndIn() async throws {
        try await withImports(.sqlite) { test in
            for register in test.test.store.catalogue.registers {
                let path = test.path("\(register.name).xlsx")
                try await test.exports.template(register: register.name, to: path, as: test.actor)
                let source = try SheetSource.open(path: path)
                let titles = try #require(try source.firstRows().first).cells.map(\.text)
                #expect(Set(titles).count == titles.count, "\(register.name)")
                let file = try TestFile.csv([titles, titles.map { _ in "" } + ["x"]])
                let run = try await test.imports.upload(
                    bytes: file.bytes, fileName: file.name, register: register.name, as: test.actor)
                let columns = TemplateColumn.columns(of: register, catalogue: test.test.store.catalogue)
                for (column, wanted) in zip(run.columns, columns) {
                    #expect(column.target == wanted.target, "\(register.name): \(column.heading) \(column.how)")
                }
                let summary = try await test.exports.export(
                    ListQuery(register: register.name), columns: [], format: .csv,
                    to: test.path("\(register.name).csv"), as: test.actor)
                #expect(summary.rows == 0)
            }
        }
    }
}
