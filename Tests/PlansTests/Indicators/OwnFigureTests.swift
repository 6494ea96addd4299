import Access
import Base
import Database
import Plans
import RegisterTesting
import Registers
import StoreTesting
import Testing

@Suite struct OwnFigureTests {
    /// Who sees their own people only sees their own people's figures, and not those that were worked out for somebody else.
    @Test(arguments: Store.engines) func aFigureIsOfTheReadersOwnPeople(engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let registers = test.registers
            try await employ(
                [(1, "990101001001", "2026-03-01"), (2, "990101001001", "2026-04-01")], in: registers)
            let liaison = try await registers.colleague("li", roles: ["liaison", "unit"], unit: "青岚区残联", in: "990101")
            let officer = try await registers.colleague("zhao", roles: ["officer"], in: "990101")
            let question = FigureQuestion("new_employment", in: try region("990101"))
            func figure(_ actor: Actor) async throws -> Int64 {
                try await test.plans.figures(question, on: day("2026-11-01"), as: actor).total.value
            }
            func names(_ actor: Actor) async throws -> Int {
                let query = try await test.plans.names(question, on: day("2026-11-01"), as: actor)
                return try await registers.store.read(as: actor, on: day("2026-11-01")) { try $0.count(query) }
            }
            #expect(try await figure(officer) == 2)
            #expect(try await figure(liaison) == 0)
            let people = try await registers.store.read(as: registers.actor) { reading in
                try reading.list(ListQuery(register: "person")).records.map(\.id)
            }
            for (index, id) in people.enumerated() {
                try await registers.store.write(as: registers.actor) { writing in
                    try writing.update("person", id, version: nil, ["liaison": .text("li")], source: .page)
                }
                #expect(try await figure(liaison) == Int64(index + 1))
                #expect(try await names(liaison) == index + 1)
            }
            #expect(try await figure(officer) == 2)
        }
    }
}
