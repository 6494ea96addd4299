import Base
import Packs
import Testing

@Suite struct YAMLFileTests {
    @Test func nodesKnowTheirPlaces() throws {
        let node = try YAMLFile.parse("register: person\nsections:\n  - title: 身份\n", name: "a.yaml")
        let section = try #require(node["sections"]?.items?.first)
        #expect(section["title"]?.scalar == "身份")
        #expect(section["title"]?.place == Place(file: "a.yaml", line: 3, column: 12))
    }

    @Test(arguments: ["a: [1, 2", "a: b: c", "\ta: 1", "a: &x 1\nb: *x", "a: 1\na: 2"])
    func whatIsNoYAMLIsRefusedWithItsPlace(_ text: String) {
        #expect(throws: Diagnostic.self) { try YAMLFile.parse(text, name: "a.yaml") }
    }

    @Test func nestingIsBounded() {
        let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        #expect(throws: Diagnostic.self) { try YAMLFile.parse(deep, name: "a.yaml") }
    }
}

@Suite struct MapReaderTests {
    @Test func everyFaultNamesItsPlaceAndTheRemedy() throws {
        let faults = Faults()
        let text = "titel: 残疾人\nmax: viel\nrequired: ja\nkind: txt\nfrom: 2026-13-01\n"
        let map = MapReader(try YAMLFile.parse(text, name: "p.yaml"), what: "字段", faults: faults)
        #expect(map.text("title") == "")
        #expect(map.integer("max") == nil)
        #expect(map.flag("required") == false)
        #expect(map.choice("kind", Kind.self) == nil)
        #expect(map.day("from") == nil)
        map.finish()
        let lines = faults.list.map(\.description)
        #expect(lines.count == 6)
        #expect(lines[0] == "p.yaml:1:1：字段缺少“title”。")
        #expect(lines[1] == "p.yaml:2:6：这里写的是“viel”，应为整数。")
        #expect(lines[3].contains("p.yaml:4:7") && lines[3].contains("text、date"))
        #expect(lines[5].hasPrefix("p.yaml:1:1：字段里没有“titel”这个键。是不是“title”？"))
    }

    private enum Kind: String, CaseIterable {
        case text
        case date
    }

    @Test func namesAreChecked() throws {
        let faults = Faults()
        for name in ["Person", "2x", "a-b", "人"] {
            let map = MapReader(try YAMLFile.parse("name: \(name)", name: "p.yaml"), what: "字段", faults: faults)
            _ = map.name("name")
        }
        #expect(faults.list.count == 4)
    }
}
