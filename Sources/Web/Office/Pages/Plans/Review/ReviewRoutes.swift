import Access
import HTML
import Hummingbird
import House
import Kit
import Plans

/// A draft beside its text.
struct ReviewRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/plans/drafts/:id") { visit in
            let plan = try await visit.plan()
            guard plan.state == .draft else { return .redirect("/plans/\(plan.id)") }
            let text = try await visit.house.plans.sourceText(of: plan.id, as: visit.actor)
            let doubts = ReviewDoubts(plan.content, text: text, units: visit.house.plans.units)
            return .page(
                ReviewPage(visit: visit, plan: plan, text: text.map { SourceParagraphs($0) }, doubts: doubts).page)
        }
    }
}

extension Visit {
    /// The draft that the path names.
    /// - Throws: `NotFound` when it is none, or no longer one.
    func draft() async throws -> Plan {
        let plan = try await plan()
        guard plan.state == .draft else { throw NotFound() }
        return plan
    }
}
