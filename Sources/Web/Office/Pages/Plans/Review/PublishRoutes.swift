import Access
import Base
import HTML
import Hummingbird
import House
import Kit
import Plans
import Registers

/// A draft comes into force, a plan is corrected or goes out of force.
struct PublishRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/plans/drafts/:id/publish") { visit in
            .page(try await publishPage(visit, try await visit.draft(), errors: []))
        }
        routes.post("/plans/drafts/:id/publish") { try await publish($0) }
        routes.get("/plans/:id/revise") { visit in .page(revisePage(visit, try await visit.ownPlan())) }
        routes.post("/plans/:id/revise") { visit in
            let plan = try await visit.plan()
            let draft = try await visit.house.plans.createDraft(revising: plan.id, as: visit.actor)
            return .redirect("/plans/drafts/\(draft.id)", notice: "已经另存为草稿，原方案继续执行。")
        }
        routes.get("/plans/:id/withdraw") { visit in .page(withdrawPage(visit, try await visit.ownPlan(), errors: [])) }
        routes.post("/plans/:id/withdraw") { try await withdraw($0) }
    }

    // MARK: Publish

    private func publishPage(_ visit: Visit, _ plan: Plan, errors: [FieldError]) async throws -> Page {
        try visit.actor.require(.plans, "publish")
        let base = "/plans/drafts/\(plan.id)"
        let old = try await replaced(visit, plan)
        let doubts = try await visit.doubts(plan).all.count
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
            if doubts > 0 {
                warningText("还有 \(doubts) 处提示没有处理。")
                linkLine("回去核对", "\(base)#doubts")
            }
            postForm("\(base)/publish", csrf: visit.csrf) {
                hiddenField("version", String(plan.version))
                checkbox(Field("checked", "我已经对照原文核对", errors: errors))
                submitButton("发布方案")
            }
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
            SummaryRow("任务", "\(tasks) 项"), SummaryRow("目标", "\(content.goals.count) 条，其中 \(bound) 条选了指标"),
            SummaryRow("报送要求", "\(content.duties.count) 项"),
        ]
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

    // MARK: Revise, withdraw

    private func revisePage(_ visit: Visit, _ plan: Plan) -> Page {
        Page(
            title: "修改方案", shell: visit.planShell, caption: plan.title, breadcrumb: visit.planTrail(plan),
            width: .narrow
        ) {
            p("修改在一份草稿上进行。草稿发布以前，现在的方案照常执行；发布以后替换它，编号相同的任务保留已经报过的进展。")
            postForm("/plans/\(plan.id)/revise", csrf: visit.csrf) { submitButton("建立草稿") }
            if visit.actor.can(.plans, "publish") { linkLine("撤下这份方案", "/plans/\(plan.id)/withdraw") }
        }
    }

    private func withdrawPage(_ visit: Visit, _ plan: Plan, errors: [FieldError]) -> Page {
        let isDraft = plan.state == .draft
        return Page(
            title: isDraft ? "放弃草稿" : "撤下方案", shell: visit.planShell, caption: plan.title,
            breadcrumb: [
                Link("方案", "/plans"), Link(plan.title, isDraft ? "/plans/drafts/\(plan.id)" : "/plans/\(plan.id)"),
            ],
            errors: errors, width: .narrow
        ) {
            warningText(isDraft ? "草稿放弃以后不能再改。" : "撤下以后，各单位不再看到这份方案的任务。")
            p("内容和报过的进展都会保留，只供查看。")
            postForm("/plans/\(plan.id)/withdraw", csrf: visit.csrf) {
                hiddenField("version", String(plan.version))
                textField(Field("reason", "原因", value: visit.form["reason"] ?? "", errors: errors))
                submitButton(isDraft ? "放弃草稿" : "撤下方案", .warning)
            }
        }
    }

    private func withdraw(_ visit: Visit) async throws -> Answer {
        let plan = try await visit.plan()
        let version = visit.form["version"].flatMap { Int64($0) } ?? plan.version
        do {
            _ = try await visit.house.plans.withdraw(
                plan.id, version: version, reason: visit.form["reason"] ?? "", as: visit.actor)
            return .redirect("/plans", notice: plan.state == .draft ? "草稿已经放弃。" : "方案已经撤下。")
        } catch let refusal as Refusal {
            let errors = refusal.faults.map { FieldError(field: $0.field, message: $0.message) }
            return .page(withdrawPage(visit, plan, errors: errors), status: 422)
        } catch let stale as StalePlan {
            let error = FieldError(field: nil, message: stale.description)
            return .page(withdrawPage(visit, try await visit.plan(), errors: [error]), status: 409)
        }
    }
}
