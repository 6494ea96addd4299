import Base
import Plans
import Registers

/// Units, deadlines and other lists as a person writes them: one a line.
enum WrittenLines {
    /// The lines that hold something.
    static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { trimmed(String($0)) }.filter { !$0.isEmpty }
    }

    /// Text without blanks around it.
    static func trimmed(_ text: String) -> String {
        var part = Substring(text)
        while part.first?.isWhitespace == true { part.removeFirst() }
        while part.last?.isWhitespace == true { part.removeLast() }
        return String(part)
    }

    /// Text, or nil when there is none.
    static func optional(_ text: String?) -> String? {
        text.map(trimmed).flatMap { $0.isEmpty ? nil : $0 }
    }

    // MARK: Units

    /// 牵头：市残联
    static func write(_ units: [PlanUnit]) -> String {
        units.map { "\($0.role == .lead ? "牵头" : "配合")：\($0.name)" }.joined(separator: "\n")
    }

    /// Reads 牵头：市残联, 配合：市财政局、市民政局; a line without a role takes part.
    /// - Parameters:
    ///   - old: the units as they were: what is unchanged keeps the words of the text.
    static func units(_ text: String, old: [PlanUnit], book: UnitBook) -> [PlanUnit] {
        var units: [PlanUnit] = []
        for line in lines(text) {
            let (role, names) = roleAndNames(line)
            for name in names.split(whereSeparator: { "、，,；;".contains($0) }).map({ trimmed(String($0)) })
            where !name.isEmpty {
                let unit = unit(name, role, old, book)
                if !units.contains(where: { $0.name == unit.name }) { units.append(unit) }
            }
        }
        return units
    }

    private static func roleAndNames(_ line: String) -> (PlanDocument.Role, String) {
        guard let colon = line.firstIndex(where: { $0 == "：" || $0 == ":" }) else { return (.joint, line) }
        return (line[..<colon].contains("牵头") ? .lead : .joint, String(line[line.index(after: colon)...]))
    }

    private static func unit(
        _ written: String, _ role: PlanDocument.Role, _ old: [PlanUnit], _ book: UnitBook
    ) -> PlanUnit {
        if var known = old.first(where: { $0.name == written }) {
            known.role = role
            return known
        }
        let name = book.canonical(written)
        let isGroup = name.hasPrefix("各") || book.lexicon.groups.contains(name)
        return PlanUnit(name: name, role: role, asWritten: written, group: isGroup)
    }

    // MARK: Deadlines

    /// 2027年底前 = 2027-12-31
    static func write(_ deadlines: [PlanContent.Deadline]) -> String {
        deadlines.map { deadline in deadline.on.map { "\(deadline.text) = \(shown($0))" } ?? deadline.text }
            .joined(separator: "\n")
    }

    /// Reads deadlines; a day that cannot be read stays as it was written, for the check to name it.
    static func deadlines(_ text: String, old: [PlanContent.Deadline]) -> [PlanContent.Deadline] {
        lines(text).map { line in
            let parts = line.split(separator: "=", maxSplits: 1).map { trimmed(String($0)) }
            let words = parts.first ?? line
            let day = parts.count > 1 ? date(parts[1]) : nil
            let kind = old.first { $0.text == words && $0.on == day }?.kind ?? kind(day)
            return PlanContent.Deadline(text: words, on: day, kind: kind)
        }
    }

    private static func kind(_ day: String?) -> PlanDocument.Deadline.Kind {
        guard let day else { return .ongoing }
        return day.hasPrefix("--") ? .recurring : .by
    }

    /// `--10-31` as 每年10月31日.
    static func shown(_ date: String) -> String {
        guard date.hasPrefix("--"), let day = Day(iso: "2024-" + date.dropFirst(2)) else { return date }
        return "每年\(day.month)月\(day.day)日"
    }

    /// Reads 2027-12-31, 2027年12月31日, 每年10月31日; anything else stays as it is.
    static func date(_ text: String) -> String {
        let text = normalised(text)
        if let day = day(text) { return day.iso }
        let numbers = numbers(text)
        if numbers.count == 3, (1_850...9_999).contains(numbers[0]),
            let day = Day(year: numbers[0], month: numbers[1], day: numbers[2])
        {
            return day.iso
        }
        if numbers.count == 2, text.contains("每年") || text.hasPrefix("--"),
            let day = Day(year: 2024, month: numbers[0], day: numbers[1])
        {
            return "-" + day.iso.dropFirst(4)
        }
        return text
    }

    /// Reads a whole date, as it is read everywhere.
    static func day(_ text: String) -> Day? { WrittenDate.day(text) }

    private static func numbers(_ text: String) -> [Int] {
        text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
    }

    // MARK: Years

    /// Reads 2026 700, 2026年：700, 2026 = 700, 2026年700人; nil for anything else.
    static func year(_ line: String) -> (year: Int, number: PlanNumber, unit: String?)? {
        let pattern = /([12][0-9]{3}) ?(?:年度?[:=,、]?|[:=,、 ]) ?([0-9][0-9,]*(?:\.[0-9]+)?) ?([^0-9 ]*)/
        guard let match = normalised(line).wholeMatch(of: pattern), let year = Int(match.1),
            let number = PlanNumber(match.2.filter { $0 != "," })
        else { return nil }
        return (year, number, match.3.isEmpty ? nil : String(match.3))
    }

    // MARK: Documents

    /// 标题（某政办〔2025〕61号）
    static func write(_ parents: [PlanContent.Parent]) -> String {
        parents.map(parent).joined(separator: "\n")
    }

    static func parent(_ parent: PlanContent.Parent) -> String {
        guard let number = parent.documentNumber else { return parent.title ?? "" }
        return parent.title.map { "\($0)（\(number)）" } ?? number
    }

    static func parents(_ text: String) -> [PlanContent.Parent] {
        lines(text).map { line in
            if let match = line.wholeMatch(of: /(.*)（([^（）]*〔\d{4}〕[^（）]*号)）/) {
                return PlanContent.Parent(title: optional(String(match.1)), documentNumber: String(match.2))
            }
            if line.wholeMatch(of: /[^〔〕]*〔\d{4}〕[^〔〕]*号/) != nil {
                return PlanContent.Parent(title: nil, documentNumber: line)
            }
            return PlanContent.Parent(title: line, documentNumber: nil)
        }
    }
}
