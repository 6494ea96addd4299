import HTML

extension PlanWords {
    /// The words of an item behind its number, with the sign that belongs between the two: 二、主要措施, 1. 摸清底数,
    /// （一）机关带头. The document reader keeps the number without that sign.
    static func numbered(_ number: String?, _ words: String?) -> String {
        let number = number ?? ""
        guard let words, !words.isEmpty else { return number }
        if number.isEmpty { return words }
        if number.allSatisfy("一二三四五六七八九十百".contains) { return "\(number)、\(words)" }
        if number.allSatisfy({ $0.isASCII && $0.isNumber }) { return "\(number). \(words)" }
        let isClosed = number.last.map { "）)、.．".contains($0) } ?? false
        return isClosed ? number + words : "\(number) \(words)"
    }
}
