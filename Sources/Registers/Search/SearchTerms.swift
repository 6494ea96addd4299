import Base

/// The terms under which a name is found: every ending of it in characters, in pinyin and in initials. A range over an
/// index of endings finds any part of a name, two characters as well as one or five.
enum SearchTerms {
    /// The terms of a name, without repeats.
    static func terms(of name: String) -> Set<String> {
        let folded = fold(name)
        let characters = Array(folded.prefix(lengthLimit))
        let syllables = Pinyin.syllables(folded.prefix(lengthLimit))
        var terms: Set<String> = []
        for start in characters.indices { terms.insert(String(characters[start...])) }
        for start in syllables.indices {
            terms.insert(syllables[start...].joined())
            terms.insert(syllables[start...].compactMap(\.first).map(String.init).joined())
        }
        return terms
    }

    /// The text whose range is looked up for what a person typed; nil when nothing is left of it.
    static func lookup(_ typed: String) -> String? {
        let folded = fold(typed).replacing("ü", with: "v")
        return folded.isEmpty ? nil : String(folded.prefix(lengthLimit))
    }

    /// Comparable form: normalised, lower case, without blanks and middle dots, variants of characters made one.
    static func fold(_ text: String) -> String {
        String(
            normalised(text).lowercased().compactMap { character -> Character? in
                if character == " " || character == "·" || character == "•" || character == "." { return nil }
                return variants[character] ?? character
            })
    }

    private static let lengthLimit = 40

    /// Characters that registers write in two ways for the same name.
    private static let variants: [Character: Character] = {
        let pairs =
            "淼渺犇奔喆哲堃坤昇升陞升祐佑鉅巨峯峰羣群裏里裡里甯宁寗宁閆闫閻阎濶阔恆恒勛勋勳勋燿耀鎔熔崑昆崐昆"
            + "張张劉刘陳陈楊杨黃黄趙赵吳吴孫孙馬马蘭兰鳳凤華华國国榮荣賢贤龍龙麗丽蕭萧肖萧鍾钟鐘钟傅付葉叶戴代閏闰"
            + "於于範范餘余後后幹干樑梁汙污"
        let list = Array(pairs)
        var table: [Character: Character] = [:]
        for index in stride(from: 0, to: list.count - 1, by: 2) { table[list[index]] = list[index + 1] }
        return table
    }()
}
