import Access
import HTML
import Hummingbird
import House
import Kit
import Plans
import Registers

/// A plan in force is corrected in a draft of it; a plan or a draft is given up.
struct WithdrawRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/plans/:id/revise") { visit in .page(revisePage(visit, try await visit.ownPlan())) }
        routes.post("/plans/:id/revise") { visit in
            let plan = try await visit.plan()
            let draft = try await visit.house.plans.createDraft(revising: plan.id, as: visit.actor)
            return .redirect("/plans/drafts/\(draft.id)", notice: "已经另存为草稿，原方案继续执行。")
        }
        routes.get("/plans/:id/withdraw") { visit in .page(withdrawPage(visit, try await visit.ownPlan(), errors: [])) }
        routes.post("/plans/:id/withdraw") { try await withdraw($0) }
    }

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
