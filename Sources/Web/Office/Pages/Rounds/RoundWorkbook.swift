import Base
import Registers
import Rounds
import Sheets

/// How far a round is, as a workbook to be handed in: a row for each region, four numbers for each step.
struct RoundWorkbook {
    let place: RoundPlace
    let board: RoundBoard
    let regions: RegionTree
    let day: Day

    /// Writes the workbook.
    /// - Throws: `SheetError`.
    func write(to path: String) throws {
        let book = try WorkbookWriter(path: path, properties: WorkbookProperties(title: place.round.title))
        let setup = SheetSetup(
            frozenRows: 2, frozenColumns: 1, landscape: true, repeatRows: 1...2, fitWidth: true)
        let sheet = try book.addSheet("进度", setup)
        let title = "\(place.round.title)，\(regions.fullName(of: place.region))，截至\(day.chinese)"
        try sheet.write([OutCell(.text(title), style: .title)])
        try sheet.header(
            ["区划", "区划代码", "名单"]
                + place.definition.steps.flatMap { step in
                    ["应做", "已完成", "未能完成", "逾期"].map { "\(step.title)：\($0)" }
                })
        for line in board.lines { try sheet.write(row(line, name(line))) }
        try sheet.write(row(board.total, "合计"))
        try book.close()
    }

    private func name(_ line: RoundBoard.Line) -> String {
        guard let region = line.region, region != place.region else { return "没有写到下一级的" }
        return regions.name(of: region) ?? region.text
    }

    private func row(_ line: RoundBoard.Line, _ name: String) -> [OutCell] {
        let numbers = place.definition.steps.flatMap { step in
            let coverage = line.steps[step.name] ?? Coverage()
            return [coverage.asked, coverage.done, coverage.notDone, coverage.overdue]
        }
        return [.text(name), .text((line.region ?? place.region).text)]
            + ([line.members] + numbers).map { OutCell(.integer(Int64($0))) }
    }
}
