/// Finds sums that do not fit: the figures of the years against the figure of them all, the lines of a table against its
/// line 合计. Says nothing where not all the parts are whole numbers.
enum SumCheck {
    /// A sum as written, and why it is doubtful.
    struct Doubt {
        let what: String
        let why: String
    }

    private static let totals: Set<String> = ["合计", "总计", "总数", "共计", "三年合计", "累计", "总目标"]

    // MARK: Sentences

    /// 新增2400人，其中2026年700人、2027年800人、2028年800人.
    static func doubt(inSentence sentence: String) -> Doubt? {
        guard let among = sentence.firstRange(of: "其中") else { return nil }
        let parts = sentence[among.upperBound...].prefix(200).matches(
            of: /20[0-9]{2}年(?:度|底)?[^0-9，。；、年]{0,8}([0-9][0-9,]*)([^0-9，。；、,]{1,3})/
        ).map { (number: whole($0.1), unit: String($0.2)) }
        // Shares are no parts of a share.
        guard parts.count >= 2, let unit = parts.first?.unit, unit.first?.isLetter == true,
            parts.allSatisfy({ $0.unit == unit }),
            let total = sentence[..<among.lowerBound].suffix(60).matches(of: /([0-9][0-9,]*)([^0-9，。；、,]{1,3})/)
                .last(where: { unit.hasPrefix(String($0.2)) || $0.2.hasPrefix(unit) })
        else { return nil }
        let numbers = parts.compactMap(\.number)
        guard numbers.count == parts.count, let said = whole(total.1), let sum = sum(numbers), sum != said else {
            return nil
        }
        return Doubt(
            what: "\(total.0)，其中\(sentence[among.upperBound...].prefix(60))",
            why: "各年加起来是\(sum)，与总数\(said)不符；请核对原文。")
    }

    // MARK: Goals

    /// The numbers of years that a person wrote down for a goal, against its total; nil where they fit or are not all whole.
    static func doubt(ofYears years: [PlanNumber], total: PlanNumber) -> String? {
        let numbers = years.compactMap(\.integer)
        guard years.count >= 2, numbers.count == years.count, let said = total.integer, let sum = sum(numbers),
            sum != said
        else { return nil }
        return "各年加起来是 \(sum)，与总数 \(said) 不符"
    }

    // MARK: Tables

    /// The columns of years against the column of their sum, and the rows against the row of theirs.
    static func doubts(inTable columns: [String], _ rows: [[String]]) -> [Doubt] {
        across(columns, rows) + down(columns, rows)
    }

    private static func across(_ columns: [String], _ rows: [[String]]) -> [Doubt] {
        let years = columns.indices.filter { columns[$0].wholeMatch(of: /20[0-9]{2}年?(?:度|目标|任务数?)?/) != nil }
        let sums = columns.indices.filter { totals.contains(columns[$0]) }
        guard years.count >= 2, sums.count == 1, let column = sums.first else { return [] }
        return rows.compactMap { row in
            let parts = years.map { row.indices.contains($0) ? whole(row[$0]) : nil }
            guard row.indices.contains(column), let said = whole(row[column]), !parts.contains(nil),
                let sum = sum(parts.compactMap { $0 }), sum != said
            else { return nil }
            let name = row.first { whole($0) == nil && !$0.isEmpty } ?? ""
            return Doubt(what: name, why: "表中“\(name)”一行各年加起来是\(sum)，\(columns[column])写的是\(said)；请核对原文。")
        }
    }

    private static func down(_ columns: [String], _ rows: [[String]]) -> [Doubt] {
        guard rows.count >= 3, !rows.contains(where: { $0.contains("小计") }) else { return [] }
        let lines = rows.indices.filter { line in rows[line].prefix(2).contains { totals.contains($0) } }
        // The sum stands above its parts, or below.
        guard lines.count == 1, let line = lines.first, line == rows.startIndex || line == rows.endIndex - 1 else {
            return []
        }
        return columns.indices.dropFirst().compactMap { column in
            let parts = rows.indices.filter { $0 != line }.map { row in
                rows[row].indices.contains(column) ? whole(rows[row][column]) : nil
            }
            guard rows[line].indices.contains(column), let said = whole(rows[line][column]), !parts.contains(nil),
                let sum = sum(parts.compactMap { $0 }), sum != said
            else { return nil }
            let name = columns[column]
            return Doubt(what: name, why: "表中“\(name)”一列各行加起来是\(sum)，合计写的是\(said)；请核对原文。")
        }
    }

    // MARK: Numbers

    private static func whole(_ text: some StringProtocol) -> Int? {
        Int(String(text.filter { $0 != "," && $0 != " " }))
    }

    private static func sum(_ numbers: [Int]) -> Int? {
        numbers.reduce(0 as Int?) { sum, number in
            guard let (value, overflow) = sum?.addingReportingOverflow(number), !overflow else { return nil }
            return value
        }
    }
}
