import Base
import Registers

/// By what it is judged whether two records are one person (or one of whatever the register holds).
struct Traits: Sendable, Codable {
    let name: String
    let birth: Day?
    private let place: String?
    /// The register's key, such as the citizen id.
    let key: String?
    let phone: String?

    /// The traits of values; nil when the register says nothing of duplicates or there is no name.
    init?(_ values: FieldValues, register: RegisterDefinition) {
        guard let duplicates = register.duplicates, let name = values[duplicates.name]?.text, !name.isEmpty else {
            return nil
        }
        self.name = name
        birth = duplicates.birth.flatMap { values[$0]?.day }
        place = duplicates.region.flatMap { values[$0]?.text }
        key = register.key.first.flatMap { values[$0]?.text }
        phone = register.fields.first { $0.kind == .phone }.flatMap { values[$0.name]?.text }
    }

    var region: RegionCode? { place.flatMap { RegionCode($0) } }

    /// From which score on a person is asked.
    static let threshold = 70

    /// How likely two are one, 0–100, and why; nil when name or birth speak against it.
    func likeness(to other: Traits) -> (score: Int, reasons: [String])? {
        var score = 0
        var reasons: [String] = []
        if NameForm.folded(name) == NameForm.folded(other.name) {
            score += 40
            reasons.append("姓名相同")
        } else if NameForm.mayBeSame(name, other.name) {
            score += 28
            reasons.append("姓名读音相同（可能是异体字或同音字）")
        } else {
            return nil
        }
        if let birth, let theirs = other.birth {
            guard birth == theirs else { return nil }
            score += 30
            reasons.append("出生日期相同")
        }
        add(regionPoints(other), &score, &reasons)
        if let phone, phone == other.phone { add((20, "电话相同"), &score, &reasons) }
        add(keyPoints(other), &score, &reasons)
        return (min(100, max(0, score)), reasons)
    }

    private func add(_ points: (Int, String)?, _ score: inout Int, _ reasons: inout [String]) {
        guard let (worth, reason) = points else { return }
        score += worth
        if !reason.isEmpty { reasons.append(reason) }
    }

    private func regionPoints(_ other: Traits) -> (Int, String)? {
        guard let region, let theirs = other.region else { return (5, "") }
        if region == theirs { return (region.level >= .town ? 15 : 8, "同一个\(region.level.chinese)") }
        let shared = zip(region.path, theirs.path).prefix { $0 == $1 }.last?.0
        switch shared?.level {
        case .town: return (12, "同一个乡镇（街道）")
        case .county: return (6, "同一个县（市、区）")
        default: return nil
        }
    }

    private func keyPoints(_ other: Traits) -> (Int, String)? {
        guard let key, let theirs = other.key else { return nil }
        let wrong = Traits.differences(key, theirs)
        if wrong == 0 { return (40, "号码相同") }
        return wrong <= 2 ? (10, "号码只有 \(wrong) 位不同") : (-20, "号码不同")
    }

    /// In how many places two texts of the same length differ; a swap of neighbours counts once.
    private static func differences(_ left: String, _ right: String) -> Int {
        let (first, second) = (Array(left.utf8), Array(right.utf8))
        guard first.count == second.count else { return 99 }
        let places = first.indices.filter { first[$0] != second[$0] }
        if places.count == 2, places[1] == places[0] + 1, first[places[0]] == second[places[1]],
            first[places[1]] == second[places[0]]
        {
            return 1
        }
        return places.count
    }
}
