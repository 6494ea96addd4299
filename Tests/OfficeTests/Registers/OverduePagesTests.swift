import Access
import Base
import FileTesting
import Foundation
import House
import RegisterTesting
import Registers
import Testing

/// What is overdue in the registers, on the desk and in the lists.
@Suite struct OverduePagesTests {
    @Test func theDeskCountsWhatTheListShows() async throws {
        let packs = try ProjectFiles.packs(adding: ["core/registers/case_appeal.yaml": CaseAppeal.definition])
        defer { try? FileManager.default.removeItem(atPath: packs) }
        try await withOffice(packs: packs) { office in
            let village = office.villages()[0]
            let mine = try await office.person("安一", serial: 1, region: village)
            let other = try await office.person("白二", serial: 2, region: village)
            let officer = try await office.browser()
            #expect(try await officer.get("/").text.contains("下一步已逾期") == false)
            #expect(try await officer.get("/registers/case_appeal?view=step_overdue").text.contains("没有逾期的申诉"))
            let late = office.house.registers.today.adding(days: -13)
            try await office.house.registers.write(as: .system(reason: "测试"), on: late) { writing in
                for (person, matter) in [(mine, "要求补发工资"), (other, "要求续签合同")] {
                    let values: FieldValues = ["person": .integer(person), "matter": .text(matter)]
                    let id = try writing.create("case_appeal", values, source: .page)
                    try writing.transition("case_appeal", id, version: nil, "accept", note: nil, source: .page)
                }
            }
            let liaison = try await office.browser(role: "liaison")
            try await office.assign(mine, to: "liaison")
            let address = "/registers/case_appeal?view=step_overdue"
            for (browser, count) in [(officer, 2), (liaison, 1)] {
                let desk = try await browser.get("/").text
                #expect(desk.contains("下一步已逾期") && desk.contains(#"<a href="\#(address)">"#), "\(desk)")
                #expect(desk.contains(#"<span class="tile-number">\#(count)</span>"#), "\(desk)")
                let list = try await browser.get(address).text
                #expect(list.contains("下一步已逾期，共 \(count) 件"))
                #expect(list.contains("已受理") && list.contains("逾期 3 天"))
                #expect(list.contains("要求续签合同") == (count == 2))
            }
            let file = try await officer.get("/registers/case_appeal/export?view=step_overdue&format=csv")
            #expect(file.text.contains("下一步期限") && file.text.contains(late.adding(days: 10).iso))
        }
    }
}
