@testable import Plans

/// How a number of the clause table is compared.
enum NumberRule {
    static func holds(_ clause: SeedClause, in seed: ReadSeed) -> Bool {
        let measures = seed.measures(at: clause.line)
        let words = seed.words(at: clause.line)
        if clause.unit == "deadline" { return isDue(clause, in: seed) }
        let (sign, digits) = split(clause.number)
        let parts = digits.split(separator: "-").map(String.init)
        guard let first = parts.first.flatMap(PlanNumber.init) else {
            // 一定比例, 全部, 上年全国平均: the text gives words instead of a number.
            let word = digits.hasSuffix("全国平均") ? "全国平均" : digits
            return words.contains(word)
        }
        if first.description == "0" { return words.contains("清零") }
        if clause.unit == "per year", isCadence(Int(first.description) ?? 0, clause, in: seed) { return true }
        let second = parts.count > 1 ? PlanNumber(parts[1]) : nil
        let goals = seed.document.goals.filter { seed.covers($0.place, line: clause.line) }
        let found =
            goals.compactMap { goal in goal.number.map { ($0, goal.numberTo, goal.comparison) } }
            + measures.flatMap(\.quantities).map { ($0.number, $0.numberTo, $0.comparison) }
        return found.contains { number, to, comparison in
            number == first && to == second && (sign.isEmpty || comparison?.rawValue == sign)
        }
    }

    private static func split(_ number: String) -> (sign: String, digits: String) {
        for sign in [">=", "<="] where number.hasPrefix(sign) { return (sign, String(number.dropFirst(2))) }
        return ("", String(number.drop { $0 == "+" }))
    }

    private static func isDue(_ clause: SeedClause, in seed: ReadSeed) -> Bool {
        seed.document.duties.contains {
            seed.covers($0.place, line: clause.line) && $0.due?.hasSuffix(clause.number) ?? false
        }
    }

    /// Once a year is 每年, four times is 每季度; the table also counts 年度 and 年审 in the words.
    private static func isCadence(_ times: Int, _ clause: SeedClause, in seed: ReadSeed) -> Bool {
        let word = times == 4 ? "每季度" : "每年"
        let duties = seed.document.duties.filter { seed.covers($0.place, line: clause.line) }
        let cadences = seed.measures(at: clause.line).flatMap { $0.cadences + $0.deadlines }
        return duties.contains { $0.cadence == word }
            || cadences.contains { $0.text.contains(word) || $0.text == "按年度" }
            || ["年度", "年审"].contains { seed.words(at: clause.line).contains($0) }
    }
}
