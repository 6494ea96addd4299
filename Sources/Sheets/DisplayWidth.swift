/// How wide text stands in a cell: a Chinese character takes the room of two Latin ones (Unicode TR 11).
public enum DisplayWidth {
    /// The width of the widest line of the text, in Latin characters.
    public static func of(_ text: String) -> Int {
        var widest = 0
        var line = 0
        for scalar in text.unicodeScalars {
            if scalar == "\n" {
                widest = max(widest, line)
                line = 0
            } else {
                line += width(scalar)
            }
        }
        return max(widest, line)
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0..<0x20, 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD, 0x2018...0x201D, 0x2026, 0x2014:
            2
        default: 1
        }
    }
}
