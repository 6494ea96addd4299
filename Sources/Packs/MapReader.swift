public import Base

/// Reads the keys of a map one by one, noting what is missing, of the wrong kind or not known.
///
/// Every question marks its key as known; `finish()` then reports the others, with the nearest known key.
public final class MapReader {
    /// Where the map starts.
    public let place: Place
    /// Where faults go.
    public let faults: Faults
    private let pairs: [(key: Node, value: Node)]
    private let what: String
    private var asked: Set<String> = []

    /// Starts to read a map.
    /// - Parameter what: what the map defines, for messages: “字段”.
    public init(_ node: Node, what: String, faults: Faults) {
        place = node.place
        self.faults = faults
        self.what = what
        if case .map(let pairs) = node.content {
            self.pairs = pairs
        } else {
            pairs = []
            faults.add(Diagnostic(node.place, found: node.found, expected: "\(what)的定义（键: 值）"))
        }
    }

    /// The value of a key, or nil when it is missing or empty.
    public func node(_ key: String) -> Node? {
        asked.insert(key)
        guard let value = pairs.first(where: { $0.key.scalar == key })?.value else { return nil }
        if case .empty = value.content { return nil }
        return value
    }

    /// Whether the key stands in the file, empty or not.
    public func has(_ key: String) -> Bool {
        asked.insert(key)
        return pairs.contains { $0.key.scalar == key }
    }

    /// A text that must be there; "" and a fault when it is not.
    public func text(_ key: String) -> String {
        guard let value = node(key) else {
            faults.add(place, "\(what)缺少“\(key)”。")
            return ""
        }
        return scalar(value, key: key) ?? ""
    }

    /// A text that may be left out.
    public func optionalText(_ key: String) -> String? {
        node(key).flatMap { scalar($0, key: key) }
    }

    /// A name in lower-case letters, digits and underscores that must be there.
    public func name(_ key: String) -> String {
        let name = text(key)
        if !name.isEmpty, !MapReader.isName(name) {
            let at = node(key)?.place ?? place
            faults.add(Diagnostic(at, found: name, expected: "小写英文字母开头、只含小写字母、数字和下划线的名字"))
        }
        return name
    }

    /// A whole number that may be left out.
    public func integer(_ key: String) -> Int? {
        guard let value = node(key) else { return nil }
        guard let number = value.scalar.flatMap({ Int($0) }) else {
            faults.add(Diagnostic(value.place, found: value.found, expected: "整数"))
            return nil
        }
        return number
    }

    /// A yes or no (`true`, `false`) that may be left out.
    public func flag(_ key: String, default standard: Bool = false) -> Bool {
        guard let value = node(key) else { return standard }
        switch value.scalar {
        case "true": return true
        case "false": return false
        default:
            faults.add(Diagnostic(value.place, found: value.found, expected: "true 或 false"))
            return standard
        }
    }

    /// A date that may be left out.
    public func day(_ key: String) -> Day? {
        guard let value = node(key) else { return nil }
        guard let day = value.scalar.flatMap({ Day(iso: $0) }) else {
            faults.add(Diagnostic(value.place, found: value.found, expected: "日期，如 2026-03-01"))
            return nil
        }
        return day
    }

    /// A list of texts; empty when left out. A single value counts as a list of one.
    public func texts(_ key: String) -> [String] {
        guard let value = node(key) else { return [] }
        return nodes(value, key: key).compactMap { scalar($0, key: key) }
    }

    /// The items of a list; empty when left out.
    public func list(_ key: String) -> [Node] {
        guard let value = node(key) else { return [] }
        return nodes(value, key: key)
    }

    /// The pairs of a map; empty when left out.
    public func map(_ key: String) -> [(key: Node, value: Node)] {
        guard let value = node(key) else { return [] }
        guard case .map(let pairs) = value.content else {
            faults.add(Diagnostic(value.place, found: value.found, expected: "“\(key)”的键和值"))
            return []
        }
        return pairs
    }

    /// One of a fixed set of words that may be left out.
    public func choice<Choice>(_ key: String, _ type: Choice.Type) -> Choice?
    where Choice: RawRepresentable<String> & CaseIterable {
        guard let value = node(key), let written = scalar(value, key: key) else { return nil }
        if let choice = Choice(rawValue: written) { return choice }
        let words = Choice.allCases.map(\.rawValue).joined(separator: "、")
        faults.add(Diagnostic(value.place, found: written, expected: "以下之一：\(words)"))
        return nil
    }

    /// Reports the keys that nobody asked for.
    public func finish() {
        for pair in pairs {
            guard let key = pair.key.scalar, !asked.contains(key) else { continue }
            let near = asked.min { distance($0, key) < distance($1, key) }
            let remedy = near.map { distance($0, key) <= 3 ? "是不是“\($0)”？" : "" } ?? ""
            let known = asked.sorted().joined(separator: "、")
            faults.add(pair.key.place, "\(what)里没有“\(key)”这个键。\(remedy)可用的键：\(known)。")
        }
    }

    /// Whether a text may be a name in a pack: lower-case letters, digits, underscores, a letter first.
    public static func isName(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, (97...122).contains(first), text.utf8.count <= 48 else { return false }
        return text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
    }

    private func nodes(_ value: Node, key: String) -> [Node] {
        guard let items = value.items else {
            faults.add(Diagnostic(value.place, found: value.found, expected: "“\(key)”的列表"))
            return []
        }
        return items
    }

    private func scalar(_ value: Node, key: String) -> String? {
        guard let text = value.scalar else {
            faults.add(Diagnostic(value.place, found: value.found, expected: "“\(key)”的一个值"))
            return nil
        }
        return text
    }

    private func distance(_ left: String, _ right: String) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var previous = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let next = min(row[j] + 1, row[j + 1] + 1, previous + (a == b ? 0 : 1))
                previous = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[right.count]
    }
}
