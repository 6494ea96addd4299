import Access
import Base
import HTML
import Hummingbird
import House
import Kit
import Plans
import Registers

/// The plans that a person may see, each with its figures.
struct PlanListRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/plans") { visit in
            let plans = try await visit.house.plans.plans(as: visit.actor)
            var boards: [PlanBoard] = []
            for plan in plans where plan.state == .published {
                boards.append(try await visit.house.plans.board(plan.id, on: visit.today, as: visit.actor))
            }
            return .page(page(visit, plans, boards))
        }
    }

    private func page(_ visit: Visit, _ plans: [Plan], _ boards: [PlanBoard]) -> Page {
        let mayEdit = visit.actor.can(.plans, "edit")
        return Page(
            title: "方案", shell: visit.planShell, notice: visit.notice,
            actions: mayEdit ? buttonLink("读入新方案", "/plans/new", .primary) : .empty
        ) {
            if visit.actor.unit != nil { linkLine("本单位的任务", "/units/mine") }
            if boards.isEmpty {
                emptyState("还没有已发布的方案。") {
                    if mayEdit { p("请把方案文件读进来，核对以后发布。") } else { p("方案发布以后会出现在这里。") }
                }
            }
            for board in boards { published(visit, board) }
            if mayEdit { others(visit, plans) }
        }
    }

    private func published(_ visit: Visit, _ board: PlanBoard) -> HTML {
        let plan = board.plan
        let figures = board.targets.filter { $0.table != nil }
        return panel(plan.title, id: "plan-\(plan.id)") {
            p(
                "\(visit.regions.fullName(of: plan.region)) · \(PlanWords.period(plan.content)) · 任务 \(PlanWords.counts(board.counts))"
            )
            if !figures.isEmpty {
                tiles("\(plan.title)的主要数字", figures.prefix(4).map { tile($0, board) })
            }
            linkList([
                Link("看\(plan.title)的进度", "/plans/\(plan.id)"),
                Link("看\(plan.title)的各单位任务", "/plans/\(plan.id)/units"),
            ])
        }
    }

    private func tile(_ target: PlanBoard.Target, _ board: PlanBoard) -> Tile {
        var words: [String] = []
        if let number = PlanWords.number(target.goal) { words.append("目标\(number)") }
        if let permille = target.permille { words.append("完成 \(PlanWords.share(permille))") }
        if let standing = target.standing { words.append(standing.title) }
        return Tile(
            PlanWords.name(target, in: board), number: target.table?.total.text ?? "–", unit: target.table?.total.unit ?? "",
            period: words.joined(separator: "，"),
            href: "/plans/\(board.plan.id)/targets/\(PageAddress.encoded(target.slug))",
            isUrgent: target.standing == .behind)
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
