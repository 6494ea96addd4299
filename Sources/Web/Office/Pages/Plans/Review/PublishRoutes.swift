import Access
import Base
import HTML
import Hummingbird
import House
import Kit
import Plans
import Registers

/// A draft comes into force.
struct PublishRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/plans/drafts/:id/publish") { visit in
            .page(try await publishPage(visit, try await visit.draft(), errors: []))
        }
        routes.post("/plans/drafts/:id/publish") { try await publish($0) }
    }

    /// Sent by whoever was told what is still open and publishes all the same.
    private static let anyway = "anyway"

    private func publishPage(_ visit: Visit, _ plan: Plan, errors: [FieldError]) async throws -> Page {
        try visit.actor.require(.plans, "publish")
        let base = "/plans/drafts/\(plan.id)"
        let old = try await replaced(visit, plan)
        let doubts = try await visit.doubts(plan).all
        let isAsked = errors.contains(where: \.isQuestion)
        return Page(
            title: "发布方案", shell: visit.planShell, step: "第 3 步，共 3 步", caption: plan.title,
            breadcrumb: [Link("方案", "/plans"), Link("核对草稿", base)], errors: errors, width: .narrow
        ) {
            steps(["读入文件", "核对", "发布"], current: 3)
            summaryList(facts(visit, plan, base))
            panel("发布以后") {
                ul {
                    li("\(units(plan.content).count) 个责任单位能看到自己的任务，并报送进展。")
                    li("选了指标的目标在看板上显示数字，每个数字都能打开名单。")
                    for plan in old { li("“\(plan.title)”会撤下；编号相同的任务保留已经报过的进展。") }
                    if old.isEmpty { li("不替换别的方案。") }
                }
            }
            if let last = plan.content.to, last < visit.today {
                warningText("这份方案的实施期到\(last.chinese)已经结束：没有报完成的任务，一发布就都是逾期。")
            }
            for (index, goal) in plan.content.goals.enumerated() {
                if let doubt = goal.sumDoubt {
                    warningText("目标 \(index + 1)：\(doubt)。")
                    linkLine("修改目标 \(index + 1)", "\(base)/items/goal-\(index + 1)")
                }
            }
            if !doubts.isEmpty { open(doubts, base) }
            postForm("\(base)/publish", csrf: visit.csrf) {
                hiddenField("version", String(plan.version))
                checkbox(
                    Field("checked", "我已经对照原文核对", value: visit.form["checked"] ?? "", errors: errors))
                if isAsked { hiddenField(PublishRoutes.anyway, "yes") }
                submitButton(isAsked ? "仍然发布" : "发布方案")
            }
        }
    }

    /// What nobody has dealt with yet, each with the way to it.
    private func open(_ doubts: [ReviewDoubts.Doubt], _ base: String) -> HTML {
        let most = 20
        return panel("没有处理的提示，\(doubts.count) 处", id: "doubts") {
            p("可以回去逐条核对，也可以就这样发布；发布以后仍然能修改。")
            ul {
                for doubt in doubts.prefix(most) {
                    li {
                        doubt.words
                        if let item = doubt.item {
                            " "
                            a("修改\(item.title)", .href("\(base)/items/\(item.text)"))
                        }
                    }
                }
            }
            if doubts.count > most { p("其余 \(doubts.count - most) 处在核对页上。") }
            linkLine("回去核对", "\(base)#doubts")
        }
    }

    private func facts(_ visit: Visit, _ plan: Plan, _ base: String) -> [SummaryRow] {
        let content = plan.content
        let bound = content.goals.filter { $0.indicator != nil }.count
        let period = content.from == nil || content.to == nil ? "" : PlanWords.period(content)
        let tasks = content.actions.map(\.measures.count).reduce(0, +) + content.annexes.map(\.tasks.count).reduce(0, +)
        return [
            SummaryRow("标题", plan.title, action: Link("修改", "\(base)/items/heading")),
            SummaryRow("区划", visit.regions.fullName(of: plan.region)),
            SummaryRow("实施期", period, action: Link("修改", "\(base)/items/heading")),
            SummaryRow("任务", "\(tasks) 项"),
            SummaryRow("目标", "\(content.goals.count) 条，其中 \(bound) 条选了指标" + wordsAlone(content)),
            SummaryRow("报送要求", "\(content.duties.count) 项"),
        ]
    }

    /// Goals without a number have no figure on the board, and nothing is missing there.
    private func wordsAlone(_ content: PlanContent) -> String {
        let count = content.goals.count { $0.number == nil }
        return count == 0 ? "" : "，\(count) 条没有数字"
    }

    private func units(_ content: PlanContent) -> Set<String> {
        let measures = content.actions.flatMap(\.measures).flatMap(\.units)
        return Set((measures + content.annexes.flatMap(\.tasks).flatMap(\.units)).map(\.name))
    }

    /// The plans in force that this one takes the place of.
    private func replaced(_ visit: Visit, _ plan: Plan) async throws -> [Plan] {
        try await visit.house.plans.plans(as: visit.actor).filter { other in
            other.state == .published
                && (other.id == plan.replaces
                    || other.region == plan.region && other.content.from == plan.content.from
                        && other.content.to == plan.content.to)
        }
    }

    private func publish(_ visit: Visit) async throws -> Answer {
        let plan = try await visit.draft()
        guard visit.form["checked"] == "yes" else {
            let error = FieldError(field: "checked", message: "请先对照原文核对，再勾选“我已经对照原文核对”。")
            return .page(try await publishPage(visit, plan, errors: [error]), status: 422)
        }
        let doubts = try await visit.doubts(plan).all.count
        guard doubts == 0 || visit.form[PublishRoutes.anyway] == "yes" else {
            let question = FieldError(
                field: nil, message: "还有 \(doubts) 处提示没有处理，列在下面。要就这样发布，请按“仍然发布”。", isQuestion: true)
            return .page(try await publishPage(visit, plan, errors: [question]), status: 422)
        }
        let version = visit.form["version"].flatMap { Int64($0) } ?? plan.version
        do {
            let published = try await visit.house.plans.publish(plan.id, version: version, as: visit.actor)
            return .redirect("/plans/\(published.id)", notice: "方案已经发布。")
        } catch let refusal as Refusal {
            let errors = refusal.faults.map { fault in
                let path = fault.field?.split(separator: ".").map(String.init) ?? []
                return FieldError(field: nil, message: ItemErrors.place(path) + fault.message)
            }
            return .page(try await publishPage(visit, plan, errors: errors), status: 422)
        } catch let stale as StalePlan {
            let error = FieldError(field: nil, message: stale.description)
            return .page(try await publishPage(visit, try await visit.draft(), errors: [error]), status: 409)
        }
    }
}
