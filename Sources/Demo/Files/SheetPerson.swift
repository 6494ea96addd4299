import Base
import Registers
import Sheets

/// A row of a person file: what its cells say, and what becomes of it when it is imported.
struct SheetPerson: Sendable {
    /// What an import makes of the row.
    enum Outcome: Sendable {
        case new, changed, same, doubtful, refused
    }

    var name: OutCell
    var gender: OutCell
    var citizenID: OutCell
    var birth: OutCell
    var ethnicity: OutCell
    var certificate: OutCell
    var category: OutCell
    var level: OutCell
    var region: OutCell
    var address: OutCell
    var status: OutCell
    var wish: OutCell
    var wage: OutCell
    var phone: OutCell
    var remark: OutCell = .empty
    var outcome: Outcome = .new

    /// The cells in the order of the columns.
    var cells: [OutCell] {
        [
            name, gender, citizenID, birth, ethnicity, certificate, category, level, region, address, status, wish,
            wage,
            phone, remark,
        ]
    }

    /// The headings, in the order of the cells.
    static let headings = [
        "姓名", "性别", "身份证号码", "出生日期", "民族", "残疾证号", "残疾类别", "残疾等级", "所在村（社区）", "家庭住址", "就业状况", "有无就业意愿",
        "期望月薪", "联系电话", "备注",
    ]
}

/// Writes people of the kind that the city has as rows of files.
struct SheetPeople {
    let catalogue: Catalogue
    let regions: RegionTree

    /// A row that says what a person's file says, in the words of the code lists.
    func row(_ values: FieldValues) -> SheetPerson {
        SheetPerson(
            name: text(values["name"]), gender: title("gender", values), citizenID: text(values["citizen_id"]),
            birth: values["birth_date"]?.day.map { .text($0.iso) } ?? .empty, ethnicity: title("ethnicity", values),
            certificate: text(values["certificate_number"]), category: title("certificate_category", values),
            level: title("certificate_level", values), region: region(values),
            address: text(values["residence_address"]),
            status: title("employment_status", values), wish: title("work_wish", values),
            wage: values["wished_wage"]?.integer.map { .init(.integer($0 / 100)) } ?? .empty,
            phone: text(values["phone"]))
    }

    /// Another writing of a code's title, such as people use.
    func alias(_ field: String, _ code: String, _ chance: inout Chance) -> OutCell {
        guard let codes = catalogue.register("person")?.field(field)?.codes, let entry = codes[code] else {
            return .empty
        }
        // An alias that another code has as well would say something else.
        let sure = entry.aliases.filter { codes.entry(written: $0)?.code == code }
        return .text(sure.isEmpty ? entry.title : chance.pick(sure))
    }

    /// The shortest of several writings of a village that means it alone within the city.
    func shortRegion(_ values: FieldValues, in city: RegionCode) -> OutCell {
        guard let code = values["region"]?.text.flatMap({ RegionCode($0) }), let name = regions.name(of: code) else {
            return .empty
        }
        let stem = name.hasSuffix("社区") ? String(name.dropLast(2)) : String(name.dropLast())
        let town = code.parent.flatMap { regions.name(of: $0) } ?? ""
        let writings = [stem, name, "\(town)\(name)"]
        return .text(writings.first { regions.find(written: $0, within: city) == [code] } ?? regions.fullName(of: code))
    }

    private func region(_ values: FieldValues) -> OutCell {
        guard let code = values["region"]?.text.flatMap({ RegionCode($0) }) else { return .empty }
        return .text(regions.fullName(of: code))
    }

    private func title(_ field: String, _ values: FieldValues) -> OutCell {
        guard let code = values[field]?.text else { return .empty }
        return .text(catalogue.register("person")?.field(field)?.codes?.title(of: code) ?? code)
    }

    private func text(_ value: FieldValue?) -> OutCell {
        value?.text.map { OutCell.text($0) } ?? .empty
    }
}
