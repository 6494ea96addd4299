import Base
import Registers
import Sheets

/// The rows of the messy file: most of them good, the others wrong in every way in which files of villages are.
struct MessyRows {
    /// How many rows of each kind there are.
    enum Recipe {
        static let good = 118
        static let oldNumbers = 6
        static let fullWidth = 6
        static let spaced = 4
        static let certificateOnly = 4
        static let shortVillages = 10
        static let changed = 12
        static let same = 6
        static let repeated = 4
        static let clashing = 3
        static let doubtful = 8
        static let wrongDigit = 6
        static let lostDigits = 2
        static let unknownVillage = 3
        static let wordsForNumber = 3
        static let noName = 2
        static let noNumber = 2
        static let shortNumber = 1
    }

    private let city: City
    private let region: RegionCode
    private let people: SheetPeople
    private let known: [FieldValues]
    private var strangers: Strangers
    private var chance: Chance
    private var rows: [SheetPerson] = []

    /// - Parameter known: files of people who are registered and have not changed since.
    init(city: City, region: RegionCode, people: SheetPeople, known: [FieldValues]) {
        self.city = city
        self.region = region
        self.people = people
        self.known = known
        strangers = Strangers(file: 1, city: city)
        chance = Chance(seed: city.seed, stream: 800_001)
    }

    /// All rows, mixed; a row that repeats another one stands after it.
    mutating func make() -> [SheetPerson] {
        addGood()
        addKnown()
        addWrong()
        var mixed = rows.shuffledOnce(&chance)
        for row in repeats(of: mixed.filter { $0.outcome == .new }) { mixed.append(row) }
        return mixed
    }

    private mutating func addGood() {
        add(Recipe.good) { _, _ in }
        for _ in 0..<Recipe.oldNumbers {
            var row = people.row(strangers.nextOlder())
            if case .text(let id) = row.citizenID.value {
                let old = id.prefix(6) + id.dropFirst(8).prefix(9)
                row.citizenID = Int64(old).map { OutCell(.integer($0)) } ?? row.citizenID
            }
            row.certificate = .empty
            row.remark = "旧身份证号"
            rows.append(row)
        }
        add(Recipe.fullWidth) { row, _ in
            row.citizenID = MessyRows.wide(row.citizenID)
            row.phone = MessyRows.wide(row.phone)
        }
        add(Recipe.spaced) { row, _ in
            if case .text(let id) = row.citizenID.value {
                row.citizenID = .text("\(id.prefix(6)) \(id.dropFirst(6).prefix(8)) \(id.suffix(4)) ")
            }
        }
        add(Recipe.certificateOnly) { row, _ in row.citizenID = .empty }
        for _ in 0..<Recipe.shortVillages {
            let values = strangers.next()
            var row = people.row(values)
            row.region = people.shortRegion(values, in: region)
            rows.append(row)
        }
    }

    private mutating func addKnown() {
        var left = known[...]
        for _ in 0..<min(Recipe.changed, left.count) {
            var row = people.row(left.removeFirst())
            row.phone = .text(MadeID.phone(&chance))
            row.remark = "电话已更换"
            row.outcome = .changed
            rows.append(row)
        }
        for _ in 0..<min(Recipe.same, left.count) {
            var row = people.row(left.removeFirst())
            row.outcome = .same
            rows.append(row)
        }
        var found = 0
        while found < Recipe.doubtful, let values = left.popFirst() {
            guard let name = values["name"]?.text.flatMap({ Homophones.written(otherwise: $0) }) else { continue }
            var row = people.row(values)
            row.name = .text(name)
            row.citizenID = .empty
            row.certificate = .empty
            row.outcome = .doubtful
            rows.append(row)
            found += 1
        }
    }

    private mutating func addWrong() {
        wrong(Recipe.wrongDigit) { row, _ in
            if case .text(let id) = row.citizenID.value {
                row.citizenID = .text(String(id.dropLast()) + (id.last == "1" ? "2" : "1"))
            }
            row.certificate = .empty
        }
        wrong(Recipe.lostDigits) { row, _ in
            row.citizenID = .text("9.90191E+17")
            row.certificate = .empty
        }
        wrong(Recipe.unknownVillage) { row, chance in
            row.region = .text(chance.pick(["石门坎十八组", "幸福里小区", "老街口"]))
        }
        wrong(Recipe.wordsForNumber) { row, chance in row.wage = .text(chance.pick(["面议", "越高越好", "看情况"])) }
        wrong(Recipe.noName) { row, _ in row.name = .empty }
        wrong(Recipe.noNumber) { row, _ in
            row.citizenID = .empty
            row.certificate = .empty
        }
        wrong(Recipe.shortNumber) { row, _ in
            if case .text(let id) = row.citizenID.value { row.citizenID = .text(String(id.dropLast())) }
            row.certificate = .empty
        }
    }

    private func repeats(of good: [SheetPerson]) -> [SheetPerson] {
        let plain = good.filter { $0.remark == .empty }
        let again = plain.prefix(Recipe.repeated).map { row in
            var row = row
            row.outcome = .same
            return row
        }
        let clashing = plain.dropFirst(Recipe.repeated).prefix(Recipe.clashing).map { row in
            var row = row
            row.address = "搬到女儿家"
            row.outcome = .refused
            return row
        }
        return again + clashing
    }

    private mutating func add(_ count: Int, _ change: (inout SheetPerson, inout Chance) -> Void) {
        for _ in 0..<count {
            let values = strangers.next()
            var row = people.row(values)
            if let born = values["birth_date"]?.day { row.birth = dated(born) }
            if let status = values["employment_status"]?.text, chance.holds(400) {
                row.status = people.alias("employment_status", status, &chance)
            }
            if let level = values["certificate_level"]?.text, chance.holds(300) {
                row.level = people.alias("certificate_level", level, &chance)
            }
            change(&row, &chance)
            rows.append(row)
        }
    }

    private mutating func wrong(_ count: Int, _ change: (inout SheetPerson, inout Chance) -> Void) {
        let from = rows.count
        add(count, change)
        for index in from..<rows.count { rows[index].outcome = .refused }
    }

    /// A date as one of the people who fill in such files writes it.
    private mutating func dated(_ day: Day) -> OutCell {
        let (year, month, dayOfMonth) = day.civil
        switch chance.int(0...5) {
        case 0: return .text("\(year).\(month).\(dayOfMonth)")
        case 1: return .text(day.chinese)
        case 2: return .text(String(day.iso.filter { $0 != "-" }))
        case 3: return OutCell(.date(day.iso))
        case 4: return .text("\(year)/\(month)/\(dayOfMonth)")
        default: return .text(day.iso)
        }
    }

    /// The digits as a Chinese keyboard types them in full width.
    private static func wide(_ cell: OutCell) -> OutCell {
        guard case .text(let text) = cell.value else { return cell }
        let scalars = text.unicodeScalars.map { scalar in
            (0x21...0x7E).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
        }
        return .text(String(String.UnicodeScalarView(scalars)))
    }
}
