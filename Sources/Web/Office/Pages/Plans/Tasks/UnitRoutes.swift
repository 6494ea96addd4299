import Access
import Base
import HTML
import Hummingbird
import House
import Kit
import Plans
import Registers

/// A unit's own page, and all units of a plan.
struct UnitRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/units/mine") { visit in
            guard let unit = visit.actor.unit else { return .page(unitless(visit)) }
            return .page(try await page(visit, unit, own: true, form: ReportForm()))
        }
        routes.upload("/units/mine/:task") { try await report($0) }
        routes.get("/units/:unit") { visit in
            .page(try await page(visit, try visit.part("unit"), own: false, form: ReportForm()))
        }
        routes.get("/plans/:id/units") { visit in .page(units(visit, try await visit.board())) }
    }

    private func unitless(_ visit: Visit) -> Page {
        Page(title: "本单位的任务", shell: visit.planShell, breadcrumb: [Link("方案", "/plans")], width: .narrow) {
            p("您的账号没有填责任单位，所以这里没有任务。")
            p("要看某个单位的任务，请打开方案的“各单位任务”。要以单位身份报进展，请联系管理员在您的账号里填上责任单位。")
            linkLine("查看方案", "/plans")
        }
    }

    private func page(_ visit: Visit, _ unit: String, own: Bool, form: ReportForm) async throws -> Page {
        let tasks = try await visit.house.plans.tasks(of: unit, on: visit.today, as: visit.actor)
        let chosen = own ? (visit.query("report") ?? visit.parts["task"]).flatMap { Int64($0) } : nil
        let task = chosen.flatMap { id in tasks.first { $0.id == id && $0.mayReport } }
        let parts = UnitTasks(tasks, today: visit.today)
        return Page(
            title: own ? "本单位的任务" : "\(unit)的任务", shell: visit.planShell, caption: own ? unit : nil,
            breadcrumb: [Link("方案", "/plans")], notice: visit.notice, errors: form.errors
        ) {
            p("共 \(PlanWords.counts(TaskCounts(tasks)))。\(shared(tasks, unit))")
            if tasks.isEmpty { emptyState("已发布的方案里没有这个单位的任务。") { p("如果不对，请残工委办核对方案里的单位名称。") } }
            if let task {
                panel("报进展：\(PlanWords.name(task))", id: "report") {
                    p(task.text)
                    form.html(visit, task, action: "/units/mine/\(task.id)")
                    linkLine("不报了", "/units/mine")
                }
            }
            parts.html(mayReport: own)
        }
    }

    /// How many of a unit's tasks do not name it: they are given to all units of a kind.
    private func shared(_ tasks: [PlanTask], _ unit: String) -> String {
        let count = tasks.count { task in task.units.allSatisfy { $0.group && $0.name != unit } }
        return count == 0 ? "" : "其中 \(count) 项没有点名，是方案用“各有关单位”这样的统称交办的。"
    }

    private func report(_ visit: Visit) async throws -> Answer {
        guard let unit = visit.actor.unit else { throw NotFound() }
        let number = try visit.number("task")
        let tasks = try await visit.house.plans.tasks(of: unit, on: visit.today, as: visit.actor)
        guard let task = tasks.first(where: { $0.id == number }) else { throw NotFound() }
        var form = ReportForm(visit.form)
        if try await form.send(visit, task) {
            return .redirect("/units/mine", notice: "“\(PlanWords.name(task))”的进展已经报送。")
        }
        return .page(try await page(visit, unit, own: true, form: form), status: 422)
    }

    private func units(_ visit: Visit, _ board: PlanBoard) -> Page {
        Page(title: "各单位任务", shell: visit.planShell, breadcrumb: visit.planTrail(board.plan)) {
            if board.units.isEmpty {
                emptyState("这份方案没有写明责任单位。")
            } else {
                p("这里按方案里写的名称数任务，一项任务有几个单位就在几行里都数。“各有关单位”这样的统称单独一行，不数进每个单位；打开单位，属于它的统称任务也列在里面。")
                dataTable(
                    "责任单位，\(board.units.count) 个，有逾期的在前", id: "units",
                    columns: [TableColumn("单位")]
                        + ["任务", "牵头", "逾期", "受阻", "进行中", "未开始", "已完成"].map { TableColumn($0, isNumber: true) },
                    rows: board.units.map { row($0, board) }, narrow: .scrolled)
            }
        }
    }

    private func row(_ line: PlanBoard.UnitLine, _ board: PlanBoard) -> TableRow {
        let counts = line.counts
        let rest = [counts[.stuck], counts[.underway], counts[.notStarted], counts[.done]]
        let head = a(line.name, .href("/units/\(PageAddress.encoded(line.name))"))
        return TableRow(
            [head, HTML(String(counts.total)), HTML(String(line.leads)), late(line, board)]
                + rest.map { HTML(String($0)) })
    }

    private func late(_ line: PlanBoard.UnitLine, _ board: PlanBoard) -> HTML {
        guard line.counts.late > 0 else { return "0" }
        let address = PageAddress("/plans/\(board.plan.id)").with("unit", line.name).with("late", "yes")
        return a(.href(address.text)) {
            String(line.counts.late)
            span(" 项逾期，\(line.name)", .class("vh"))
        }
    }
}

/// The tasks of a unit in the order of what is to be done.
struct UnitTasks {
    let late: [PlanTask]
    let soon: [PlanTask]
    let others: [PlanTask]
    let done: [PlanTask]
    private let today: Day

    /// What is due within this many days is due soon.
    private static let days = 60

    init(_ tasks: [PlanTask], today: Day) {
        self.today = today
        late = tasks.filter(\.late)
        let open = tasks.filter { !$0.late && $0.state != .done }
        let limit = today.adding(days: UnitTasks.days)
        soon = open.filter { $0.due.map { $0 <= limit } ?? false }
        others = open.filter { $0.due.map { $0 > limit } ?? true }
        done = tasks.filter { !$0.late && $0.state == .done }
    }

    func html(mayReport: Bool) -> HTML {
        HTML {
            part("逾期", "late", late, mayReport)
            part("\(UnitTasks.days) 天内到期", "soon", soon, mayReport)
            part("其他", "others", others, mayReport)
            part("已完成", "done", done, mayReport)
        }
    }

    private func part(_ title: String, _ id: String, _ tasks: [PlanTask], _ mayReport: Bool) -> HTML {
        guard !tasks.isEmpty else { return .empty }
        var table = TaskTable(caption: "\(title)的任务，\(tasks.count) 项", id: id, today: today)
        if mayReport { table.report = { task in "/units/mine?report=\(task.id)#report" } }
        return panel("\(title)，\(tasks.count) 项", id: "\(id)-tasks") {
            table.html(tasks)
        }
    }
}
