import Glibc
import Sheets
import Testing

/// Packages that we write: whole or not there.
@Suite struct ZipWriterTests {
    private struct Broken: Error {}

    @Test func filesComeBackAsTheyWere() throws {
        let folder = try ScratchFolder()
        let path = folder.file("out.zip")
        let large = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let writer = try ZipWriter(path: path)
        var loaded: [String] = []
        for (name, bytes) in [("张三-1/证明.txt", Array("残疾人证".utf8)), ("张三-1/空.txt", []), ("李四-2/照片.jpg", large)] {
            try writer.add(name, size: bytes.count) {
                loaded.append(name)
                return bytes
            }
        }
        #expect(loaded.isEmpty && access(path, F_OK) != 0)
        try writer.close()
        #expect(loaded == ["张三-1/证明.txt", "张三-1/空.txt", "李四-2/照片.jpg"])
        let archive = try ZipArchive(path: path)
        #expect(archive.entries.map(\.name) == loaded)
        #expect(try archive.read("张三-1/证明.txt") == Array("残疾人证".utf8))
        #expect(try archive.read("李四-2/照片.jpg") == large)
    }

    @Test func whatCannotBeLoadedLeavesNothingBehind() throws {
        let folder = try ScratchFolder()
        let path = folder.file("out.zip")
        let writer = try ZipWriter(path: path)
        try writer.add("一", size: 3) { [1, 2, 3] }
        try writer.add("二", size: 3) { throw Broken() }
        #expect(throws: Broken.self) { try writer.close() }
        #expect(access(path, F_OK) != 0 && access(path + ".partial", F_OK) != 0)
        do {
            let dropped = try ZipWriter(path: path)
            try dropped.add("一", size: 3) { [1, 2, 3] }
        }
        #expect(access(path, F_OK) != 0 && access(path + ".partial", F_OK) != 0)
        #expect(throws: SheetError.self) { try ZipWriter(path: "/nowhere/at/all/out.zip") }
    }
}
