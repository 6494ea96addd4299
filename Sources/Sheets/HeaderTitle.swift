/// Column headings as they are compared and shown.
enum HeaderTitle {
    /// The heading without line breaks and the spaces that people put between characters: `姓  名` is 姓名.
    static func clean(_ text: String) -> String {
        let hasChinese = text.unicodeScalars.contains { $0.value >= 0x2E80 }
        let pieces = text.split { $0.isWhitespace }
        return pieces.joined(separator: hasChinese ? "" : " ")
    }

    /// The heading as it is compared: no marks of duty (`*`), no colon at the end, nothing in brackets.
    static func key(_ text: String) -> String {
        var key = ""
        var depth = 0
        for character in clean(text) {
            switch character {
            case "（", "(", "【", "[": depth += 1
            case "）", ")", "】", "]": depth = max(0, depth - 1)
            case "*", "＊", "：", ":", "★": continue
            default: if depth == 0 { key.append(character) }
            }
        }
        return key.lowercased()
    }
}
