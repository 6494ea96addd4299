import Base
import Database
import Packs
import Plans
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// A figure tells by which definition it counts.
@Suite struct BasisTests {
    @Test(arguments: Store.engines)
    func theParametersOfAllItsConditionsAreNamedWithTheirValues(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let city = try region("9901")
            let basis = try await test.plans.basis(
                of: "new_employment", in: city, on: day("2026-11-21"), as: test.actor)
            // They stand in the computed field that the condition names, not in the condition itself.
            let months = try #require(basis.parameters.first { $0.parameter.name == "new_employment_min_months" })
            #expect(months.entry?.value == (try months.parameter.value(on: day("2026-11-21"), in: city)).value)
            #expect(basis.parameters.contains { $0.parameter.name == "new_employment_needs_evidence" })
            #expect(basis.parameters.allSatisfy { $0.parameter.name != "import_file_days" })
            #expect(basis.words.count == 1)
            #expect(basis.register == "就业")
            #expect(basis.distinct != nil && basis.date != nil && basis.sum == nil)
        }
    }

    @Test(arguments: Store.engines)
    func beforeAnyValueHoldsAParameterIsNamedWithoutOne(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let basis = try await test.plans.basis(
                of: "new_employment", in: try region("9901"), on: day("2001-01-01"), as: test.actor)
            #expect(basis.parameters.contains { $0.entry == nil })
        }
    }

    @Test(arguments: Store.engines)
    func aRatioRestsOnWhatItIsTakenOf(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let basis = try await test.plans.basis(
                of: "graduates_served_rate", in: try region("9901"), on: day("2026-11-21"), as: test.actor)
            #expect(basis.parameters.contains { $0.parameter.name == "graduate_years" })
            #expect(basis.indicator.ratio?.whole == "graduates")
        }
    }
}
