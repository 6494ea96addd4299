import PropertyTesting
import Sheets
import Testing

/// Broken input ends in rows or in a `SheetError`, never in a crash and never without end.
@Suite("Broken files do no harm")
struct FuzzTests {
    private static let limits = SheetLimits(maxInflatedBytes: 8 << 20)

    private func readAll(_ bytes: [UInt8], seed: Int) throws {
        do {
            let source = try SheetSource.open(bytes: bytes, fileName: "x.xlsx", limits: Self.limits)
            for sheet in source.sheets.indices {
                _ = try source.allRows(sheet: sheet, filling: true)
                _ = try HeaderFinder(known: ["姓名"]).find(in: source, sheet: sheet)
            }
        } catch let error as SheetError {
            #expect(!error.message.isEmpty, "seed \(seed)")
        }
    }

    private static let parts: (sheet: String, strings: String, styles: String) = (
        """
        <worksheet xmlns="m"><dimension ref="A1:C4"/><cols><col min="1" max="2" width="9"/></cols><sheetData>
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>年龄</t></is></c></row>
        <row r="2" hidden="1"><c r="A2" t="s"><v>1</v></c><c r="B2" s="1"><v>45351.5</v></c><c r="C2" t="b"><v>1</v></c></row>
        <row r="4"><c r="A4"><f>1+1</f><v>3.5E+17</v></c><c t="e"><v>#REF!</v></c></row></sheetData>
        <mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:A4"/></mergeCells></worksheet>
        """, "<sst><si><t>姓名</t></si><si><r><t>张</t></r><r><t>&#x4E09;</t></r><rPh><t>x</t></rPh></si></sst>",
        "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;\"/></numFmts><cellXfs><xf/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"
    )

    @Test("workbooks with changed, cut and doubled bytes")
    func packages() throws {
        let whole = PackageBuilder.workbook(
            sheet: Self.parts.sheet, strings: Self.parts.strings, styles: Self.parts.styles)
        for seed in 1...400 {
            var random = SeededRandom(seed: UInt64(seed))
            try readAll(Self.mutated(whole, &random), seed: seed)
        }
    }

    @Test("parts with changed bytes in sound packages")
    func parts() throws {
        for seed in 1...400 {
            var random = SeededRandom(seed: UInt64(seed) &+ 10_000)
            func text(_ part: String) -> String {
                String(decoding: Self.mutated(Array(part.utf8), &random), as: UTF8.self)
            }
            let bytes = PackageBuilder.workbook(
                sheet: text(Self.parts.sheet), strings: text(Self.parts.strings), styles: text(Self.parts.styles))
            try readAll(bytes, seed: seed)
        }
    }

    @Test("random bytes with and without the signs of a format")
    func randomBytes() throws {
        let heads: [[UInt8]] = [
            [], Array("PK\u{3}\u{4}".utf8), [0xFF, 0xFE], [0xFE, 0xFF], Array("<table>".utf8), [0xEF, 0xBB, 0xBF],
        ]
        for seed in 1...300 {
            var random = SeededRandom(seed: UInt64(seed) &+ 20_000)
            let count = Int.random(in: 0...3_000, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            try readAll((heads.randomElement(using: &random) ?? []) + bytes, seed: seed)
        }
    }

    @Test("random text tables and pages made of telling pieces", arguments: TextEncoding.allCases)
    func pieces(encoding: TextEncoding) throws {
        let pieces: [[UInt8]] =
            [
                ",", "\"", "\n", "\r", "\t", "张", "，", "=\"", "'", "\u{0}", "<table>", "<tr>", "<td colspan=3>",
                "</td>", "</table>", "&amp;",
                "<td rowspan=\"9\">", "<!--", "-->", "<style>", "<a b='", "sep=;",
            ].map { Array($0.utf8) } + [[0x81], [0xFF], [0xE4, 0xB8]]
        for seed in 1...200 {
            var random = SeededRandom(seed: UInt64(seed) &+ 30_000)
            var bytes: [UInt8] = seed % 3 == 0 ? Array("<table>".utf8) : []
            for _ in 0..<Int.random(in: 1...300, using: &random) { bytes += pieces.randomElement(using: &random) ?? [] }
            do {
                let source = try SheetSource.open(bytes: bytes, fileName: "x.csv", encoding: encoding)
                _ = try source.allRows(filling: true)
            } catch is SheetError {
                continue
            }
        }
    }

    @Test("pages and text tables with changed bytes, read and given back with marks")
    func pagesAndTables() throws {
        let folder = try ScratchFolder()
        let page = """
            <html><style></style><table><tr><td colspan=2>甲</td><td rowspan='3'>乙</tr><tr><td>x<br>y</td></tr>
            <!-- c --><style>a</style></table><script>
            """
        let wholes = [page, "姓名,\"年,龄\"\n=\"\"1\"\",'2\n"].map { Array($0.utf8) }
        for seed in 1...400 {
            var random = SeededRandom(seed: UInt64(seed) &+ 40_000)
            let bytes = Self.mutated(wholes[seed % 2], &random)
            try readAll(bytes, seed: seed)
            guard seed % 10 == 0, let source = try? SheetSource.open(bytes: bytes, fileName: "x", limits: Self.limits)
            else { continue }
            let path = folder.file("a.xlsx")
            do {
                try AnnotatedWorkbook.write(source, marks: [SheetMark(row: 2, column: 1, message: "请改")], to: path)
            } catch is SheetError {
                continue
            }
            _ = try SheetSource.open(path: path).layout()
        }
    }

    private static func mutated(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0...4, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes[place] = [60, 62, 34, 47, 58, 61, 48, 57].randomElement(using: &random) ?? 0
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...20, using: &random)))
            case 3:
                let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
                bytes.insert(contentsOf: Array(bytes[place..<end]), at: Int.random(in: 0...bytes.count, using: &random))
            default: bytes.removeLast(Int.random(in: 0...min(60, bytes.count), using: &random))
            }
        }
        return bytes
    }
}
