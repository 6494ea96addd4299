/// Finds the encoding of a text file from all of its bytes.
struct EncodingSniffer {
    private var valid = 0
    private var invalid = 0
    private var pending = 0
    private var lower: UInt8 = 0x80
    private var upper: UInt8 = 0xBF

    /// The encoding of the stream's bytes: a mark decides; else UTF-8 when the bytes are valid; else GB 18030.
    static func encoding(of origin: SheetOrigin) throws -> TextEncoding {
        let stream = try origin.stream()
        let head = try SheetOrigin.take(4_096, from: stream)
        if let marked = marked(head) { return marked }
        if let wide = wide(head) { return wide }
        var sniffer = EncodingSniffer()
        sniffer.take(head[...])
        var chunk = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = try chunk.withUnsafeMutableBytes { try stream.read(into: $0) }
            if count == 0 { break }
            sniffer.take(chunk[..<count])
        }
        return sniffer.isUTF8 ? .utf8 : .gb18030
    }

    /// The encoding that the mark at the start tells.
    static func marked(_ head: [UInt8]) -> TextEncoding? {
        [.utf8BOM, .gb18030, .utf16LE, .utf16BE].first { head.starts(with: $0.mark) }
    }

    /// UTF-16 without a mark, known by the zero bytes of its ASCII characters.
    static func wide(_ head: [UInt8]) -> TextEncoding? {
        guard head.count >= 4 else { return nil }
        var zeros = [0, 0]
        for (index, byte) in head.enumerated() where byte == 0 { zeros[index % 2] += 1 }
        let half = head.count / 2
        if zeros[1] * 5 > half, zeros[0] * 50 < half { return .utf16LE }
        if zeros[0] * 5 > half, zeros[1] * 50 < half { return .utf16BE }
        return nil
    }

    /// A few broken bytes in much valid Chinese are still UTF-8, for instance a file cut off in mid-character.
    private var isUTF8: Bool { invalid == 0 || valid >= invalid * 50 }

    private mutating func take(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBufferPointer { buffer in
            for byte in buffer {
                if pending == 0, byte < 0x80 { continue }
                step(byte)
            }
        }
    }

    private mutating func step(_ byte: UInt8) {
        if pending > 0 {
            if byte >= lower, byte <= upper {
                pending -= 1
                (lower, upper) = (0x80, 0xBF)
                if pending == 0 { valid += 1 }
                return
            }
            invalid += 1
            pending = 0
        }
        (lower, upper) = (0x80, 0xBF)
        switch byte {
        case 0..<0x80: return
        case 0xC2...0xDF: pending = 1
        case 0xE0: (pending, lower) = (2, 0xA0)
        case 0xED: (pending, upper) = (2, 0x9F)
        case 0xE1...0xEF: pending = 2
        case 0xF0: (pending, lower) = (3, 0x90)
        case 0xF1...0xF3: pending = 3
        case 0xF4: (pending, upper) = (3, 0x8F)
        default: invalid += 1
        }
    }
}
