/// Workbooks that no spreadsheet program would write: ZIP packages whose parts are stored as they are, with sizes as
/// one likes to state them.
struct StoredPackage {
    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// Adds a part.
    /// - Parameter stated: what the package says of its unfolded size where that is a lie.
    mutating func add(_ name: String, _ text: String, stated: Int? = nil) {
        let content = Array(text.utf8)
        let offset = body.count
        let common =
            Self.bytes(20, 2) + Self.bytes(0x0800, 2) + Self.bytes(stated == nil ? 0 : 8, 2) + Self.bytes(0x21 << 16, 4)
            + Self.bytes(Self.crc(content), 4) + Self.bytes(content.count, 4)
            + Self.bytes(stated ?? content.count, 4) + Self.bytes(name.utf8.count, 2) + Self.bytes(0, 2)
        body += Self.bytes(0x0403_4B50, 4) + common + Array(name.utf8) + content
        directory += Self.bytes(0x0201_4B50, 4) + Self.bytes(20, 2) + common + Self.bytes(0, 10)
        directory += Self.bytes(offset, 4) + Array(name.utf8)
        count += 1
    }

    /// The package.
    var bytes: [UInt8] {
        body + directory + Self.bytes(0x0605_4B50, 4) + Self.bytes(0, 4) + Self.bytes(count, 2) + Self.bytes(count, 2)
            + Self.bytes(directory.count, 4) + Self.bytes(body.count, 4) + Self.bytes(0, 2)
    }

    /// A workbook with one sheet of these rows below the headings 姓名 and 身份证号.
    static func book(
        rows: String, after: String = "", strings: String? = nil,
        extra: [(name: String, text: String, stated: Int?)] = []
    ) -> [UInt8] {
        let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        var package = StoredPackage()
        package.add(
            "xl/workbook.xml",
            "<workbook xmlns:r=\"\(types)\"><sheets><sheet name=\"名单\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
        )
        package.add(
            "xl/_rels/workbook.xml.rels",
            """
            <Relationships><Relationship Id="rId1" Type="\(types)/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="rId2" Type="\(types)/sharedStrings" Target="sharedStrings.xml"/></Relationships>
            """)
        let heading =
            "<row r=\"1\"><c t=\"inlineStr\"><is><t>姓名</t></is></c><c t=\"inlineStr\"><is><t>身份证号</t></is></c></row>"
        package.add(
            "xl/worksheets/sheet1.xml", "<worksheet><sheetData>\(heading)\(rows)</sheetData>\(after)</worksheet>")
        if let strings { package.add("xl/sharedStrings.xml", "<sst>\(strings)</sst>") }
        for part in extra { package.add(part.name, part.text, stated: part.stated) }
        return package.bytes
    }

    private static func bytes(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
    }

    private static func crc(_ content: [UInt8]) -> Int {
        let table = (0..<256).map { byte -> UInt32 in
            (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        }
        var crc: UInt32 = 0xFFFF_FFFF
        content.withUnsafeBufferPointer { bytes in
            table.withUnsafeBufferPointer { table in
                for byte in bytes { crc = table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] ^ (crc >> 8) }
            }
        }
        return Int(~crc)
    }
}
