import FileTesting
import Plans
import Testing

/// Seven real plans of other kinds; facts only.
@Suite(
    .enabled(
        if: ProjectFiles.beside("shared/plans") != nil,
        "the other plans are not beside the project: ../shared/plans"))
struct OtherPlansTests {
    private func read(_ prefix: String) throws -> PlanDocument {
        let name = try #require(ReadingFiles.names(in: "../shared/plans").first { $0.hasPrefix(prefix) })
        let bytes = try #require(ReadingFiles.bytes("../shared/plans/" + name))
        let source = try SourceText.load(fileName: name, bytes: bytes)
        return PlanReader.read(source, options: ReaderOptions.all).document
    }

    /// Number, issuer, day, how many actions, how many measures with offices in brackets.
    @Test(arguments: [
        ("01", "国发〔2018〕39号", "国务院", "2018-11-16", 5, 15), ("02", "国办发〔2018〕129号", "国务院办公厅", "2018-12-30", 8, 17),
        ("05", "国办发〔2018〕121号", "国务院办公厅", "2018-12-11", 4, 21), ("08", nil, "国务院办公厅", "2020-07-15", 6, 20),
        ("10", "沪府办发〔2025〕11号", "上海市人民政府办公厅", "2025-05-17", 16, 39),
        ("12", "沪科〔2025〕5号", "上海市科学技术委员会", "2025-01-10", 5, 17),
        ("19", "穗卫函〔2023〕1930号", "广州市卫生健康委员会、广州市财政局、广州市人力资源和社会保障局、广州市医疗保障局", "2023-10-19", 7, 0),
    ])
    func headAndMeasures(
        _ file: String, _ number: String?, _ issuer: String, _ day: String, _ actions: Int, _ measures: Int
    ) throws {
        let plan = try read(file)
        #expect(plan.documentNumber == number)
        #expect(plan.issuer == issuer)
        #expect(plan.issuedOn == day)
        #expect(plan.actions.count == actions)
        #expect(
            file == "19"
                || plan.actions.flatMap(\.measures).count { $0.number != nil || file == "02" || file == "10" }
                    == measures
        )
        #expect(!plan.addressees.isEmpty)
    }

    @Test func firstOfTheListLeads() throws {
        let plan = try read("01")
        let measures = plan.actions.flatMap(\.measures).filter { $0.number != nil }
        #expect(
            measures.allSatisfy {
                $0.units.first?.role == .lead && $0.units.dropFirst().allSatisfy { $0.role == .joint }
            })
        #expect(plan.duties.contains { $0.to == "人力资源社会保障部" && $0.who == "各地" })
        #expect(plan.duties.contains { $0.kind == .draw && $0.due == "2018-12-16" })
    }

    @Test func partsOfAnItemWithOfficesOfTheirOwn() throws {
        let plan = try read("05")
        let parts = plan.actions.flatMap(\.measures).filter { $0.number == "（十）" }
        #expect(parts.map { $0.units.count } == [1, 2, 4])
        #expect(plan.goals.contains { $0.number == PlanNumber(2) && $0.unit == "万亿元" && $0.by == "2025" })
        #expect(plan.goals.count { $0.number == PlanNumber(100) } == 2)
    }

    @Test func flatTextKeepsItsItemsAndDeadlines() throws {
        let plan = try read("08")
        let days = plan.actions.flatMap(\.measures).flatMap(\.deadlines).compactMap(\.on)
        #expect(days.count { $0 == "2020-12-31" } >= 5)
        #expect(days.contains("2021-06-30"))
        #expect(plan.notices == ["此件公开发布"])
        #expect(plan.duties.contains { $0.who == "各地区、各部门" && $0.to == "国务院" && $0.due == "2020-12-31" })
        #expect(plan.title == nil)
    }

    @Test func annexTablesOfIndicatorsAndTasks() throws {
        let plan = try read("19")
        #expect(plan.annexes.map(\.rows.count) == [19, 39])
        #expect(plan.annexes.map(\.columns.count) == [5, 7])
        #expect(plan.annexes.last?.tasks.last?.number == "24")
        #expect(plan.parents.count == 3)
        #expect(
            plan.goals.contains { $0.number?.description == "4.66" && $0.by == "2025" && $0.comparison == .atLeast })
        #expect(plan.duties.contains { $0.who == "各区" && $0.to == "市卫生健康行政部门" && $0.due == "2024-01-19" })
    }
}
