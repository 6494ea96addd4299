import Plans

/// The lexicon of packs/core, read by a few lines of its own so that the reader's tests need no YAML library.
enum LexiconFile {
    static func load() -> UnitLexicon? {
        guard let text = ReadingFiles.text("packs/core/units.yaml") else { return nil }
        var lexicon = UnitLexicon(levels: [], groups: [], tails: [], units: [])
        for line in text.split(separator: "\n") {
            let trimmed = line.drop { $0 == " " }
            if let value = value(trimmed, "levels: ") { lexicon.levels = list(value) }
            if let value = value(trimmed, "groups: ") { lexicon.groups = list(value) }
            if let value = value(trimmed, "tails: ") { lexicon.tails = list(value) }
            if let value = value(trimmed, "- name: ") { lexicon.units.append(.init(name: String(value))) }
            guard let last = lexicon.units.indices.last else { continue }
            if let value = value(trimmed, "endings: ") { lexicon.units[last].endings = list(value) }
            if let value = value(trimmed, "aliases: ") { lexicon.units[last].aliases = list(value) }
            if value(trimmed, "party: ") == "true" { lexicon.units[last].party = true }
        }
        return lexicon
    }

    private static func value(_ line: Substring, _ key: String) -> Substring? {
        line.hasPrefix(key) ? line.dropFirst(key.count) : nil
    }

    private static func list(_ text: Substring) -> [String] {
        text.dropFirst().dropLast().split(separator: ",").map { $0.drop { $0 == " " } }.map(String.init)
    }
}
