import Base
import Registers
import Sheets

/// Jobs of people who are registered, found by the number of their citizen id; three rows are wrong.
enum JobsWorkbook {
    private static let headings = [
        "身份证号", "姓名", "就业单位", "就业形式", "用工方式", "岗位", "入职日期", "月工资", "佐证材料", "备注",
    ]

    static func write(_ known: [FieldValues], time: MadeTime, catalogue: Catalogue, to path: String) throws {
        var chance = Chance(seed: 81, stream: 1)
        let book = try WorkbookWriter(path: path)
        let columns = headings.map { ColumnSetup(kind: $0 == "身份证号" ? .text : .general) }
        let sheet = try book.addSheet("新增就业", SheetSetup(columns: columns, frozenRows: 1))
        try sheet.header(headings)
        let adults = known.filter { values in
            let age = values["birth_date"]?.day?.years(to: time.opened) ?? 0
            return (18...52).contains(age) && values["employment_status"] == .text("unemployed")
        }
        for (index, person) in adults.prefix(40).enumerated() {
            var cells = row(person, time, catalogue, &chance)
            // Two numbers are nobody's, one date does not exist.
            if index == 5 || index == 17 {
                cells[0] = .text(MadeID.citizen(region: "990199", born: time.opened, male: true, serial: index))
            }
            if index == 11 { cells[6] = "2026-13-05" }
            try sheet.write(cells)
        }
        try book.close()
    }

    private static func row(
        _ person: FieldValues, _ time: MadeTime, _ catalogue: Catalogue, _ chance: inout Chance
    ) -> [OutCell] {
        let employer = chance.pick(Employers.units)
        let register = catalogue.register("employment")
        func title(_ field: String, _ code: String) -> OutCell {
            .text(register?.field(field)?.codes?.title(of: code) ?? code)
        }
        let start = time.day(from: time.today.adding(days: -60), to: time.today, &chance)
        return [
            .text(person["citizen_id"]?.text ?? ""), .text(person["name"]?.text ?? ""), .text(employer.name),
            title("route", chance.pick(["quota", "flexible", "public_post"])), title("employment_kind", "contract"),
            .text(chance.pick(employer.posts)), OutCell(.date(start.iso)),
            OutCell(.integer(Int64(chance.int(20...45) * 100))),
            title("evidence_kind", "contract"), .empty,
        ]
    }
}
