import Base
import Database
import FEEL
import Quota
import Reasons
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// What an employer tries out comes to what its declaration would.
@Suite struct SimulatorTests {
    private func tried(_ placed: Int64) throws -> LevySimulator.Case {
        LevySimulator.Case(
            region: try #require(RegionCode("990101")), year: 2025, employer: ["employer_kind": .text("private_firm")],
            declaration: ["headcount": .integer(1_000_000), "payroll": .integer(1_200_000_000)], placed: placed)
    }

    @Test(arguments: Store.engines)
    func theSimulatorSaysWhatTheAuditWouldSay(_ engine: Database.Engine) async throws {
        try await withYear(engine) { year in
            let simulator = try #require(LevySimulator(year.audit, in: year.audits))
            #expect(simulator.employerFields.map(\.name) == ["employer_kind"])
            #expect(simulator.declarationFields.map(\.name) == ["headcount", "payroll"])
            let (_, declaration) = try await year.declare(
                "云河纸业有限公司", code: "91990101MA0000001X", headcount: 100, payroll: 12_000_000)
            let declared = try await year.outcome(declaration)
            let levy = try simulator.levy(try tried(0))
            #expect(levy.result.description == declared.levy?.result.description)
            #expect(levy.result.description == "162000")
        }
    }

    @Test(arguments: Store.engines)
    func onePersonMoreIsWorkedOutBesides(_ engine: Database.Engine) async throws {
        try await withYear(engine) { year in
            let simulator = try #require(LevySimulator(year.audit, in: year.audits))
            let none = try tried(0)
            let levy = try simulator.levy(none)
            let others = simulator.others(none, beside: levy)
            // 100 staff owe 1.5 persons: one more leaves half a person at half the rate, a person who counts twice none.
            #expect(others.map(\.levy.result.description) == ["30000", "0"])
            #expect(others.map(\.saved?.description) == ["132000", "162000"])
        }
    }

    @Test(arguments: Store.engines)
    func beyondTheLawThereIsNoFigure(_ engine: Database.Engine) async throws {
        try await withYear(engine) { year in
            let simulator = try #require(LevySimulator(year.audit, in: year.audits))
            var late = try tried(0)
            late.year = 2027
            #expect(throws: NoAnswer.self) { try simulator.levy(late) }
        }
    }
}
