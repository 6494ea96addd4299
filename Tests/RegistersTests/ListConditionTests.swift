import Database
import RegisterTesting
import Registers
import StoreTesting
import Testing

@Suite struct ListConditionTests {
    @Test(arguments: Store.engines)
    func aListMayAskWhetherASecretIsThere(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            try await test.store.write(as: test.actor) { writing in
                var complete = person("齐全", 1)
                complete["certificate_number"] = .text(TestRegisters.citizenID(born: "1980-05-01", serial: 1) + "44")
                complete["phone"] = .text("15400000001")
                try writing.create("person", complete, source: .page)
                var halved = person("缺证", 2)
                halved["phone"] = .text("15400000002")
                try writing.create("person", halved, source: .page)
            }
            let condition = try #require(
                test.store.catalogue.register("person")?.views.compactMap(\.condition).first {
                    $0.source.contains("certificate_number = null")
                })
            let names = try await test.store.read(as: test.actor) { reading in
                try reading.list(ListQuery(register: "person", condition: condition)).records.compactMap {
                    $0["name"].text
                }
            }
            #expect(names == ["缺证"])
        }
    }
}
