import Base
import RegisterTesting
import Registers
import Testing

@Suite struct FieldTextTests {
    private let regions = RegionTree(
        [
            entry("99", "云岭省"), entry("9901", "云河市"), entry("990101", "临江区"), entry("990102", "青石县"),
            entry("990101001", "柳桥镇"), entry("990102001", "柳桥镇"), entry("990101001001", "大埔村"),
            entry("990102001001", "大埔村"), entry("990102001002", "石门社区"),
        ].compactMap { $0 })

    private static func entry(_ code: String, _ name: String) -> RegionEntry? {
        RegionCode(code).map { RegionEntry(code: $0, name: name) }
    }

    private func read(_ text: String, _ name: String, _ register: String = "person") throws -> FieldValue {
        let definition = try #require(try TestRegisters.catalogue.get().register(register))
        let field = try #require(definition.field(name))
        return try FieldText.read(text, as: field, regions: regions)
    }

    @Test func datesAreReadAsPeopleWriteThem() throws {
        let day = FieldValue.day(try #require(Day(iso: "1980-03-05")))
        for text in [
            "1980-3-5", "1980/03/05", "1980.3.5", "1980年3月5日", "19800305", "１９８０－０３－０５", "1980-03-05 00:00:00",
        ] {
            #expect(try read(text, "birth_date") == day)
        }
        for text in ["80-3-5", "1980-13-05", "1980-02-30", "昨天"] {
            let fault = #expect(throws: FieldFault.self) { try read(text, "birth_date") }
            #expect(fault?.message.contains("例如 2026 年 3 月 5 日") == true)
        }
    }

    /// （ and ( stay apart in what people read; what is a record's own alone, or a number, has one form.
    @Test func textIsKeptAsItWasWritten() throws {
        #expect(try read(" 云河织造（245号） ", "employer_name", "employment") == .text("云河织造（245号）"))
        #expect(try read("Ｈ－（１）", "household_number", "household") == .text("H-(1)"))
    }

    @Test func aRegionIsFoundHoweverItsNameIsWritten() throws {
        let tree = RegionTree([
            RegionEntry(code: try #require(RegionCode("990101")), name: "临江区"),
            RegionEntry(code: try #require(RegionCode("990101501")), name: "新城（试点）管委会"),
        ])
        for text in ["新城（试点）管委会", "新城(试点)管委会", "临江区新城（试点）", "临江区 新城(试点)"] {
            #expect(tree.find(written: text).map(\.text) == ["990101501"], "\(text)")
        }
        let code = try #require(RegionCode("990101501"))
        #expect(tree.name(of: code) == "新城（试点）管委会")
    }

    @Test func codesAreReadByTitleCodeOrAlias() throws {
        #expect(try read("肢体", "certificate_category") == .text("4"))
        #expect(try read("肢体残疾", "certificate_category") == .text("4"))
        #expect(try read("4", "certificate_category") == .text("4"))
        #expect(try read("一级", "certificate_level") == .text("1"))
        let fault = #expect(throws: FieldFault.self) { try read("头疼", "certificate_category") }
        #expect(fault?.message.contains("视力") == true)
    }

    @Test func aSecretIsNeverRepeatedInAMessage() throws {
        let fault = #expect(throws: FieldFault.self) { try read("99010119800501001", "citizen_id") }
        #expect(fault?.message.contains("17 位") == true)
        #expect(fault?.message.contains("99010119800501001") == false)
        #expect(fault?.value == nil)
    }

    @Test func regionsAreReadByCodeNameOrPath() throws {
        #expect(try read("990102001002", "region") == .text("990102001002"))
        #expect(try read("石门社区", "region") == .text("990102001002"))
        #expect(try read("石门", "region") == .text("990102001002"))
        #expect(try read("青石县柳桥镇大埔村", "region") == .text("990102001001"))
        #expect(try read("临江区 柳桥 大埔", "region") == .text("990101001001"))
        let twice = #expect(throws: FieldFault.self) { try read("大埔村", "region") }
        #expect(twice?.message.contains("2 个同名") == true)
        #expect(throws: FieldFault.self) { try read("不存在村", "region") }
    }

    @Test func whatIsNothingIsNothing() throws {
        for text in ["", " ", "/", "-", "无", "——"] { #expect(try read(text, "phone") == .null) }
    }
}
