import Access
import Base
import House
import Kit
import Plans
import Registers

extension Visit {
    /// The plan that the path names.
    /// - Throws: `NotFound` when there is none that the person may see.
    func plan() async throws -> Plan {
        let number = try number("id")
        do {
            return try await house.plans.plan(number, as: actor)
        } catch is Refusal {
            throw NotFound()
        }
    }

    /// The board of the plan that the path names, for the region in the query.
    /// - Throws: `NotFound` when there is no such plan or the region is not one of its own.
    func board() async throws -> PlanBoard {
        let plan = try await plan()
        return try await house.plans.board(plan.id, in: try region(of: plan), on: today, as: actor)
    }

    /// The region that the query names, one with which the person deals; nil when it names none.
    private func region(of plan: Plan) throws -> RegionCode? {
        guard let written = query("region") else { return nil }
        guard let region = RegionCode(written), plan.region.contains(region), regions[region] != nil,
            region == plan.region || actor.scope.contains(region)
        else { throw NotFound() }
        return region == plan.region ? nil : region
    }

    /// The surroundings of every page about plans.
    var planShell: Shell { shell(current: "plans") }

    /// The way down to a plan.
    func planTrail(_ plan: Plan) -> [Link] {
        [Link("方案", "/plans"), Link(plan.title, "/plans/\(plan.id)")]
    }

    /// Whether the person may correct plans of a region.
    func mayEdit(_ plan: Plan) -> Bool {
        actor.can(.plans, "edit") && actor.scope.contains(plan.region)
    }
}

extension PlanBoard {
    /// The target that an address names: by its own name, or by its number from 1.
    func target(_ name: String) throws -> Target {
        guard let found = targets.first(where: { $0.slug == name }) else { throw NotFound() }
        return found
    }
}

extension PlanBoard.Target {
    /// What stands for it in an address.
    var slug: String { goal.name ?? String(index + 1) }
}
