/// Builds ZIP packages and workbooks byte by byte, for files that no writer of ours would make.
struct PackageBuilder {
    private var files: [(name: String, content: [UInt8])] = []

    mutating func add(_ name: String, _ text: String) { files.append((name, Array(text.utf8))) }

    /// The package with its files stored as they are.
    func bytes() -> [UInt8] {
        var body: [UInt8] = []
        var directory: [UInt8] = []
        for (name, content) in files {
            let offset = body.count
            let common =
                Self.short(20) + Self.short(0x0800) + Self.short(0) + Self.short(0) + Self.short(0x21)
                + Self.long(Self.crc(content)) + Self.long(UInt32(content.count)) + Self.long(UInt32(content.count))
                + Self.short(UInt16(name.utf8.count)) + Self.short(0)
            body += Self.long(0x0403_4B50) + common + Array(name.utf8) + content
            directory += Self.long(0x0201_4B50) + Self.short(20) + common
            directory += Self.short(0) + Self.short(0) + Self.short(0) + Self.long(0) + Self.long(UInt32(offset))
            directory += Array(name.utf8)
        }
        let count = UInt16(files.count)
        let end =
            Self.long(0x0605_4B50) + Self.short(0) + Self.short(0) + Self.short(count) + Self.short(count)
            + Self.long(UInt32(directory.count)) + Self.long(UInt32(body.count)) + Self.short(0)
        return body + directory + end
    }

    /// A workbook with one sheet; parts that are not given are left out of the package.
    static func workbook(
        sheet: String, strings: String? = nil, styles: String? = nil, workbookPr: String = "",
        name: String = "名单"
    ) -> [UInt8] {
        var builder = PackageBuilder()
        let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        builder.add(
            "_rels/.rels",
            "<Relationships><Relationship Id=\"rId1\" Type=\"\(types)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        )
        builder.add(
            "xl/workbook.xml",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <workbook xmlns:r="\(types)">\(workbookPr)<sheets><sheet name="\(name)" sheetId="1" r:id="rId1"/></sheets></workbook>
            """)
        builder.add(
            "xl/_rels/workbook.xml.rels",
            """
            <Relationships><Relationship Id="rId1" Type="\(types)/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="rId2" Type="\(types)/sharedStrings" Target="/xl/sharedStrings.xml"/>
            <Relationship Id="rId3" Type="\(types)/styles" Target="styles.xml"/></Relationships>
            """)
        builder.add("xl/worksheets/sheet1.xml", sheet)
        if let strings { builder.add("xl/sharedStrings.xml", strings) }
        if let styles { builder.add("xl/styles.xml", styles) }
        return builder.bytes()
    }

    private static func short(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }

    private static func long(_ value: UInt32) -> [UInt8] {
        [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value >> 16 & 0xFF), UInt8(value >> 24)]
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
