import Access
import Base
import Database
import Exchange
import Packs
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

    /// What people send: a title that begins with a year, a serial number, a classification code between code and name.
    @Test func titlesAndClassificationCodesAreNoRegions() throws {
        let file = """
            2026年云河市新城区统计用区划代码和城乡划分代码表,,,
            填报年份,2026,,
            序号,统计用区划代码,城乡分类代码,名称
            1,990199000000,111,新城区
            2,990199001000,111,河口镇
            3,990199001201,220,渡口村
            4,99-01,220,坏代码村
            注：2026年10月更新,,,
            """
        let source = try SheetSource.open(bytes: Array(file.utf8), fileName: "区划.csv")
        let known = RegionTree([RegionEntry(code: try #require(RegionCode("9901")), name: "云河市")])
        let regions = try RegionImport(source, known: known)
        #expect(regions.entries.map(\.name) == ["新城区", "河口镇", "渡口村"])
        #expect(regions.faults.count == 1)
        #expect(regions.faults.first?.hasPrefix("第 7 行") == true)
    }

    /// What follows the name is a kind only under a heading that says so, or where it is a kind in use.
    @Test func theRegionAboveIsNoKind() throws {
        let known = RegionTree([
            RegionEntry(code: try #require(RegionCode("9901")), name: "云河市"),
            RegionEntry(code: try #require(RegionCode("990101")), name: "青岚区"),
            RegionEntry(code: try #require(RegionCode("990101001")), name: "云桥街道", kind: "街道"),
        ])
        func read(_ text: String) throws -> [RegionEntry] {
            let source = try SheetSource.open(bytes: Array(text.utf8), fileName: "区划.csv")
            return try RegionImport(source, known: known).entries
        }
        let above = try read("代码,名称,上级名称\n990101001,云桥街道,青岚区\n990101001901,新设社区,云桥街道\n")
        #expect(above.map(\.name) == ["云桥街道", "新设社区"])
        #expect(above.map(\.kind) == ["街道", nil])
        let kinds = try read("代码,名称,上级名称,区划类型\n990101001901,新设社区,云桥街道,社区\n990101002,河口镇,青岚区,\n")
        #expect(kinds.map(\.kind) == ["社区", nil])
        let first = try read(
            "上级代码,上级名称,代码,名称\n990101001000,云桥街道,990101001901,新设社区\n990101000000,青岚区,990101002000,河口镇\n")
        #expect(first.map(\.name) == ["新设社区", "河口镇"])
        #expect(first.map(\.code.text) == ["990101001901", "990101002"])
        let levels = try read("镇代码,镇名称,村代码,村名称\n990101001,云桥街道,990101001901,新设社区\n")
        #expect(levels.map(\.name) == ["新设社区"])
        let bare = try read("990101002,河口街道,街道\n990101001901,新设社区,云桥街道\n")
        #expect(bare.map(\.kind) == [nil, "街道"])
    }

    /// A village needs its town, a town its county; only the districts of a municipality have no city above them.
    @Test func theRegionDirectlyAboveIsNeeded() throws {
        let known = RegionTree([
            RegionEntry(code: try #require(RegionCode("99")), name: "云岭市"),
            RegionEntry(code: try #require(RegionCode("990101")), name: "青岚区"),
        ])
        let text =
            "代码,名称\n990101099001,悬空村\n990101001001,新村\n990101001,新镇\n990102,新区\n990103001001,无镇村\n990103001,无区镇\n"
        let regions = try RegionImport(
            try SheetSource.open(bytes: Array(text.utf8), fileName: "区划.csv"), known: known)
        #expect(regions.entries.map(\.name) == ["新镇", "新村", "新区"])
        #expect(regions.faults.map { $0.prefix(6) } == ["第 2 行：", "第 6 行：", "第 7 行："])
        #expect(regions.faults[0].contains("上级 990101099 不在系统里"))
    }

    @Test func kindsOfAnotherLevelAndOverlongNamesAreNamed() throws {
        let known = RegionTree([
            RegionEntry(code: try #require(RegionCode("990101")), name: "青岚区"),
            RegionEntry(code: try #require(RegionCode("990101001")), name: "云桥街道", kind: "街道"),
            RegionEntry(code: try #require(RegionCode("990101001001")), name: "新华（一）社区"),
        ])
        func read(_ text: String) throws -> RegionImport {
            try RegionImport(try SheetSource.open(bytes: Array(text.utf8), fileName: "区划.csv"), known: known)
        }
        let long = String(repeating: "很长的村名", count: 13)
        let regions = try read("代码,名称,类型\n990101001901,新设社区,街道\n990101002,河口街道,街道\n990101001902,\(long),\n")
        #expect(regions.entries.map(\.name) == ["河口街道"])
        #expect(regions.faults.contains { $0.hasPrefix("第 2 行") && $0.contains("村（社区）一级") && $0.contains("“街道”") })
        #expect(regions.faults.contains { $0.hasPrefix("第 4 行") && $0.contains("65 个字，最多 60 个") })
        #expect(try read("990101001902,\(long)\n990101001903,好村\n").faults.first?.contains("65 个字") == true)

        // A name stays as it is written, and its other form is no other name.
        let same = try read("代码,名称\n990101001001,新华(一)社区\n990101001904,新光（二）社区\n")
        #expect(same.entries.map(\.name) == ["新华(一)社区", "新光（二）社区"])
        #expect(same.faults.isEmpty)
    }

    @Test func withoutHeadingsTheTitleIsNoFaultEither() throws {
        let file = "2026年区划代码表\n990199,新城区\n990199001,河口镇\n"
        let source = try SheetSource.open(bytes: Array(file.utf8), fileName: "区划.csv")
        let known = RegionTree([RegionEntry(code: try #require(RegionCode("9901")), name: "云河市")])
        let regions = try RegionImport(source, known: known)
        #expect(regions.entries.count == 2)
        #expect(regions.faults.isEmpty)
    }

    @Test(arguments: Store.engines)
    func aListIsShownAsADifferenceAndThenApplied(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let desk = RegionDesk(store: test.test.store, trail: Trail(keyring: test.test.keyring))
            let first =
                "代码,名称,类型\n990101,青岚区,\n990101001,云桥街道,街道\n990101001901,新设社区,\n990101002,换了名的镇,\n990102001901,别区的村,\n"
            let officer = try test.officer("990101")
            let id = try await desk.upload(bytes: Array(first.utf8), fileName: "区划.csv", as: officer)
            let list = try await desk.upload(id, as: officer)
            #expect(list.difference.added.map(\.entry.name) == ["新设社区"])
            #expect(list.difference.renamed.map(\.entry.name) == ["换了名的镇"])
            #expect(list.difference.renamed.first?.before?.name.isEmpty == false)
            #expect(list.difference.same == 2)
            #expect(list.difference.absent.contains { $0.code.text.hasPrefix("990101001") })
            #expect(list.faults.contains { $0.contains("别区的村") && $0.contains("数据权限") })
            // Nothing was written yet, and nobody else sees it.
            let code = try #require(RegionCode("990101001901"))
            #expect(test.test.store.regions[code] == nil)
            await #expect(throws: ImportError.self) {
                try await desk.upload(id, as: try test.officer("990101", account: 8))
            }
            let applied = try await desk.apply(id, as: officer)
            #expect(applied.appliedAt != nil && applied.added == 1 && applied.renamed == 1)
            #expect(applied.difference.isEmpty)
            #expect(test.test.store.regions.name(of: code) == "新设社区")
            // Kinds that the file leaves out stay, and a second time changes nothing.
            #expect(test.test.store.regions[try #require(RegionCode("990101001"))]?.kind == "街道")
            #expect(try await desk.apply(id, as: officer).added == 1)
        }
    }

    @Test(arguments: Store.engines)
    func whoHasNotTheRightOrNoRegionsIsToldSo(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let desk = RegionDesk(store: test.test.store, trail: Trail(keyring: test.test.keyring))
            let book = try RoleBook(packs: test.test.store.catalogue.library.packs)
            let liaison = Actor.person(
                account: 9, signInName: "lijuan", name: "李娟", roles: ["liaison"],
                scope: .within([try #require(RegionCode("990101001"))]), book: book)
            await #expect(throws: AccessError.self) {
                try await desk.upload(bytes: Array("990101001901,新村".utf8), fileName: "区划.csv", as: liaison)
            }
            let officer = try test.officer("990101")
            do {
                _ = try await desk.upload(bytes: Array("姓名,电话\n杨平,123\n".utf8), fileName: "名单.csv", as: officer)
                Issue.record("a list of people is no list of regions")
            } catch let error as ImportError {
                #expect(error.message.contains("区划"))
            }
        }
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
