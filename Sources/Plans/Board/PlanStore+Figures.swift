public import Access
public import Base
public import Registers

extension PlanStore {
    /// What an indicator comes to for the actor: in all, by month, by region below.
    /// - Throws: `AccessError`; `Refusal` when there is no such indicator.
    public func figures(_ question: FigureQuestion, on day: Day, as actor: Actor) async throws -> FigureTable {
        try actor.require(.plans, "read")
        let (book, cache) = (indicators, cache)
        return try await store.read(as: actor, on: day) { reading in
            let query = try IndicatorQuery(question, book, reading)
            return try cache.cells(query).table(question, reading.regions)
        }
    }

    /// The question for exactly the records behind a figure: as many as its count, or those whose values it adds up. To be
    /// asked on the same day for the same actor.
    /// - Throws: `AccessError` when the actor may not read the register; `Refusal` when there is no such indicator.
    public func names(_ question: FigureQuestion, on day: Day, as actor: Actor) async throws -> ListQuery {
        let book = indicators
        return try await store.read(as: actor, on: day) { reading in
            let query = try IndicatorQuery(question, book, reading)
            let register = try reading.definition(query.definition.register)
            let view = register.views.first { $0.condition == nil }
            var list = ListQuery(register: register.name, view: view?.name, extra: try query.namesCondition())
            // No view hides anybody who was counted.
            list.ignoresViewCondition = true
            return list
        }
    }
}
