import Access
import Base
import Database
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// Who is there to look after people and looks after nobody yet.
@Suite struct IdleAccountsTests {
    @Test(arguments: Store.engines)
    func anAccountIsIdleUntilSomebodyIsGivenToItInEitherField(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let liaison = try #require(try await test.colleague("li", roles: ["liaison"], in: "990101").account)
            let counsellor = try #require(try await test.colleague("fu", roles: ["counsellor"], in: "990101").account)
            _ = try await test.colleague("wai", roles: ["liaison"], in: "990102")
            let officer = try await test.colleague("xian", roles: ["officer"], in: "990101")
            @Sendable func idle(as actor: Actor) async throws -> [Int64] {
                try await test.store.read(as: actor) { reading in
                    try reading.idleAccounts(try reading.definition("person")).map(\.id).sorted()
                }
            }
            #expect(try await idle(as: officer) == [liaison, counsellor])
            #expect(try await idle(as: test.actor).count == 3)
            let given = try await test.store.write(as: test.actor) { writing in
                var values = person("张秀英", 1)
                values["counsellor"] = .integer(counsellor)
                return try writing.create("person", values, source: .page)
            }
            #expect(try await idle(as: officer) == [liaison])
            try await test.store.write(as: test.actor) { writing in
                try writing.remove("person", given, version: nil, reason: "登记错了", source: .page)
            }
            #expect(try await idle(as: officer) == [liaison, counsellor])
        }
    }
}
