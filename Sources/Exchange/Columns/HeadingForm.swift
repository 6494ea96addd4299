import Base

/// Headings as they are compared.
enum HeadingForm {
    /// Without blanks, stars, colons and strokes, in lower case, brackets made one kind.
    static func folded(_ heading: some StringProtocol) -> String {
        String(
            normalised(heading).lowercased().compactMap { character -> Character? in
                switch character {
                case " ", "*", "＊", "★", ":", "：", "、", "/", "\\", "-", "_", "“", "”", "\"", ".", "。", "，", ",": nil
                case "（", "【", "[": "("
                case "）", "】", "]": ")"
                default: character
                }
            })
    }

    /// Also without what stands in brackets: units, hints, examples.
    static func withoutBrackets(_ heading: some StringProtocol) -> String {
        var depth = 0
        var result = ""
        for character in folded(heading) {
            if character == "(" {
                depth += 1
            } else if character == ")" {
                depth = max(0, depth - 1)
            } else if depth == 0 {
                result.append(character)
            }
        }
        return result
    }

    /// How alike two folded headings are, 0–1: shared pairs of neighbouring characters (Dice).
    static func likeness(_ left: String, _ right: String) -> Double {
        let (first, second) = (pairs(left), pairs(right))
        guard !first.isEmpty, !second.isEmpty else { return 0 }
        var rest = second
        var shared = 0
        for pair in first {
            guard let index = rest.firstIndex(of: pair) else { continue }
            rest.remove(at: index)
            shared += 1
        }
        return 2 * Double(shared) / Double(first.count + second.count)
    }

    private static func pairs(_ text: String) -> [String] {
        let characters = Array(text)
        guard characters.count > 1 else { return [] }
        return (0..<characters.count - 1).map { String(characters[$0...$0 + 1]) }
    }
}
