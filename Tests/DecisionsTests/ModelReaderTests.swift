import Base
import Decisions
import Testing

@Suite struct ModelReaderTests {
    @Test func readsEveryKindOfElement() throws {
        let model = try Definitions.read(Array(Samples.quota.utf8), file: "quota.dmn")
        #expect(model.name == "按比例就业")
        #expect(model.itemDefinitions.map(\.name) == ["tEmployer", "tRate"])
        #expect(model.inputData.map(\.name) == ["单位"])
        #expect(model.decisions.map(\.name) == ["应安排人数", "档次"])
        #expect(model.decisions[1].requiredDecisions.map(\.id) == ["d1"])
        #expect(model.knowledgeSources.first?.location == "https://example.org/72")
        guard case .table(let table) = model.decisions[1].logic?.kind else {
            Issue.record("no table")
            return
        }
        #expect(table.hitPolicy == .first)
        #expect(table.rules.map { $0.inputs[0].text } == ["< 1", "-"])
        #expect(table.rules[0].annotations == ["第八条"])
        #expect(table.rules[0].origin.line == 31)
    }

    @Test(arguments: [
        ("<a>", "1", "XML"),
        ("<definitions xmlns=\"urn:x\"/>", "1", "DMN 1.2 至 1.5"),
        ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "", "实体"),
        ("<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>", "", "UTF-8"),
    ])
    func refusesWhatIsNoModel(text: String, line: String, reason: String) {
        let error = #expect(throws: Diagnostics.self) { try Definitions.read(Array(text.utf8), file: "x.dmn") }
        #expect(error?.description.contains(reason) == true)
        #expect(error?.description.hasPrefix(line.isEmpty ? "x.dmn：" : "x.dmn:\(line)") == true)
    }

    @Test func saysLineElementAndWhatWasExpected() {
        let text = Samples.quota.replacing("hitPolicy=\"FIRST\"", with: "hitPolicy=\"LAST\"")
            .replacing("<requiredInput href=\"#i1\"/>", with: "<requiredInput href=\"i1\"/>")
        let error = #expect(throws: Diagnostics.self) { try Definitions.read(Array(text.utf8), file: "x.dmn") }
        let messages = error?.list.map(\.description) ?? []
        #expect(messages.count == 3)
        #expect(messages.contains { $0.hasPrefix("x.dmn:16：“requiredInput”：这里写的是“i1”") })
        #expect(messages.contains { $0.contains("“decisionTable”") && $0.contains("“LAST”") })
    }

    @Test func boundsDepthAndSize() {
        let deep = String(repeating: "<a>", count: 5_000) + String(repeating: "</a>", count: 5_000)
        #expect(throws: Diagnostics.self) { try Definitions.read(Array(deep.utf8), file: "x.dmn") }
        #expect(throws: Diagnostics.self) {
            try Definitions.read([UInt8](repeating: 0x20, count: 40 << 20), file: "x.dmn")
        }
    }
}
