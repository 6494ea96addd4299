/// The texts that a workbook's cells share, kept as bytes in blocks: each text after its length, and the place of every
/// sixteenth one. So a million texts cost little more than their letters.
struct SharedStrings: Sendable {
    private static let blockSize = 1 << 20
    private static let groupSize = 16

    private var blocks: [[UInt8]] = []
    /// Where each group of texts begins.
    private var groups: [(block: Int32, start: Int32)] = []
    private(set) var count = 0

    /// The text of that number; nil when there is none.
    func text(_ index: Int) -> String? {
        guard index >= 0, index < count else { return nil }
        let group = groups[index / Self.groupSize]
        return blocks[Int(group.block)].withUnsafeBufferPointer { bytes in
            var place = Int(group.start)
            var length = Self.length(bytes, &place)
            for _ in 0..<index % Self.groupSize {
                place += length
                length = Self.length(bytes, &place)
            }
            return String(decoding: UnsafeBufferPointer(rebasing: bytes[place..<place + length]), as: UTF8.self)
        }
    }

    /// Reads the part `sharedStrings.xml`: plain texts and rich text runs; phonetic runs are left out.
    /// - Throws: `SheetError` when the part is broken or beyond the limits.
    static func read(_ stream: any ByteStream, part: String, limits: SheetLimits) throws -> SharedStrings {
        var strings = SharedStrings()
        let scanner = XMLScanner(stream, part: part)
        var text: [UInt8] = []
        var bytes = 0
        while true {
            switch try scanner.next() {
            case .finished: return strings
            case .start where scanner.isNamed("si"):
                text.removeAll(keepingCapacity: true)
                try RichText.append(to: &text, from: scanner, limit: limits.maxFieldBytes)
                bytes += text.count + 8
                guard bytes <= limits.maxSharedBytes else {
                    throw SheetError(
                        .tooLarge, "工作簿里的文字超过 \(limits.maxSharedBytes >> 20) MB。请拆成几个文件后再上传")
                }
                strings.append(text)
            default: continue
            }
        }
    }

    private mutating func append(_ text: [UInt8]) {
        if count % Self.groupSize == 0 {
            if blocks.isEmpty || blocks[blocks.count - 1].count >= Self.blockSize {
                var block: [UInt8] = []
                // A group that begins near the end still fits as a rule, so the block need not be copied to grow.
                block.reserveCapacity(Self.blockSize + 4_096)
                blocks.append(block)
            }
            groups.append((Int32(blocks.count - 1), Int32(blocks[blocks.count - 1].count)))
        }
        count += 1
        let number = blocks.count - 1
        var length = text.count
        while length >= 0x80 {
            blocks[number].append(UInt8(length & 0x7F) | 0x80)
            length >>= 7
        }
        blocks[number].append(UInt8(length))
        blocks[number].append(contentsOf: text)
    }

    /// A length in groups of seven bits, the lowest first.
    private static func length(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> Int {
        var length = 0
        var shift = 0
        while true {
            let byte = bytes[place]
            place += 1
            length |= Int(byte & 0x7F) << shift
            if byte < 0x80 { return length }
            shift += 7
        }
    }
}
