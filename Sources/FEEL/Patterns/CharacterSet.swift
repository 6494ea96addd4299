/// The characters that one place of a pattern lets through.
indirect enum CharacterSet: Sendable {
    case single(Unicode.Scalar)
    case range(Unicode.Scalar, Unicode.Scalar)
    case union([CharacterSet])
    case inverted(CharacterSet)
    case subtracting(CharacterSet, CharacterSet)
    case category(String)
    case digit, space, word, nameStart, namePart
    /// Anything but a line's end.
    case visible
    case anything

    func contains(_ scalar: Unicode.Scalar, caseless: Bool) -> Bool {
        guard caseless else { return has(scalar) }
        return switch self {
        case .inverted(let inner): !inner.contains(scalar, caseless: true)
        case .subtracting(let all, let some):
            all.contains(scalar, caseless: true) && !some.contains(scalar, caseless: true)
        case .union(let parts): parts.contains { $0.contains(scalar, caseless: true) }
        case .single, .range: has(scalar) || Self.variants(of: scalar).contains { has($0) }
        default: has(scalar)
        }
    }

    static func variants(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping, scalar.properties.titlecaseMapping]
            .compactMap { $0.unicodeScalars.count == 1 ? $0.unicodeScalars.first : nil }
    }

    private func has(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .single(let other): scalar == other
        case .range(let low, let high): scalar >= low && scalar <= high
        case .union(let parts): parts.contains { $0.has(scalar) }
        case .inverted(let inner): !inner.has(scalar)
        case .subtracting(let all, let some): all.has(scalar) && !some.has(scalar)
        case .category(let name): Self.category(of: scalar).hasPrefix(name)
        case .digit: scalar.properties.generalCategory == .decimalNumber
        case .space: scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
        case .word: !["P", "Z", "C"].contains(String(Self.category(of: scalar).prefix(1)))
        case .nameStart: scalar == ":" || (scalar.isNameStart && scalar != "?")
        case .namePart: scalar == ":" || scalar == "-" || scalar == "." || (scalar.isNamePart && scalar != "?")
        case .visible: scalar != "\n" && scalar != "\r"
        case .anything: true
        }
    }

    /// The general category in two letters (Unicode, table 4-4).
    private static func category(of scalar: Unicode.Scalar) -> String {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        case .unassigned: "Cn"
        @unknown default: "Cn"
        }
    }

    static let categories: Set<String> = [
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe",
        "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Co", "Cn",
    ]

    static func block(_ name: String) -> CharacterSet? {
        switch name {
        case "BasicLatin": .range("\0", "\u{7F}")
        case "Latin-1Supplement": .range("\u{80}", "\u{FF}")
        case "LatinExtended-A": .range("\u{100}", "\u{17F}")
        case "Greek", "GreekandCoptic": .range("\u{370}", "\u{3FF}")
        case "Cyrillic": .range("\u{400}", "\u{4FF}")
        case "Hiragana": .range("\u{3040}", "\u{309F}")
        case "Katakana": .range("\u{30A0}", "\u{30FF}")
        case "CJKSymbolsandPunctuation": .range("\u{3000}", "\u{303F}")
        case "CJKUnifiedIdeographs": .range("\u{4E00}", "\u{9FFF}")
        case "CJKUnifiedIdeographsExtensionA": .range("\u{3400}", "\u{4DBF}")
        case "HalfwidthandFullwidthForms": .range("\u{FF00}", "\u{FFEF}")
        default: nil
        }
    }
}
