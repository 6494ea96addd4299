import Glibc

/// Turns bytes into text: UTF-8 or UTF-16 by their marks or content, else GB18030.
enum TextBytes {
    /// The text, and a remark when something could not be read.
    static func decode(_ bytes: [UInt8]) -> (text: String, remark: String?) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (String(decoding: bytes.dropFirst(3), as: UTF8.self), nil) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (utf16(bytes.dropFirst(2), isLittle: true), nil) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (utf16(bytes.dropFirst(2), isLittle: false), nil) }
        if let text = String(validating: bytes, as: UTF8.self), !looksLikeUTF16(bytes) { return (text, nil) }
        if looksLikeUTF16(bytes) {
            // The order of bytes that gives more Chinese is the right one.
            let candidates = [true, false].map { utf16(bytes[...], isLittle: $0) }
            let han = candidates.map { text in text.unicodeScalars.prefix(2000).count(where: \.isHan) }
            return (han[1] > han[0] ? candidates[1] : candidates[0], nil)
        }
        if let text = gb18030(bytes) { return (text, nil) }
        let remark = "文件的编码没有认出，个别字可能显示为“�”；请另存为 UTF-8 文本后再读。"
        return (String(decoding: bytes, as: UTF8.self), remark)
    }

    /// Line feeds and digits of UTF-16 leave zero bytes; no other text has them.
    private static func looksLikeUTF16(_ bytes: [UInt8]) -> Bool {
        bytes.count % 2 == 0 && bytes.prefix(4096).count { $0 == 0 } * 100 >= min(bytes.count, 4096)
            && bytes.prefix(4096).contains(0)
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, isLittle: Bool) -> String {
        let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { index in
            let first = UInt16(bytes[index])
            let second = UInt16(bytes[index + 1])
            return isLittle ? second << 8 | first : first << 8 | second
        }
        return String(decoding: units, as: UTF16.self)
    }

    private static func gb18030(_ bytes: [UInt8]) -> String? {
        guard let converter = iconv_open("UTF-8", "GB18030"), Int(bitPattern: converter) != -1 else { return nil }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: bytes.count * 3 + 16)
        var inputLeft = input.count
        var outputLeft = output.count
        let done = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                var from = source.baseAddress
                var to = target.baseAddress
                return iconv(converter, &from, &inputLeft, &to, &outputLeft)
            }
        }
        guard done != -1 else { return nil }
        return String(decoding: output[0..<(output.count - outputLeft)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
