import Base
import Database
import Exchange
import RegisterTesting
import Registers
import Sheets
import StoreTesting
import Testing

/// Child rows go out as a sheet of their own, or a cell of a text table, and come back.
@Suite struct ChildRowTests {
    private static let ids = (1...3).map { Nobody.id("1983-03-0\($0)", $0) }
    private static let register = "hardship_case"

    /// A kind of case that asks for no household.
    private static let kind = "hard"

    private static func need(_ kind: String?, _ detail: String?, met: Bool? = nil) -> FieldValues {
        [
            "need_kind": kind.map { .text($0) } ?? .null, "need_detail": detail.map { .text($0) } ?? .null,
            "need_date": met == nil ? .null : Day(iso: "2026-03-05").map { .day($0) } ?? .null,
            "need_met": met.map { .boolean($0) } ?? .null,
        ]
    }

    /// Three people of one name, each with a case; two cases have needs.
    private func fill(_ test: ImportTesting) async throws -> [Int64] {
        _ = try await test.applied(try .csv([Nobody.heading] + Self.ids.map { Nobody.row("杨平", $0) }))
        let people = try await test.records().map(\.id)
        let field = try #require(test.test.store.catalogue.register(Self.register)?.field("needs"))
        let kind = try #require(
            field.columns.first { $0.name == "need_kind" }?.codes?.entries.first?.code)
        return try await test.test.store.write(as: test.actor) { writing in
            try people.enumerated().map { index, person in
                var values: FieldValues = ["person": .integer(person), "hardship_kind": .text(Self.kind)]
                if index == 0 {
                    values["needs"] = .rows([
                        Self.need(kind, "想学美甲；白天\\晚上都行\n第二行", met: true), Self.need(nil, "=1+1"),
                    ])
                }
                if index == 1 { values["needs"] = .rows([Self.need(kind, "护理", met: false)]) }
                return try writing.create(Self.register, values, source: Source(.command))
            }
        }
    }

    private func export(_ test: ImportTesting, _ format: ExportFormat) async throws -> TestFile {
        let name = "cases.\(format.fileExtension)"
        _ = try await test.exports.export(
            ListQuery(register: Self.register), columns: [], format: format, to: test.path(name), as: test.actor)
        return try test.file(name)
    }

    @Test(arguments: Store.engines, [ExportFormat.xlsx, .csv, .csvGB18030])
    func whatGoesOutComesBackUnchanged(_ engine: Database.Engine, _ format: ExportFormat) async throws {
        try await withImports(engine) { test in
            _ = try await fill(test)
            let before = try await test.records(Self.register).map(\.values)
            let run = try await test.checked(try await export(test, format), register: Self.register)
            #expect(run.counts.total == 3)
            #expect(run.counts.same == 3, "\(run.counts.text) \(run.faultCounts)")
            _ = try await test.imports.apply(run.id, .goodRows, as: test.actor)
            #expect(try await test.records(Self.register).map(\.values) == before)
        }
    }

    @Test(arguments: Store.engines)
    func aWorkbookHasASheetOfChildRows(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let cases = try await fill(test)
            let source = try SheetSource.open(bytes: try await export(test, .xlsx).bytes, fileName: "x.xlsx")
            #expect(source.sheets.count == 3)
            let rows = try source.firstRows(sheet: try #require(source.sheets.first { $0.name.contains("需求") }).index)
            #expect(rows.count == 4)
            #expect(rows.dropFirst().map { $0.text(0) } == [cases[0], cases[0], cases[1]].map(String.init))
            #expect(rows[2].text(3) == "=1+1")
        }
    }

    /// The sheet is mended in a spreadsheet program: a cell changed, a line added, a line for nobody, a wrong code.
    @Test(arguments: Store.engines)
    func changedLinesChangeTheirRecordsAndLostOnesAreNamed(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let cases = try await fill(test)
            let field = try #require(test.test.store.catalogue.register(Self.register)?.field("needs"))
            let number = "系统编号（请勿改动）"
            func book(_ name: String, _ lines: [[String]]) throws -> TestFile {
                let writer = try WorkbookWriter(path: test.path(name))
                let main = try writer.addSheet("台账")
                try main.header([number, "纳入日期"])
                for id in cases { try main.write(texts: [String(id), ""]) }
                let sheet = try writer.addSheet(field.title)
                try sheet.header([number, "具体内容", "提出日期", "备注"])
                for line in lines { try sheet.write(texts: line) }
                try writer.close()
                return try test.file(name)
            }
            let good = try book(
                "good.xlsx",
                [["\(cases[1])", "护理", "", ""], ["\(cases[2])", "找工作", "2026-4-1", ""], ["99999", "没有人", "", ""]])
            let run = try await test.applied(good, register: Self.register)
            #expect(run.counts.changed == 2)
            #expect(run.counts.applied == 2)
            #expect(run.counts.refused == 1)
            let orphan = try #require(try await test.rows(run, .refused).first)
            #expect(orphan.isOrphan)
            #expect(orphan.faults.first?.sheetRow == 4)
            #expect(orphan.faults.first?.message.contains("找不到对应") == true)
            let change = try #require(try await test.rows(run, .changed).first)
            #expect(change.differences.first?.new.contains("护理") == true)
            let needs = try await test.records(Self.register).map { $0["needs"].rows?.count ?? 0 }
            // Who has no line keeps what there was.
            #expect(needs == [2, 1, 1])

            let bad = try await test.checked(
                try book("bad.xlsx", [["\(cases[0])", "x", "不是日期", ""]]), register: Self.register)
            #expect(bad.counts.refused == 1)
            let fault = try #require(try await test.rows(bad, .refused).first?.faults.first)
            #expect(fault.cell == "\(field.title) C2")
            try await test.imports.annotated(bad.id, to: test.path("marked.xlsx"), as: test.actor)
            let marked = try SheetSource.open(path: test.path("marked.xlsx"))
            let list = try #require(marked.sheets.first { $0.isProblemList })
            #expect(try marked.firstRows(sheet: list.index).contains { $0.cells.contains { $0.text.contains("不是日期") } })
        }
    }

    /// New records have no number yet: their lines are named by 序号, as the template asks.
    @Test(arguments: Store.engines)
    func theTemplateHoldsTheSheetAndTakesNewRecords(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            _ = try await test.applied(try .csv([Nobody.heading] + Self.ids.map { Nobody.row("杨平", $0) }))
            let definition = try #require(test.test.store.catalogue.register(Self.register))
            let field = try #require(definition.field("needs"))
            let path = test.path("template.xlsx")
            try await test.exports.template(register: Self.register, to: path, as: test.actor)
            let template = try SheetSource.open(path: path)
            let sheet = try #require(template.sheets.first { $0.name == field.title })
            let headings = try #require(try template.firstRows(sheet: sheet.index).first).cells.map(\.text)
            #expect(headings == ["序号"] + field.columns.map(\.title))
            #expect(try template.firstRows()[0].text(0) == "序号")

            let kind = try #require(definition.field("hardship_kind")?.codes?[Self.kind]?.title)
            let writer = try WorkbookWriter(path: test.path("new.xlsx"))
            let main = try writer.addSheet("台账")
            try main.header(["序号", "姓名", "身份证号", "援助对象类别"])
            for (index, id) in Self.ids.enumerated() {
                try main.write(texts: [String(index + 1), "杨平", id, kind])
            }
            // Numbered lines that nobody filled in are nothing.
            try main.write(texts: ["4", "", "", ""])
            let lines = try writer.addSheet(field.title)
            try lines.header(["序号", "具体内容"])
            for line in [["1", "甲"], ["3", "乙"], ["3", "丙"]] { try lines.write(texts: line) }
            try writer.close()
            let run = try await test.applied(try test.file("new.xlsx"), register: Self.register)
            #expect(run.counts.new == 3 && run.counts.applied == 3, "\(run.counts.text) \(run.faultCounts)")
            let needs = try await test.records(Self.register).map { record in
                (record["needs"].rows ?? []).map { $0["need_detail"]?.text ?? "" }
            }
            #expect(needs == [["甲"], [], ["乙", "丙"]])
            let preview = try await test.imports.preview(run.id, as: test.actor)
            #expect(preview.children.first?.links == ["序号"])
        }
    }

    @Test(arguments: Store.engines)
    func aNumberUsedTwiceIsADoubtAndNoGuess(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            _ = try await test.applied(try .csv([Nobody.heading] + Self.ids.map { Nobody.row("杨平", $0) }))
            let definition = try #require(test.test.store.catalogue.register(Self.register))
            let kind = try #require(definition.field("hardship_kind")?.codes?[Self.kind]?.title)
            let writer = try WorkbookWriter(path: test.path("twice.xlsx"))
            let main = try writer.addSheet("台账")
            try main.header(["序号", "姓名", "身份证号", "援助对象类别"])
            for id in Self.ids.prefix(2) { try main.write(texts: ["1", "杨平", id, kind]) }
            let lines = try writer.addSheet(try #require(definition.field("needs")).title)
            try lines.header(["序号", "具体内容"])
            try lines.write(texts: ["1", "甲"])
            try writer.close()
            let run = try await test.checked(try test.file("twice.xlsx"), register: Self.register)
            #expect(run.counts.refused == 2)
            #expect(try await test.rows(run, .refused).allSatisfy { $0.faults.contains { $0.message.contains("分不清") } })
        }
    }

    /// More rows and lines than one transaction takes: none is left out or reported twice.
    @Test(arguments: Store.engines)
    func manyRecordsWithLinesAreReadInPieces(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let ids = (0..<700).map {
                Nobody.id("19\(60 + $0 / 28 % 40)-0\(1 + $0 / 200)-\(10 + $0 % 18)", $0 % 999 + 1)
            }
            _ = try await test.applied(try .csv([Nobody.heading] + ids.map { Nobody.row("杨平", $0) }))
            let people = try await test.records().map(\.id)
            let definition = try #require(test.test.store.catalogue.register(Self.register))
            let kind = try #require(definition.field("hardship_kind")?.codes?[Self.kind]?.title)
            let writer = try WorkbookWriter(path: test.path("many.xlsx"))
            let main = try writer.addSheet("台账")
            try main.header(["序号", "残疾人：系统编号", "援助对象类别"])
            for (index, person) in people.enumerated() { try main.write(texts: ["\(index)", "\(person)", kind]) }
            let lines = try writer.addSheet(try #require(definition.field("needs")).title)
            try lines.header(["序号", "具体内容"])
            for index in 0..<(people.count + 600) { try lines.write(texts: ["\(index)", "第 \(index) 项"]) }
            try writer.close()
            let run = try await test.applied(try test.file("many.xlsx"), register: Self.register)
            #expect(run.counts.applied == people.count)
            #expect(run.counts.refused == 600)
            #expect(run.counts.total == people.count + 600)
            let needs = try await test.records(Self.register).map { $0["needs"].rows?.count ?? 0 }
            #expect(needs.allSatisfy { $0 == 1 })
        }
    }

    /// A sheet that bears the field's name but whose headings nobody knows is not passed over without a word.
    @Test(arguments: Store.engines)
    func aSheetWithUnknownHeadingsIsNamed(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            _ = try await test.applied(try .csv([Nobody.heading, Nobody.row("杨平", Self.ids[0])]))
            let definition = try #require(test.test.store.catalogue.register(Self.register))
            let field = try #require(definition.field("needs"))
            let kind = try #require(definition.field("hardship_kind")?.codes?[Self.kind]?.title)
            let writer = try WorkbookWriter(path: test.path("odd.xlsx"))
            let main = try writer.addSheet("台账")
            try main.header(["序号", "姓名", "身份证号", "援助对象类别"])
            try main.write(texts: ["1", "杨平", Self.ids[0], kind])
            let lines = try writer.addSheet(field.title)
            try lines.header(["甲", "乙"])
            try lines.write(texts: ["1", "想学手艺"])
            try writer.close()
            let run = try await test.checked(try test.file("odd.xlsx"), register: Self.register)
            #expect(run.counts.new == 1)
            let preview = try await test.imports.preview(run.id, as: test.actor)
            #expect(preview.children.map(\.sheetName) == [field.title] && preview.children.first?.isRead == false)
            let told = try #require(run.faultCounts.first { $0.title == field.title })
            #expect(told.message.contains("没有读") && !told.isError)
            // Said once, however often it is checked.
            let again = try await test.imports.check(run.id, as: test.actor)
            #expect(again.faultCounts.filter { $0.title == field.title }.map(\.count) == [1])
        }
    }
}
