@testable import Plans

/// How a time of the clause table is compared.
enum TimeRule {
    private static let ongoing = ["持续", "定期", "动态", "及时", "常态化"]

    static func holds(_ clause: SeedClause, in seed: ReadSeed) -> Bool {
        let document = seed.document
        let cell = clause.deadline.replacing("期间", with: "").replacing("“", with: "").replacing("”", with: "")
        if clause.deadline.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil {
            return document.issuedOn == clause.deadline || document.printedOn == clause.deadline
        }
        let measures = seed.measures(at: clause.line)
        let times = measures.flatMap { $0.deadlines + $0.cadences }
        let duties = document.duties.filter { seed.covers($0.place, line: clause.line) }
        let words = seed.words(at: clause.line)
        if clause.deadline.wholeMatch(of: /\d{4}-\d{4}/) != nil { return isPeriod(clause, seed, duties, words) }
        if clause.deadline.wholeMatch(of: /\d{4}/) != nil {
            return duties.contains { $0.due?.hasPrefix(clause.deadline) ?? false }
        }
        if ongoing.contains(clause.deadline) {
            // Where the text does not have the word, the table infers it and the reader must not.
            return words.contains(clause.deadline)
                ? isOngoing(clause.deadline, times, duties, words) : !times.contains { $0.text == clause.deadline }
        }
        if clause.deadline.hasPrefix("每年") || clause.deadline == "每季度" {
            let found = times.map(\.text) + duties.compactMap(\.due_as_written) + duties.compactMap(\.cadence)
            return found.contains { $0.contains(clause.deadline) || $0 == "按年度" }
                || ["年度", "年审"].contains { words.contains($0) }
        }
        if times.contains(where: { $0.text.contains(cell) })
            || duties.contains(where: { $0.due_as_written?.contains(cell) ?? false })
        {
            return true
        }
        // 培训期间, 重要时间节点: no day and no number of times; the words stand in the text.
        return words.contains(cell) || cell.contains { !words.contains($0) } == false
    }

    private static func isPeriod(_ clause: SeedClause, _ seed: ReadSeed, _ duties: [PlanDocument.Duty], _ words: String)
        -> Bool
    {
        let years = clause.deadline.split(separator: "-").map(String.init)
        let period = seed.document.period
        if period.from == years[0], period.to == years[1] { return true }
        return years.allSatisfy { words.contains($0) }
    }

    private static func isOngoing(
        _ word: String, _ times: [PlanDocument.Deadline], _ duties: [PlanDocument.Duty], _ words: String
    ) -> Bool {
        times.contains { $0.text.contains(word) } || duties.contains { $0.cadence == word } || word == "动态"
    }
}
