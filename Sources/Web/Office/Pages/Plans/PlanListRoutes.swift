import Access
import Base
import HTML
import Hummingbird
import House
import Kit
import Plans
import Registers

/// The plans that a person may see, those in force with how their tasks stand; the figures are on each plan's board.
struct PlanListRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/plans") { visit in
            .page(page(visit, try await visit.house.plans.overview(on: visit.today, as: visit.actor)))
        }
    }

    private func page(_ visit: Visit, _ plans: [PlanOverview]) -> Page {
        let published = plans.filter { $0.plan.state == .published }
        let mayEdit = visit.actor.can(.plans, "edit")
        return Page(
            title: "方案", shell: visit.planShell, notice: visit.notice,
            actions: mayEdit ? buttonLink("读入新方案", "/plans/new", .primary) : .empty
        ) {
            if visit.actor.unit != nil { linkLine("本单位的任务", "/units/mine") }
            if published.isEmpty {
                emptyState("还没有已发布的方案。") {
                    if mayEdit { p("请把方案文件读进来，核对以后发布。") } else { p("方案发布以后会出现在这里。") }
                }
            }
            for line in published { entry(visit, line) }
            if mayEdit { others(visit, plans.map(\.plan).filter { $0.state == .withdrawn || visit.mayEdit($0) }) }
        }
    }

    private func entry(_ visit: Visit, _ line: PlanOverview) -> HTML {
        let plan = line.plan
        return panel(plan.title, id: "plan-\(plan.id)") {
            summaryList([
                SummaryRow("区划", visit.regions.fullName(of: plan.region)),
                SummaryRow("实施期", PlanWords.period(plan.content)),
                SummaryRow("目标", "\(plan.content.goals.count) 条"), SummaryRow("任务", PlanWords.counts(line.counts)),
            ])
            linkList([
                Link("看\(plan.title)的进度", "/plans/\(plan.id)"),
                Link("看\(plan.title)的各单位任务", "/plans/\(plan.id)/units"),
            ])
        }
    }

    private func others(_ visit: Visit, _ plans: [Plan]) -> HTML {
        let others = plans.filter { $0.state != .published }
        guard !others.isEmpty else { return .empty }
        return panel("草稿和已撤下的方案") {
            dataTable(
                "草稿和已撤下的方案，\(others.count) 份", id: "others",
                columns: [TableColumn("方案"), TableColumn("区划"), TableColumn("状态"), TableColumn("读入")],
                rows: others.map { plan in
                    TableRow([
                        a(
                            "\(plan.title)（第 \(plan.id) 号）",
                            .href(plan.state == .draft ? "/plans/drafts/\(plan.id)" : "/plans/\(plan.id)")),
                        HTML(visit.regions.fullName(of: plan.region)),
                        tag(plan.state.title, plan.state == .draft ? .attention : .plain),
                        HTML("\(plan.createdBy)，\(plan.createdAt.chinaDay.chinese)"),
                    ])
                })
        }
    }
}
