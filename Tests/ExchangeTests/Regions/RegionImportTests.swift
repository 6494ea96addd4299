import Access
import Base
import Database
import Exchange
import RegisterTesting
import Registers
import Sheets
import StoreTesting
import Testing

@Suite struct RegionImportTests {
    private let file = """
        区划代码,名称,类型
        990199000000,新城区,
        990199001000,河口镇,
        990199001201,渡口村,
        990199001202,
        99019,短了,
        880101001001,别处村,
        990199001201,又叫村,
        """

    @Test func everyRowIsReadOrExplained() throws {
        let source = try SheetSource.open(bytes: Array(file.utf8), fileName: "区划.csv")
        let known = RegionTree([RegionEntry(code: try #require(RegionCode("9901")), name: "云河市")])
        let regions = try RegionImport(source, known: known)
        #expect(regions.entries.map(\.code.text) == ["990199", "990199001", "990199001201"])
        #expect(regions.entries.map(\.name) == ["新城区", "河口镇", "渡口村"])
        #expect(regions.faults.count == 4)
        #expect(regions.faults.contains { $0.hasPrefix("第 5 行") && $0.contains("没有名称") })
        #expect(regions.faults.contains { $0.hasPrefix("第 6 行") && $0.contains("99019") })
        #expect(regions.faults.contains { $0.hasPrefix("第 7 行") && $0.contains("上级") })
        #expect(regions.faults.contains { $0.hasPrefix("第 8 行") && $0.contains("渡口村") })
    }

    @Test(arguments: Store.engines)
    func importedVillagesCanBeLivedIn(_ engine: Database.Engine) async throws {
        let file = file
        try await withRegisters(engine) { test in
            let source = try SheetSource.open(bytes: Array(file.utf8), fileName: "区划.csv")
            let regions = try RegionImport(source, known: test.store.regions)
            try await regions.apply(to: test.store, as: test.actor)
            let village = try #require(RegionCode("990199001201"))
            #expect(test.store.regions.name(of: village) == "渡口村")
            #expect(test.store.regions.find(written: "河口镇渡口村") == [village])
            await #expect(throws: AccessError.self) {
                try await regions.apply(to: test.store, as: .stranger(address: nil))
            }
        }
    }
}
