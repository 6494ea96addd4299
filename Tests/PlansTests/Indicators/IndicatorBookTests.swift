import Base
import Foundation
import Packs
import Plans
import RegisterTesting
import Registers
import Testing

@Suite struct IndicatorBookTests {
    @Test func faultsNameFileLineAndRemedy() throws {
        let folder = try Self.packs(
            core: """
                indicators:
                  - name: a
                    title: 甲
                    unit: 人
                    register: nowhere
                  - name: b
                    title: 乙
                    unit: 人
                    register: person
                    date: gender
                    where: nothing_such = 1
                    distinct: age
                    colour: red
                """)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let catalogue = try Catalogue(library: PackLibrary(folder: folder))
        let faults = #expect(throws: Diagnostics.self) { _ = try IndicatorBook(catalogue) }
        let text = faults.map(\.description) ?? ""
        for expected in [
            "packs/core/indicators.yaml:5", "没有名为“nowhere”的台账", "packs/core/indicators.yaml:10", "日期",
            "packs/core/indicators.yaml:11", "没有存储的字段“age”", "没有“colour”这个键",
        ] {
            #expect(text.contains(expected), "\(expected) in \(text)")
        }
    }

    @Test func aCitysDefinitionStandsBeforeCoresInItsRegion() throws {
        let one = "indicators:\n  - {name: a, title: 共用, unit: 人, register: person, region: region}\n"
        let folder = try IndicatorBookTests.packs(core: one, city: one.replacing("共用", with: "本市"))
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let book = try IndicatorBook(try Catalogue(library: PackLibrary(folder: folder)))
        #expect(book.definition("a", in: RegionCode("990101"))?.title == "本市")
        #expect(book.definition("a", in: RegionCode("4404"))?.title == "共用")
        #expect(book.definition("a", in: nil)?.title == "共用")
        #expect(book.definitions(in: RegionCode("9901")).map(\.title) == ["本市"])
    }

    /// A folder of packs with one small register.
    static func packs(core: String, city: String? = nil) throws -> String {
        let folder = NSTemporaryDirectory() + "packs-" + UUID().uuidString
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder + "/core/registers", withIntermediateDirectories: true)
        func write(_ name: String, _ text: String) throws {
            try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
        }
        try write("core/pack.yaml", "pack: core\ntitle: 共用\n")
        try write("core/indicators.yaml", core)
        try write("core/codes.yaml", "codes:\n  - {name: sex, title: 性别, values: [{code: \"1\", title: 男}]}\n")
        try write(
            "core/registers/person.yaml",
            """
            register: person
            title: 人
            list_title: 名单
            unit: 人
            region: region
            label: name
            key: [name]
            sections:
              - title: 人
                fields:
                  - {name: name, title: 姓名, kind: text, required: true}
                  - {name: region, title: 区划, kind: region}
                  - {name: gender, title: 性别, kind: choice, codes: sex}
                  - {name: born, title: 出生, kind: date}
                  - {name: age, title: 年龄, kind: integer, computed: "years and months duration(born, today()).years"}
            views:
              - {name: all, title: 全部, columns: [name]}
            """)
        if let city {
            try manager.createDirectory(atPath: folder + "/city", withIntermediateDirectories: true)
            try write("city/pack.yaml", "pack: city\ntitle: 某市\nregion: \"9901\"\nuses: [core]\n")
            try write("city/indicators.yaml", city)
        }
        return folder
    }
}
