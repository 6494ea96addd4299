import PropertyTesting

/// Text as careless people, spreadsheets and ill will produce it.
enum HostileText {
    /// Digits of other scripts, letters with marks, invisible characters, signs and numerals.
    static let pieces = [
        "0", "1", "9", "7", "X", "x", "B", "1\u{301}", "9\u{20E3}", "０", "９", "Ｘ", "①", "一", "四", "万", "٣", "१", "½",
        "²",
        " ", "　", "\u{200B}", "\u{FEFF}", "\u{AD}", "-", "－", "–", "+", ".", "．", "，", ",", "元", "￥", "/", "年", "月",
        "日", ":",
        "\n", "\t", "\u{0}", "\u{7F}", "\u{85}", "A", "Z", "I", "é", "e\u{301}", "ﬁ", "⼈", "𝟙", "👨‍👩‍👧", "\u{202E}",
        "\u{308}", "\u{A8}",
    ]

    static func random(upTo count: Int, _ random: inout SeededRandom) -> String {
        (0..<Int.random(in: 0...count, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    /// A text with pieces put in, put in place of a character, or a character taken out.
    static func spoiled(_ text: String, _ random: inout SeededRandom) -> String {
        var characters = text.map(String.init)
        for _ in 0..<Int.random(in: 1...2, using: &random) {
            let piece = pieces.randomElement(using: &random) ?? ""
            let place = Int.random(in: 0...characters.count, using: &random)
            switch Int.random(in: 0...2, using: &random) {
            case 0: characters.insert(piece, at: place)
            case 1 where place < characters.count: characters[place] = piece
            case 2 where place < characters.count: characters.remove(at: place)
            default: characters.append(piece)
            }
        }
        return characters.joined()
    }

    /// The same number as people also write it: full-width, in groups, with what cannot be seen.
    static func rewritten(_ text: String, _ random: inout SeededRandom) -> String {
        text.map { character -> String in
            let wide = character.unicodeScalars.first.flatMap { Unicode.Scalar($0.value + 0xFEE0) }.map(String.init)
            let written = Bool.random(using: &random) ? wide ?? String(character) : String(character)
            return written + (["", "", "", " ", "-", "\u{200B}", "　"].randomElement(using: &random) ?? "")
        }.joined()
    }
}
