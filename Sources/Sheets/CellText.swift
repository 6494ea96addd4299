/// Text made fit for a workbook's XML.
enum CellText {
    /// The most characters that a cell of Excel holds.
    static let longest = 32_767
    private static let cutMark = "……（内容过长，后面略去）"

    /// The text without characters that XML cannot hold, line ends as one line feed, and cut with a visible mark when
    /// it is longer than a cell can hold.
    static func clean(_ text: String, limit: Int = longest) -> String {
        var result = text
        if text.unicodeScalars.contains(where: { !isAllowed($0) || $0 == "\r" }) {
            result = ""
            var previous: Unicode.Scalar = " "
            for scalar in text.unicodeScalars {
                if scalar == "\r" || (scalar == "\n" && previous != "\r") {
                    result.unicodeScalars.append("\n")
                } else if isAllowed(scalar), scalar != "\n" {
                    result.unicodeScalars.append(scalar)
                }
                previous = scalar
            }
        }
        guard result.utf8.count > limit, result.utf16.count > limit else { return escaped(result) }
        var kept = String.UnicodeScalarView()
        var room = limit - cutMark.utf16.count
        for scalar in result.unicodeScalars {
            room -= scalar.value > 0xFFFF ? 2 : 1
            if room < 0 { break }
            kept.append(scalar)
        }
        return escaped(String(kept) + cutMark)
    }

    /// `_x0041_` is an escape in a workbook (ECMA-376 part 1, 22.9.2.19); text that looks like one gets its underscore
    /// escaped.
    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if XMLText.escape(bytes, at: index) != nil {
                result.append(contentsOf: "_x005F_".utf8)
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        return (value >= 0x20 && value != 0xFFFE && value != 0xFFFF) || value == 9 || value == 10 || value == 13
    }
}
