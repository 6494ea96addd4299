/// Finds texts in texts by code points.
enum TextSearch {
    /// How many code points stand before the first place of `part`, or `nil`.
    static func first(_ part: String, in text: String) -> Int? {
        let bytes = Array(text.utf8)
        let wanted = Array(part.utf8)
        guard !wanted.isEmpty else { return 0 }
        guard bytes.count >= wanted.count else { return nil }
        for start in 0...(bytes.count - wanted.count)
        where bytes[start] == wanted[0] && bytes[start..<(start + wanted.count)].elementsEqual(wanted) {
            return bytes[..<start].count { $0 & 0xC0 != 0x80 }
        }
        return nil
    }
}
