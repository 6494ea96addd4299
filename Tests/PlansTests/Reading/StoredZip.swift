/// A ZIP package without packing, written by hand so that the tests need no writer.
enum StoredZip {
    static func pack(_ files: [(name: String, text: String)]) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let content = Array(file.text.utf8)
            let name = Array(file.name.utf8)
            let header =
                word(20) + word(0) + word(0) + word(0) + word(0) + long(checksum(content)) + long(UInt32(content.count))
                + long(UInt32(content.count)) + word(UInt16(name.count)) + word(0)
            directory +=
                long(0x0201_4B50) + word(20) + header + word(0) + word(0) + word(0) + long(0)
                + long(UInt32(bytes.count)) + name
            bytes += long(0x0403_4B50) + header + name + content
        }
        let start = UInt32(bytes.count)
        let count = UInt16(files.count)
        return bytes + directory + long(0x0605_4B50) + word(0) + word(0) + word(count) + word(count)
            + long(UInt32(directory.count)) + long(start) + word(0)
    }

    private static func word(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }

    private static func long(_ value: UInt32) -> [UInt8] { word(UInt16(value & 0xFFFF)) + word(UInt16(value >> 16)) }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xFFFF_FFFF as UInt32) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1 }
        }
    }
}
