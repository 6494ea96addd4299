import Glibc

/// Turns text into the bytes of an encoding.
final class TextEncoder {
    private var converter: iconv_t?

    init(_ encoding: TextEncoding) throws {
        guard let name = encoding.iconvName else { return }
        let opened = iconv_open(name, "UTF-8")
        guard opened != iconv_t(bitPattern: -1) else {
            throw SheetError(.cannotWrite, "这台服务器不能转换 \(encoding.title) 编码。请改选 UTF-8")
        }
        converter = opened
    }

    deinit {
        if let converter { iconv_close(converter) }
    }

    /// Adds the text's bytes. What the encoding does not hold becomes `?`; all of Unicode is in UTF-8, UTF-16 and
    /// GB 18030.
    func append(_ text: String, to bytes: inout [UInt8]) {
        guard let converter else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        var input = Array(text.utf8)
        var start = 0
        var output = [UInt8](repeating: 0, count: input.count * 2 + 16)
        while start < input.count {
            let (used, made) = Self.convert(converter, &input, from: start, &output)
            bytes.append(contentsOf: output[..<made])
            start += used
            if used == 0 {
                bytes.append(UInt8(ascii: "?"))
                start += 1
            }
        }
    }

    private static func convert(
        _ converter: iconv_t, _ input: inout [UInt8], from start: Int, _ output: inout [UInt8]
    ) -> (used: Int, made: Int) {
        input.withUnsafeMutableBytes { source in
            output.withUnsafeMutableBytes { target in
                var from = source.baseAddress.map { ($0 + start).assumingMemoryBound(to: CChar.self) }
                var fromLeft = source.count - start
                var to = target.baseAddress.map { $0.assumingMemoryBound(to: CChar.self) }
                var toLeft = target.count
                _ = iconv(converter, &from, &fromLeft, &to, &toLeft)
                return (source.count - start - fromLeft, target.count - toLeft)
            }
        }
    }
}
