/// What a number format makes of a number, as far as it changes the meaning of what a person sees.
enum NumberShape: Sendable, Equatable {
    case plain
    case date
    case dateAndTime
    case time
    case percent
    /// Shown with at least so many digits, as in `000000`.
    case padded(Int)

    /// The shape of a format that every workbook knows by number (ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are the
    /// Chinese ones listed there).
    init(builtIn id: Int) {
        self =
            switch id {
            case 9, 10: .percent
            case 14...17, 27...31, 36, 50...54, 57, 58: .date
            case 22: .dateAndTime
            case 18...21, 32...35, 45...47, 55, 56: .time
            default: .plain
            }
    }

    /// The shape of a format code such as `yyyy"年"m"月"d"日";@`.
    init(code: String) {
        if code.contains("General") || code.contains("通用格式") {
            self = .plain
            return
        }
        let letters = Self.letters(of: code)
        let zeros = letters.filter { $0 == "0" }.count
        if !letters.isEmpty, zeros == letters.count {
            self = zeros > 1 ? .padded(zeros) : .plain
            return
        }
        let isNumeric = letters.contains { $0 == "0" || $0 == "#" || $0 == "?" }
        let clock = letters.contains { $0 == "h" || $0 == "s" }
        // With a numeric placeholder, e is an exponent; without one it is the year of the era. m beside h or s is minutes.
        let calendar = letters.contains { $0 == "y" || $0 == "d" || (!isNumeric && $0 == "e") }
        let month = letters.contains("m")
        if calendar || (month && !clock && !isNumeric) {
            self = clock ? .dateAndTime : .date
        } else if clock {
            self = .time
        } else {
            self = letters.contains("%") ? .percent : .plain
        }
    }

    /// The letters of the first section that stand for something: no quoted text, no escapes, no brackets but `[h]`.
    private static func letters(of code: String) -> [Character] {
        var letters: [Character] = []
        var rest = Substring(code.lowercased())
        while let character = rest.popFirst() {
            switch character {
            case ";": return letters
            case "\"":
                rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*":
                rest = rest.dropFirst()
            case "[":
                let inside = rest.prefix { $0 != "]" }
                if let first = inside.first, "hms".contains(first), inside.allSatisfy({ $0 == first }) {
                    // Elapsed time: [h]:mm, [mm]:ss.
                    letters.append("h")
                }
                rest = rest.dropFirst(inside.count + 1)
            default:
                if character.isASCII, !" -/:()$+".contains(character) || character == "%" { letters.append(character) }
            }
        }
        return letters
    }
}
