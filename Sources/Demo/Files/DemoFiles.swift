import Base
import Foundation
import Registers
import Sheets

/// The spreadsheets that come with the city, for trying imports.
struct DemoFiles {
    static let messyName = "残疾人名单（乱）.xlsx"
    static let textName = "残疾人名单-GB18030.csv"
    static let jobsName = "就业情况.xlsx"
    static let cleanName = "残疾人名单（1000人）.xlsx"
    static let readmeName = "说明.txt"

    let city: City
    let region: RegionCode
    let catalogue: Catalogue
    let regions: RegionTree

    /// People of the first part who live in the city with nothing changed since, for files that speak of known people.
    private var known: [FieldValues] {
        city.part(0).flatMap(\.people).filter { person in
            person.turn == nil && person.values["phone"] != nil && person.values["guardian_name"] == nil
                && (person.values["name"]?.text.map { !$0.contains("·") } ?? false)
        }.map(\.values)
    }

    private var people: SheetPeople { SheetPeople(catalogue: catalogue, regions: regions) }

    /// What the messy file holds, without writing it.
    func messy() -> (file: MessyFile, rows: [SheetPerson]) {
        var maker = MessyRows(city: city, region: region, people: people, known: known)
        let rows = maker.make()
        return (MessyFile(name: DemoFiles.messyName, people: rows, headerRows: 3...4), rows)
    }

    /// Writes all files into a folder.
    func write(to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let messy = messy()
        try MessyWorkbook.write(messy.rows, to: "\(folder)/\(DemoFiles.messyName)")
        try writeText(to: "\(folder)/\(DemoFiles.textName)")
        try JobsWorkbook.write(
            known, time: city.time, catalogue: catalogue, to: "\(folder)/\(DemoFiles.jobsName)")
        try writeClean(to: "\(folder)/\(DemoFiles.cleanName)")
        try FilesReadme.text(messy.file).write(
            toFile: "\(folder)/\(DemoFiles.readmeName)", atomically: true, encoding: .utf8)
    }

    /// Sixty new people as another program gives them: semicolons, GB 18030.
    private func writeText(to path: String) throws {
        var strangers = Strangers(file: 2, city: city)
        let writer = try CSVWriter(path: path, encoding: .gb18030, separator: ";")
        try writer.write(SheetPerson.headings)
        for _ in 0..<60 {
            try writer.write(people.row(strangers.next()).cells.map { DemoFiles.text($0) })
        }
        try writer.finish()
    }

    /// A thousand new people without any fault.
    private func writeClean(to path: String) throws {
        var strangers = Strangers(file: 4, city: city)
        let book = try WorkbookWriter(path: path)
        let sheet = try book.addSheet("残疾人", SheetSetup(columns: DemoFiles.columns, frozenRows: 1, autofilterRow: 1))
        try sheet.header(SheetPerson.headings)
        for _ in 0..<1_000 { try sheet.write(people.row(strangers.next()).cells) }
        try book.close()
    }

    /// Columns in which long numbers stay text.
    static let columns = SheetPerson.headings.map { title in
        ColumnSetup(kind: title.contains("号") || title.contains("电话") ? .text : .general)
    }

    private static func text(_ cell: OutCell) -> String {
        switch cell.value {
        case .text(let text), .decimal(let text), .date(let text): text
        case .integer(let number): String(number)
        default: ""
        }
    }
}
