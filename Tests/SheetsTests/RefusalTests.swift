import Sheets
import Testing

@Suite("Files that are no tables are refused in words that help")
struct RefusalTests {
    static let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    static func wide(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }

    static func package(_ names: [String]) -> [UInt8] {
        var builder = PackageBuilder()
        for name in names { builder.add(name, "<x/>") }
        return builder.bytes()
    }

    @Test(
        "each kind is named with what to do",
        arguments: [
            (ole + [UInt8](repeating: 0, count: 600) + wide("Workbook"), SheetError.Kind.oldExcel, "另存为 .xlsx"),
            (ole + [UInt8](repeating: 0, count: 600) + wide("EncryptedPackage"), .encrypted, "去掉密码"),
            (ole + wide("WordDocument"), .notSpreadsheet, "Word"), ([], .empty, "空文件"),
            (Array("%PDF-1.7 ...".utf8), .notSpreadsheet, "PDF"),
            ([0xFF, 0xD8, 0xFF, 0xE0, 0, 1], .notSpreadsheet, "图片"),
            (package(["word/document.xml", "[Content_Types].xml"]), .notSpreadsheet, "Word 文档"),
            (package(["mimetype", "content.xml"]), .notSpreadsheet, ".ods"),
            (package(["xl/workbook.bin"]), .notSpreadsheet, ".xlsb"),
            (package(["名单.csv"]), .notSpreadsheet, "压缩包"), (Array("PK\u{3}\u{4}broken".utf8), .damaged, "重新下载"),
            (Array("MIME-Version: 1.0\r\nX-Document".utf8), .notSpreadsheet, "MHT"),
            (Array("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>".utf8), .oldExcel, "另存为 .xlsx"),
            ([0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 200, 201], .notSpreadsheet, ".csv"),
        ] as [([UInt8], SheetError.Kind, String)])
    func kinds(bytes: [UInt8], kind: SheetError.Kind, words: String) throws {
        let error = try #require(try refusal(bytes, name: "上报表.xls"))
        #expect(error.kind == kind)
        #expect(error.message.contains(words), "\(error.message)")
        for forbidden in ["非法", "无效", "系统错误"] { #expect(!error.message.contains(forbidden)) }
    }

    @Test("a broken part is named")
    func brokenPart() throws {
        let cut = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c>"
        let error = try #require(try refusal(PackageBuilder.workbook(sheet: cut)))
        #expect(error.kind == .damaged)
        #expect(error.message.contains("xl/worksheets/sheet1.xml"))
        let backwards = "<worksheet><sheetData><row r=\"3\"/><row r=\"2\"/></sheetData></worksheet>"
        #expect(try refusal(PackageBuilder.workbook(sheet: backwards))?.kind == .damaged)
        let entities = "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>"
        #expect(try refusal(PackageBuilder.workbook(sheet: entities))?.kind == .damaged)
    }

    @Test("a file that is not there, and a folder")
    func missing() throws {
        #expect(throws: SheetError.self) { try SheetSource.open(path: "/tmp/没有这个文件.xlsx") }
        #expect(throws: SheetError.self) { try SheetSource.open(path: "/tmp") }
        do {
            _ = try SheetSource.open(path: "/tmp/没有这个文件.xlsx")
        } catch let error as SheetError {
            #expect(error.kind == .notFound)
        }
    }

    @Test("every damage has words")
    func damageWords() {
        for damage in CellDamage.allCases { #expect(damage.message.contains("请")) }
    }
}
