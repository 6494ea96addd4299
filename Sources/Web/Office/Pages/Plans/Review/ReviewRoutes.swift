import Access
import HTML
import Hummingbird
import House
import Kit
import Plans
import Registers

/// A draft beside its text.
struct ReviewRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/plans/drafts/:id") { visit in
            let plan = try await visit.plan()
            guard plan.state == .draft else { return .redirect("/plans/\(plan.id)") }
            let source = try await visit.house.plans.source(of: plan.id, as: visit.actor)
            let others = try await visit.house.plans.sameDocument(as: plan.id, for: visit.actor)
            return .page(
                ReviewPage(
                    visit: visit, plan: plan, source: source, doubts: try await visit.doubts(plan),
                    sameDocument: others
                ).page)
        }
        routes.post("/plans/drafts/:id/doubts/:doubt") { visit in
            let plan = try await visit.draft()
            do {
                try await visit.house.plans.settle(
                    doubt: Int(try visit.number("doubt")), of: plan.id, as: visit.actor)
            } catch is Refusal {
                throw NotFound()
            }
            return .redirect("/plans/drafts/\(plan.id)#doubts", notice: "已经记下：这一处核对过了。")
        }
    }
}

extension Visit {
    /// The draft that the path names.
    /// - Throws: `NotFound` when it is none, or no longer one.
    func draft() async throws -> Plan {
        let plan = try await plan()
        guard plan.state == .draft else { throw NotFound() }
        return try own(plan)
    }

    /// The plan that the path names, which the person may change: that of the city is not a county's to work on, and they are
    /// told before they type anything.
    func ownPlan() async throws -> Plan { try own(try await plan()) }

    private func own(_ plan: Plan) throws -> Plan {
        if actor.can(.plans, "edit") { try actor.require(region: plan.region) }
        return plan
    }

    /// What was read of a plan, item by item.
    func items(_ plan: Plan) -> [ReviewItem] {
        let book = house.plans.indicators
        return ReviewItem.all(plan.content) { goal in
            if let name = goal.indicator {
                return book.definition(name, in: plan.region)?.title ?? "“\(name)”，没有这个指标"
            }
            if goal.number == nil { return "没有数字的目标不用选" }
            return book.proposal(for: goal, in: plan.region).map { "还没有选，建议选“\($0.title)”" } ?? "还没有选"
        }
    }

    /// What should be looked at in a draft.
    func doubts(_ plan: Plan) async throws -> ReviewDoubts {
        let book = house.plans.indicators
        return ReviewDoubts(plan.content, read: try await house.plans.doubts(of: plan.id, as: actor)) { goal in
            book.proposal(for: goal, in: plan.region)?.title
        }
    }
}
