/// Finds what separates the fields of a text table.
enum SeparatorSniffer {
    /// Candidates, the likeliest first.
    static let candidates = [",", "\t", ";", "|", "，"]

    /// The name of a separator as a person says it.
    static func title(_ separator: String) -> String {
        switch separator {
        case ",": "逗号（,）"
        case "\t": "制表符（Tab）"
        case ";": "分号（;）"
        case "|": "竖线（|）"
        case "，": "中文逗号（，）"
        default: "“\(separator)”"
        }
    }

    /// The separator that splits the sample's lines most evenly; a comma when nothing splits them.
    static func separator(in sample: [UInt8]) -> String {
        if let stated = stated(sample) { return stated }
        var best = (separator: ",", score: 0)
        for candidate in candidates {
            let score = score(candidate, sample)
            if score > best.score { best = (candidate, score) }
        }
        return best.separator
    }

    /// Excel's own hint: a first line `sep=;`.
    static func stated(_ sample: [UInt8]) -> String? {
        guard sample.starts(with: Array("sep=".utf8)) || sample.starts(with: Array("SEP=".utf8)) else { return nil }
        let line = String(decoding: sample.prefix(16).prefix { $0 != 10 && $0 != 13 }, as: UTF8.self).dropFirst(4)
        return line.count == 1 ? String(line) : nil
    }

    /// How many lines agree on a number of fields above one; many fields break the tie.
    private static func score(_ separator: String, _ sample: [UInt8]) -> Int {
        let counts = fieldCounts(separator, sample)
        var tally: [Int: Int] = [:]
        for count in counts where count > 1 { tally[count, default: 0] += 1 }
        guard let (fields, lines) = tally.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return 0 }
        return lines * 1_000 / max(counts.count, 1) * 100 + min(fields, 99)
    }

    private static func fieldCounts(_ separator: String, _ sample: [UInt8]) -> [Int] {
        let mark = Array(separator.utf8)
        var counts: [Int] = []
        var fields = 1
        var quoted = false
        var index = 0
        var lineStart = 0
        while index < sample.count, counts.count < 60 {
            let byte = sample[index]
            if byte == UInt8(ascii: "\"") {
                quoted.toggle()
            } else if !quoted, byte == 10 || byte == 13 {
                if index > lineStart { counts.append(fields) }
                fields = 1
                lineStart = index + 1
            } else if !quoted, byte == mark[0], sample[index...].starts(with: mark) {
                fields += 1
                index += mark.count - 1
            }
            index += 1
        }
        if counts.isEmpty, sample.count > lineStart { counts.append(fields) }
        return counts
    }
}
