import Base
import Registers

/// What an employer of the city declares for a year: staff, payroll, and the people whom it employs, month by month.
struct QuotaYear {
    /// The year for which is declared.
    let year: Int

    /// The employer as its register has it.
    func employer(_ employer: Employer, in region: RegionEntry, _ chance: inout Chance) -> FieldValues {
        var values: FieldValues = [
            "name": .text(employer.name), "credit_code": .text(employer.code), "employer_kind": .text(employer.kind),
            "industry": .text(employer.industry), "region": .text(region.code.text),
            "address": .text("\(region.name)\(chance.pick(["工业路", "学府路", "滨河路", "建设路"])) \(chance.int(1...180)) 号"),
            "phone": .text("154\(10_000_000 + chance.int(0...89_999_999))"),
        ]
        if employer.kind == "institution" {
            values["establishment"] = .integer(Int64(chance.int(18...160)))
            values["public_level"] = .text(chance.holds(300) ? "city" : "county")
            values["school"] = .boolean(employer.name.contains("小学"))
        }
        return values
    }

    /// What it declares; the more people it employs the larger it is.
    func declaration(_ employer: Int64, people: Int, _ chance: inout Chance) -> FieldValues {
        let staff = chance.int(18...90) + people * chance.int(20...70)
        let wage = chance.int(48...140) * 1_000
        let day = Day(year: year + 1, month: chance.int(3...10), day: chance.int(1...28)) ?? Day(number: 0)
        return [
            "employer": .integer(employer), "audit_year": .integer(Int64(year)),
            "headcount": .integer(Int64(staff) * 10_000), "payroll": .integer(Int64(staff) * Int64(wage) * 100),
            "headcount_method": .text("contract"), "declared_on": .day(day),
        ]
    }

    /// A person whom it employs; nil when nobody of a certificate, or not in this year.
    func placement(_ employer: Int64, of person: Record, from start: Day, to end: Day?, _ chance: inout Chance)
        -> FieldValues?
    {
        guard let name = person["name"].text, let id = person["citizen_id"].text,
            let level = person["certificate_level"].text.flatMap({ Int64($0) }),
            let issued = person["certificate_issued_on"].day
        else { return nil }
        let wage = Int64(chance.int(1_900...4_800)) * 100
        let gap = chance.holds(120) ? chance.int(1...12) : 0
        let rows = (1...12).compactMap { month -> FieldValues? in
            guard let first = Day(year: year, month: month, day: 1), start <= first, end.map({ $0 >= first }) ?? true
            else { return nil }
            return [
                "month": .text("\(year)-\(month < 10 ? "0" : "")\(month)"), "wage": .integer(wage),
                "pension": .boolean(month != gap), "medical": .boolean(true), "on_post": .boolean(true),
            ]
        }
        guard !rows.isEmpty else { return nil }
        var values: FieldValues = [
            "employer": .integer(employer), "audit_year": .integer(Int64(year)), "name": .text(name),
            "citizen_id": .text(id), "card": .text("certificate"), "card_level": .integer(level),
            "card_from": .day(issued), "work": .text("contract"), "contract_from": .day(start),
            "months": .rows(rows),
        ]
        if let number = person["certificate_number"].text { values["card_number"] = .text(number) }
        if let to = person["certificate_valid_to"].day { values["card_to"] = .day(to) }
        if let end { values["left_on"] = .day(end) }
        return values
    }
}
