@testable import Plans

/// How a unit of the clause table is compared with one that was read.
enum UnitKey {
    /// Forms under which a name is the same: 人民政府 = 政府, 残疾人工作委员会 = 残工委, 各镇街 = towns and subdistricts.
    static func keys(_ name: String) -> [String] {
        var key = name
        for (from, to) in [
            ("人民政府", "政府"), ("政府就业工作领导小组", "就业工作领导小组"), ("残疾人工作委员会", "残工委"), ("政府残工委", "残工委"), ("有关", ""), ("相关", ""),
            ("（国资委）", ""), ("(国资委)", ""),
        ] {
            key = key.replacing(from, with: to)
        }
        return [key]
    }

    /// The names of a list as the table writes it.
    static func names(_ list: String, lexicon: UnitLexicon) -> [String] {
        let line = SourceLine(
            scalars: Array(list.unicodeScalars), origins: Array(repeating: 0, count: list.unicodeScalars.count),
            number: 1)
        let text = PlanText([RepairedParagraph(line)])
        let finder = UnitStatementFinder(text: text, resolver: UnitResolver(lexicon))
        return finder.content(0..<line.scalars.count).mentions.map(\.name)
    }

    static func keys(ofList list: String, lexicon: UnitLexicon) -> [String] {
        names(list.replacing("；", with: "、").replacing(";", with: "、"), lexicon: lexicon).flatMap { name -> [String] in
            // The table shortens 各镇人民政府、街道办事处 in one place.
            name == "各镇街" && list.contains("市直") ? ["各镇政府", "各街道办事处"] : keys(name)
        }
    }

    static func hasLevel(_ key: String) -> Bool { ["市", "区", "县", "省", "各"].contains { key.hasPrefix($0) } }
}
