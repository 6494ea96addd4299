public import Access
public import Base
import FEEL
public import Packs
import Registers

/// By which definition an indicator counts: which records, once each of what, by which date, with which dated values.
public struct IndicatorBasis: Sendable {
    /// A parameter on which the figure rests.
    public struct Line: Sendable {
        /// The parameter.
        public let parameter: Parameter
        /// The value in force; nil when none is set for the day.
        public let entry: Parameter.Entry?
    }

    /// The indicator; of a ratio with the register, date and place of its whole.
    public let indicator: IndicatorDefinition
    /// What the packs say of it, and of what a ratio is taken of.
    public let words: [String]
    /// The name of the register whose records count.
    public let register: String
    /// The field of which each value counts once, by its name for people; nil where each record counts.
    public let distinct: String?
    /// The field that is added up, by its name for people.
    public let sum: String?
    /// The date by which a record falls into the time, by its name for people.
    public let date: String?
    /// The parameters in its conditions, in the order of the packs.
    public let parameters: [Line]
}

extension PlanStore {
    /// By which definition an indicator counts in a region on a day.
    /// - Throws: `AccessError`; `Refusal` when there is no such indicator.
    public func basis(
        of name: String, in region: RegionCode, on day: Day, as actor: Actor
    ) async throws -> IndicatorBasis {
        try actor.require(.plans, "read")
        let book = indicators
        return try await store.read(as: actor, on: day) { reading in
            guard let named = book.definition(name, in: region),
                let register = reading.catalogue.register(named.register)
            else { throw Refusal([FieldFault("indicator", "没有名为“\(name)”的指标。")]) }
            let parts = [named.ratio?.whole, named.ratio?.counted].compactMap { $0 }
                .compactMap { book.definition($0, in: region) }
            let asked = parts.first.map { named.over($0) } ?? named
            let formulas = ([named] + parts).flatMap { [$0.condition, $0.ratio?.condition] }.compactMap { $0 }
            let names = Set(formulas.flatMap(\.parameters))
            let lines = reading.parameters.list.filter { names.contains($0.name) }.map { parameter in
                IndicatorBasis.Line(parameter: parameter, entry: try? parameter.value(on: day, in: region))
            }
            func title(_ field: String?) -> String? { field.flatMap { register.field($0)?.title } }
            return IndicatorBasis(
                indicator: asked, words: ([named] + parts).compactMap(\.words), register: register.title,
                distinct: title(asked.distinct), sum: title(asked.sum), date: title(asked.date), parameters: lines)
        }
    }
}
