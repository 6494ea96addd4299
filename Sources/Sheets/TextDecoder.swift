import Glibc

/// Turns the bytes of a text file into UTF-8. What is no text in the file's encoding becomes U+FFFD.
final class TextDecoder: ByteStream {
    private let source: any ByteStream
    private var converter: iconv_t?
    private var raw: [UInt8]
    private var rawStart = 0
    private var rawEnd = 0
    private var sourceEnded = false
    private var markToSkip: [UInt8]

    var bytesTaken: Int { source.bytesTaken }
    var bytesTotal: Int { source.bytesTotal }

    init(_ source: any ByteStream, encoding: TextEncoding) throws {
        self.source = source
        raw = [UInt8](repeating: 0, count: 64 << 10)
        // A mark is skipped whichever way the encoding was chosen.
        markToSkip = encoding == .utf8 ? TextEncoding.utf8BOM.mark : encoding.mark
        if let name = encoding.iconvName {
            let opened = iconv_open("UTF-8", name)
            guard opened != iconv_t(bitPattern: -1) else {
                throw SheetError(.unreadable, "这台服务器不能转换 \(encoding.title) 编码。请把文件另存为 UTF-8 后再上传")
            }
            converter = opened
        }
    }

    deinit {
        if let converter { iconv_close(converter) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            if rawStart == rawEnd || needsMore { try fill() }
            if rawStart == rawEnd { return 0 }
            let written = converter == nil ? copy(into: buffer) : convert(into: buffer)
            if written > 0 { return written }
        }
    }

    /// Set when the bytes at hand end within a character.
    private var needsMore = false

    private func fill() throws {
        needsMore = false
        if rawStart > 0 {
            raw.withUnsafeMutableBytes { bytes in
                if let base = bytes.baseAddress { memmove(base, base + rawStart, rawEnd - rawStart) }
            }
            rawEnd -= rawStart
            rawStart = 0
        }
        while rawEnd < raw.count, !sourceEnded {
            let count = try raw.withUnsafeMutableBytes {
                try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[rawEnd...]))
            }
            if count == 0 { sourceEnded = true }
            rawEnd += count
            if rawEnd >= 4 { break }
        }
        if !markToSkip.isEmpty {
            if rawEnd >= markToSkip.count, raw.starts(with: markToSkip) { rawStart = markToSkip.count }
            markToSkip = []
        }
    }

    private func copy(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, rawEnd - rawStart)
        raw.withUnsafeBytes {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[rawStart..<rawStart + count]))
        }
        rawStart += count
        return count
    }

    private func convert(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        var written = 0
        while rawStart < rawEnd, buffer.count - written >= 4 {
            let code = step(buffer, &written)
            if code == 0 || code == E2BIG { break }
            if code == EINVAL, !sourceEnded {
                needsMore = true
                break
            }
            // EILSEQ, or an unfinished character at the very end: one mark for one byte.
            for (offset, byte) in "\u{FFFD}".utf8.enumerated() { buffer[written + offset] = byte }
            written += 3
            rawStart += 1
        }
        return written
    }

    private func step(_ buffer: UnsafeMutableRawBufferPointer, _ written: inout Int) -> Int32 {
        raw.withUnsafeMutableBytes { bytes -> Int32 in
            var input = bytes.baseAddress.map { ($0 + rawStart).assumingMemoryBound(to: CChar.self) }
            var inputLeft = rawEnd - rawStart
            var output = buffer.baseAddress.map { ($0 + written).assumingMemoryBound(to: CChar.self) }
            // Four bytes are kept free for the mark of a broken character.
            var outputLeft = buffer.count - written - 3
            let result = iconv(converter, &input, &inputLeft, &output, &outputLeft)
            let code = result == -1 ? errno : 0
            rawStart = rawEnd - inputLeft
            written = buffer.count - 3 - outputLeft
            return code
        }
    }
}
