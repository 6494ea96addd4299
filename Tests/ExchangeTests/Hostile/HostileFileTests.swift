import Base
import Database
import Exchange
import Registers
import Sheets
import StoreTesting
import Testing

/// Files that are broken or meant to break something: each is refused at the door in words that help.
@Suite struct HostileFileTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let kind: SheetError.Kind
        let words: String
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(
            name: "宏.xlsm", bytes: StoredPackage.book(rows: "", extra: [("xl/vbaProject.bin", "x", nil)]),
            kind: .notSpreadsheet, words: "宏"),
        Case(
            name: "炸弹.xlsx", bytes: StoredPackage.book(rows: "", extra: [("xl/media/a.bin", "x", 1 << 31)]),
            kind: .tooLarge, words: "压缩比异常"),
        Case(
            name: "一段文字用在很多格里.xlsx",
            bytes: StoredPackage.book(
                rows: "<row r=\"2\">" + String(repeating: "<c t=\"s\"><v>0</v></c>", count: 2_000) + "</row>",
                strings: "<si><t>" + String(repeating: "汉", count: 100_000) + "</t></si>"), kind: .tooLarge,
            words: "第 2 行的内容超过"),
        Case(
            name: "整表合并.xlsx",
            bytes: StoredPackage.book(
                rows: (2...4_000).map { "<row r=\"\($0)\"><c><v>1</v></c></row>" }.joined(),
                after: "<mergeCells><mergeCell ref=\"A1:BZZ1048576\"/></mergeCells>"), kind: .tooLarge, words: "合并"),
        Case(
            name: "列太多.csv",
            bytes: Array(("姓名,身份证号," + (0..<100_000).map { "列\($0)" }.joined(separator: ",")).utf8),
            kind: .tooLarge, words: "列"),
        Case(
            name: "分隔符太多.csv", bytes: Array(("姓名,身份证号" + String(repeating: ",", count: 1_000_000) + "\n杨,1").utf8),
            kind: .tooLarge, words: "列"),
        Case(
            name: "一格太大.csv",
            bytes: Array(("姓名,身份证号\n\"" + String(repeating: "长", count: 400_000) + "\",1\n").utf8), kind: .tooLarge,
            words: "一格的内容超过"),
        Case(
            name: "一行太大.csv",
            bytes: Array(
                ("姓名,身份证号\n" + String(repeating: String(repeating: "长", count: 100_000) + ",", count: 20) + "\n").utf8),
            kind: .tooLarge, words: "第 2 行的内容超过"),
        Case(
            name: "图片.xlsx", bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], kind: .notSpreadsheet, words: "图片"
        ),
        Case(
            name: "程序.csv", bytes: Array("MZ".utf8) + (0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* 37) },
            kind: .notSpreadsheet, words: ".xlsx 或 .csv"),
        Case(name: "空.xlsx", bytes: [], kind: .empty, words: "空文件"),
    ]

    /// Some are told at the upload, some when all rows are read; nothing of them is written.
    @Test(arguments: cases)
    func itIsRefusedInWordsThatHelp(_ hostile: Case) async throws {
        try await withImports(.sqlite) { test in
            do {
                _ = try await test.checked(TestFile(name: hostile.name, bytes: hostile.bytes))
                Issue.record("\(hostile.name) was taken")
            } catch let error as SheetError {
                #expect(error.kind == hostile.kind)
                #expect(error.message.contains(hostile.words), "\(error.message)")
                #expect(error.message.contains("请"))
            }
            #expect(try await test.records().isEmpty)
        }
    }

    /// Formatting dragged down to the last row is no attack, but common: the rows say nothing.
    @Test func aMillionEmptyRowsAreNone() async throws {
        try await withImports(.sqlite) { test in
            let id = Nobody.id("1983-03-03", 3)
            let person =
                "<row r=\"2\"><c t=\"inlineStr\"><is><t>杨平</t></is></c><c t=\"inlineStr\"><is><t>\(id)</t></is></c></row>"
            let bytes = StoredPackage.book(rows: person + String(repeating: "<row/>", count: 1_000_000))
            let options = ImportOptions(region: "990101001001")
            let run = try await test.checked(TestFile(name: "名单.xlsx", bytes: bytes), options: options)
            #expect(run.counts.total == 1)
            #expect(run.counts.new == 1)
        }
    }

    /// A row that cannot be read in the middle of a file stops the dry run; the import says so and can be given up.
    @Test(arguments: Store.engines)
    func afterAFaultInTheMiddleTheImportCanBeGivenUp(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let rows = (1...700).map { Nobody.row("杨平", Nobody.id("1970-01-\(10 + $0 % 18)", $0)) }
            let huge = [String(repeating: "长", count: 400_000)]
            let file = try TestFile.csv([Nobody.heading] + rows + [huge])
            await #expect(throws: SheetError.self) { try await test.checked(file) }
            let run = try #require(try await test.imports.runs(as: test.actor).first)
            #expect(run.state == .checking)
            #expect(try await test.imports.abandon(run.id, as: test.actor).state == .abandoned)
        }
    }
}
