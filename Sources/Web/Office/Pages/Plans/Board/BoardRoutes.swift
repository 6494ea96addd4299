import Access
import Base
import Exchange
import HTML
import Hummingbird
import House
import Kit
import Plans
import Registers

/// A plan against the facts: targets, tasks, duties.
struct BoardRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/plans/:id") { visit in
            let plan = try await visit.plan()
            if plan.state == .draft { return .redirect("/plans/drafts/\(plan.id)") }
            return .page(page(visit, try await visit.board()))
        }
        routes.get("/plans/:id/export") { visit in
            let board = try await visit.board()
            let path = RegisterFiles.temporaryPath()
            try BoardWorkbook(board: board, regions: visit.regions).write(to: path)
            try await visit.noteExport("“\(board.plan.title)”的进度表，\(visit.regions.fullName(of: board.region))")
            return .file(
                path: path, name: "方案进度表-\(board.day.iso).xlsx", mediaType: ExportFormat.xlsx.mediaType)
        }
    }

    private func page(_ visit: Visit, _ board: PlanBoard) -> Page {
        let plan = board.plan
        let filter = TaskFilter(visit.address)
        return Page(
            title: plan.title, shell: visit.planShell,
            caption: plan.state == .withdrawn ? "第 \(plan.id) 号方案，已撤下" : nil, breadcrumb: [Link("方案", "/plans")],
            notice: visit.notice,
            actions: actions(visit, plan)
        ) {
            identityBar(facts(visit, board))
            if plan.state == .withdrawn { inset { p("这份方案已经撤下，只供查看。") } }
            BoardScope(visit: visit, board: board).html
            if board.ownUnit == nil { TargetTable(board: board).html }
            TaskSection(board: board, filter: filter, address: visit.address).html
            if board.ownUnit == nil { DutyTable(board: board).html }
        }
    }

    private func actions(_ visit: Visit, _ plan: Plan) -> HTML {
        HTML {
            buttonLink("方案全文", "/plans/\(plan.id)/document")
            buttonLink("各单位任务", "/plans/\(plan.id)/units")
            buttonLink("导出进度表", PageAddress("/plans/\(plan.id)/export").with("region", visit.query("region")).text)
            if visit.mayEdit(plan), plan.state == .published { buttonLink("修改方案", "/plans/\(plan.id)/revise") }
        }
    }

    private func facts(_ visit: Visit, _ board: PlanBoard) -> [SummaryRow] {
        let plan = board.plan
        return [
            SummaryRow("文号", plan.content.documentNumber ?? "没有文号"),
            SummaryRow("区划", visit.regions.fullName(of: plan.region)),
            SummaryRow("实施期", PlanWords.period(plan.content)), SummaryRow("截至", board.day.chinese),
            SummaryRow("任务", PlanWords.counts(board.counts)),
        ]
    }
}
