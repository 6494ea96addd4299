import Base
import Plans
import Registers
import Sheets

/// A plan's board as a workbook to be handed in: figures, tasks, duties, each on its sheet.
struct BoardWorkbook {
    let board: PlanBoard
    let regions: RegionTree

    /// Writes the workbook.
    /// - Throws: `SheetError`.
    func write(to path: String) throws {
        let book = try WorkbookWriter(path: path, properties: WorkbookProperties(title: board.plan.title))
        if board.ownUnit == nil {
            try targets(book)
            try parts(book)
        }
        try tasks(book)
        if board.ownUnit == nil { try duties(book) }
        try book.close()
    }

    private var heading: String {
        "\(board.plan.title)，\(regions.fullName(of: board.region))，截至\(board.day.chinese)"
    }

    private func sheet(_ book: WorkbookWriter, _ name: String, _ columns: [String]) throws -> SheetWriter {
        let sheet = try book.addSheet(
            name, SheetSetup(frozenRows: 2, landscape: true, repeatRows: 1...2, fitWidth: true))
        try sheet.write([OutCell(.text(heading), style: .title)])
        try sheet.header(columns)
        return sheet
    }

    private func targets(_ book: WorkbookWriter) throws {
        let sheet = try sheet(book, "目标", ["目标", "方案原文", "要求", "现在", "单位", "完成", "现在应达到", "情况", "说明"])
        for target in board.targets {
            try sheet.write([
                .text(PlanWords.name(target, in: board)), .text(target.goal.text),
                .text(PlanWords.number(target.goal) ?? ""), target.table.map { cell($0.total) } ?? .empty,
                .text(target.table?.total.unit ?? ""), .text(target.permille.map(PlanWords.share) ?? ""),
                .text(target.expected.map { "\($0.text) \($0.unit)" } ?? ""), .text(target.standing?.title ?? ""),
                .text(target.missing ?? ""),
            ])
        }
    }

    /// Every figure month by month and by region, one number a row, as other programs like to read it.
    private func parts(_ book: WorkbookWriter) throws {
        let sheet = try sheet(book, "各区划和各月", ["目标", "区划", "区划代码", "月份", "数字", "单位"])
        for target in board.targets {
            guard let table = target.table else { continue }
            let name = PlanWords.name(target, in: board)
            for line in table.regions {
                try sheet.write([
                    .text(name), .text(regions.fullName(of: line.region)), .text(line.region.text), .text("全部"),
                    cell(line.figure), .text(line.figure.unit),
                ])
            }
            for line in table.months {
                try sheet.write([
                    .text(name), .text(regions.fullName(of: board.region)), .text(board.region.text),
                    .text(line.month.iso), cell(line.figure), .text(line.figure.unit),
                ])
            }
        }
    }

    private func tasks(_ book: WorkbookWriter) throws {
        let sheet = try sheet(
            book, "任务",
            ["行动", "任务", "牵头单位", "责任单位", "期限", "原文写的期限", "状态", "是否逾期", "完成比例", "最近进展", "进展截至", "报送单位", "评分"])
        for line in board.actions {
            let action = PlanWords.numbered(line.number, line.title)
            for task in line.tasks {
                let last = task.word?.report
                try sheet.write([
                    .text(action), .text(task.text), .text(units(task, .lead)), .text(units(task, .joint)),
                    task.due.map { OutCell(.date($0.iso)) } ?? .empty, .text(task.dueText ?? ""),
                    .text(task.state.title), .text(lateness(task)),
                    task.percent.map { .text("\($0)%") } ?? .empty,
                    .text(task.word.map { PlanWords.said($0, of: task, .max) } ?? ""),
                    last.map { OutCell(.date($0.day.iso)) } ?? .empty, .text(last?.unit ?? ""),
                    task.score.map { OutCell(.integer(Int64($0))) } ?? .empty,
                ])
            }
        }
    }

    private func duties(_ book: WorkbookWriter) throws {
        let sheet = try sheet(book, "报送和检查", ["事项", "谁来做", "报给谁", "多久一次", "原文写的期限", "上一次应报", "下一次", "说明"])
        for line in board.duties {
            try sheet.write([
                .text(line.duty.what), .text(line.duty.who ?? ""), .text(line.duty.to ?? ""),
                .text(line.duty.cadence ?? ""), .text(line.duty.dueAsWritten ?? ""),
                line.last.map { OutCell(.date($0.iso)) } ?? .empty,
                line.next.map { OutCell(.date($0.iso)) } ?? .empty, .text(line.note ?? ""),
            ])
        }
    }

    private func units(_ task: PlanTask, _ role: PlanDocument.Role) -> String {
        task.units.filter { $0.role == role }.map(\.name).joined(separator: "、")
    }

    private func lateness(_ task: PlanTask) -> String {
        task.daysLate.map { "晚了 \($0) 天完成" } ?? (task.late ? "逾期" : "")
    }

    private func cell(_ figure: Figure) -> OutCell {
        figure.isMeasured ? OutCell(.decimal(figure.text.filter { $0 != "," })) : .empty
    }
}
