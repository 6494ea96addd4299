import Access
import Base
import Database
import RegisterTesting
import Registers
import StoreTesting
import Testing

@Suite struct AttachmentTests {
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    @Test(arguments: Store.engines)
    func aContentIsKeptOnceWhateverItsName(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let store = AttachmentStore()
            let bytes = AttachmentTests.png + Array(repeating: 7, count: 3_000_000)
            let (one, two) = try await test.database.write { connection in
                (
                    try store.put(bytes, name: "/home/某人/合影.png", as: test.actor, in: connection),
                    try store.put(bytes, name: "另一个名字.pdf", as: test.actor, in: connection)
                )
            }
            #expect(one.digest == two.digest)
            #expect(one.name == "合影.png")
            #expect(two.kind == .png)
            try await test.database.read { connection in
                let count = try connection.first("SELECT COUNT(*) FROM attachment")?.int(0)
                #expect(count == 1)
                #expect(try store.info(one.digest, in: connection) == one)
                #expect(try store.bytes(one.digest, in: connection) == bytes)
                #expect(try store.info("00", in: connection) == nil)
            }
        }
    }

    @Test(arguments: Store.engines)
    func whatIsNotTakenInIsRefusedWithARemedy(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let tooLarge = AttachmentTests.png + Array(repeating: 0, count: AttachmentStore.limit)
            for (bytes, words) in [
                ([], "空的"), (tooLarge, "20 MB"), ([0x4D, 0x5A, 0x90], "PDF"), (Array("<a>\u{0}".utf8), "PDF"),
                ([0xC4, 0xE3, 0xBA, 0xC3], "UTF-8"),
            ] {
                let refusal = await #expect(throws: Refusal.self) {
                    try await test.database.write { connection in
                        try AttachmentStore().put(bytes, name: "文件", as: test.actor, in: connection)
                    }
                }
                #expect(refusal?.faults.first?.message.contains(words) == true)
            }
            let kept = try await test.database.read { try $0.first("SELECT COUNT(*) FROM attachment")?.int(0) }
            #expect(kept == 0)
        }
    }

    @Test func theContentSaysWhatAFileIs() {
        #expect(AttachmentKind(of: Array("%PDF-1.7\n".utf8)) == .pdf)
        #expect(AttachmentKind(of: [0xFF, 0xD8, 0xFF, 0xE0]) == .jpg)
        #expect(AttachmentKind(of: Array("姓名,就业日期\r\n".utf8)) == .txt)
        #expect(AttachmentKind(of: zip(["[Content_Types].xml", "word/document.xml"])) == .docx)
        #expect(AttachmentKind(of: zip(["[Content_Types].xml", "xl/workbook.xml"])) == .xlsx)
        #expect(AttachmentKind(of: zip(["OFD.xml"])) == .ofd)
        #expect(AttachmentKind(of: zip(["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"])) == nil)
        #expect(AttachmentKind(of: zip(["whatever.txt"])) == nil)
        #expect(AttachmentKind(of: [0x50, 0x4B, 0x03, 0x04]) == nil)
        #expect(AttachmentKind(of: []) == nil)
    }

    /// A package with empty entries of these names: its directory and its last record.
    private func zip(_ names: [String]) -> [UInt8] {
        var bytes: [UInt8] = [0x50, 0x4B, 0x03, 0x04] + Array(repeating: 0, count: 26)
        let start = bytes.count
        for name in names {
            bytes += [0x50, 0x4B, 0x01, 0x02] + Array(repeating: 0, count: 24)
            bytes += [UInt8(name.utf8.count), 0] + Array(repeating: 0, count: 16) + Array(name.utf8)
        }
        let size = bytes.count - start
        bytes += [0x50, 0x4B, 0x05, 0x06] + Array(repeating: 0, count: 8)
        bytes += [UInt8(size & 0xFF), UInt8(size >> 8), 0, 0, UInt8(start), 0, 0, 0, 0, 0]
        return bytes
    }
}
