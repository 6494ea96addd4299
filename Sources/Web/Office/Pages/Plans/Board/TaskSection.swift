import Base
import HTML
import Kit
import Plans

/// The tasks of a plan: late ones first, then by line of action.
struct TaskSection {
    let board: PlanBoard
    let filter: TaskFilter
    let address: PageAddress

    private var shown: [(line: PlanBoard.ActionLine, tasks: [PlanTask])] {
        board.actions.map { ($0, $0.tasks.filter(filter.fits)) }.filter { !$0.1.isEmpty }
    }

    var html: HTML {
        let shown = shown
        let count = shown.map(\.tasks.count).reduce(0, +)
        let late = shown.flatMap(\.tasks).filter(\.late).sorted(by: PlanTask.lateFirst)
        return panel("任务", id: "tasks") {
            if let own = board.ownUnit { p("只显示与“\(own)”有关的任务。") }
            filter.panel(at: address, units: board.ownUnit == nil ? board.units.map(\.name) : [])
            chips(filter.conditions(at: address), clearHref: address.without("unit", "state", "late").text)
            p(
                filter.count == 0
                    ? "共 \(PlanWords.counts(board.counts))。" : "符合条件的 \(count) 项，共 \(board.counts.total) 项。")
            if count == 0 { emptyState("没有符合条件的任务。") { p("请去掉一些条件再看。") } }
            if !late.isEmpty, !filter.late {
                TaskTable(caption: "逾期的任务，\(late.count) 项", id: "late", today: board.day).html(late)
            }
            for (index, part) in shown.enumerated() {
                disclosure(caption(part.line, part.tasks), isOpen: isShort || filter.count > 0) {
                    TaskTable(caption: heading(part.line), id: "line-\(index + 1)", today: board.day)
                        .html(part.tasks)
                }
            }
        }
    }

    /// A plan of a few tasks is seen at a glance; of a long one each line of action opens by itself.
    private var isShort: Bool { board.counts.total <= 12 }

    private func caption(_ line: PlanBoard.ActionLine, _ tasks: [PlanTask]) -> String {
        heading(line) + "，" + PlanWords.counts(TaskCounts(tasks))
    }

    private func heading(_ line: PlanBoard.ActionLine) -> String {
        let heading = PlanWords.numbered(line.number, line.title)
        return heading.isEmpty ? "其他任务" : heading
    }
}

/// Tasks as a table.
struct TaskTable {
    let caption: String
    let id: String
    let today: Day
    /// Whether the column of units is shown.
    var hasUnits = true
    /// Where a report is written; nil leads to the task.
    var report: (@Sendable (PlanTask) -> String)?

    func html(_ tasks: [PlanTask]) -> HTML {
        var columns = [TableColumn("任务"), TableColumn("期限"), TableColumn("状态和最近进展")]
        if hasUnits { columns.insert(TableColumn("责任单位"), at: 1) }
        if report != nil { columns.append(TableColumn("报送")) }
        return dataTable(caption, id: id, columns: columns, rows: tasks.map(row))
    }

    private func row(_ task: PlanTask) -> TableRow {
        var cells: [HTML] = [
            a(PlanWords.name(task), .href("/plans/\(task.plan)/tasks/\(task.id)")),
            task.late ? tag(PlanWords.due(task, today: today), .problem) : HTML(PlanWords.due(task, today: today)),
            state(task),
        ]
        if hasUnits { cells.insert(HTML(PlanWords.units(task.units)), at: 1) }
        if let report {
            cells.append(
                task.mayReport
                    ? a(.href(report(task))) {
                        "报进展"
                        span("：\(PlanWords.name(task))", .class("vh"))
                    } : HTML("不能报"))
        }
        return TableRow(cells)
    }

    private func state(_ task: PlanTask) -> HTML {
        HTML {
            tag(task.state.title, task.state.tone)
            if let percent = task.percent, task.state != .done { " \(percent)%" }
            if let word = task.word {
                " \(word.report.day.chinese)：\(PlanWords.said(word, of: task, 40))"
            }
        }
    }
}
