import Testing

@testable import Plans

/// Figures of years and of all years that do not fit are doubted; all else is left alone.
@Suite struct SumTests {
    @Test(arguments: [
        ("全市新增残疾人就业不少于2400人，其中2026年700人、2027年800人、2028年900人", nil),
        ("全市新增残疾人就业不少于2500人，其中2026年700人、2027年800人、2028年900人", "2400"),
        ("三年培训3,000人次以上，其中：2026年1,000人次，2027年1,000人次，2028年900人次", "2900"),
        ("安排资金300万元，其中2026年100人、2027年100人", nil),
        ("新增就业2400人，其中2026年700人", nil),
        ("就业率达到90%，其中2026年85%、2027年88%", nil),
    ])
    func aSentence(_ text: String, _ sum: String?) {
        let found = SumCheck.doubt(inSentence: text)
        #expect((found != nil) == (sum != nil))
        if let sum { #expect(found?.why.contains(sum) == true) }
    }

    @Test func aTable() {
        let columns = ["县（市、区）", "2026年", "2027年", "合计"]
        let fitting = [["合计", "30", "50", "80"], ["青岚区", "10", "20", "30"], ["河湾县", "20", "30", "50"]]
        #expect(SumCheck.doubts(inTable: columns, fitting).isEmpty)
        var across = fitting
        across[1][3] = "31"
        #expect(SumCheck.doubts(inTable: columns, across).map(\.what) == ["青岚区", "合计"])
        var unknown = fitting
        unknown[1][1] = "约10"
        #expect(SumCheck.doubts(inTable: columns, unknown).isEmpty)
        #expect(SumCheck.doubts(inTable: ["任务", "牵头单位"], [["合计", "市残联"]]).isEmpty)
    }

    @Test func theReaderSaysSo() throws {
        let text = """
            # 云河市促进残疾人就业方案（2026—2028年）

            为落实《云岭省促进残疾人就业方案》，现将有关事项明确如下。

            ## 一、目标任务

            2026—2028年，全市新增残疾人就业不少于2500人，其中2026年700人、2027年800人、2028年900人。

            ## 二、报送

            各县（市、区）每年12月底前向市残联报送落实情况。
            """
        let read = PlanReader.read(SourceText(text, format: .markdown), options: ReaderOptions.all)
        let doubt = try #require(read.document.doubts.first { $0.why.contains("2400") })
        #expect(doubt.place?.line == 7)
        #expect(read.document.parents.map(\.title) == ["云岭省促进残疾人就业方案"])
        #expect(read.document.duties.first?.who == "各县（市、区）")
    }

    @Test func theYearsOfAGoalAreHeldAgainstItsTotal() {
        func goal(_ number: String?, _ years: [String], unit: String = "人", to: String? = nil) -> PlanContent.Goal {
            var goal = PlanContent.Goal(text: "新增就业")
            (goal.number, goal.numberTo, goal.unit) = (
                number.flatMap(PlanNumber.init), to.flatMap(PlanNumber.init), unit
            )
            goal.byYear = years.enumerated().compactMap { index, text in
                PlanNumber(text).map { .init(year: 2026 + index, number: $0) }
            }
            return goal
        }
        #expect(goal("800", ["200", "300", "200"]).sumDoubt == "各年加起来是 700，与总数 800 不符")
        #expect(goal("800", ["200", "300", "300"]).sumDoubt == nil)
        // Shares, fractions and ranges are not added up, nor is one year alone.
        #expect(goal("80", ["70", "75"], unit: "%").sumDoubt == nil)
        #expect(goal("80", ["70.5", "75"]).sumDoubt == nil)
        #expect(goal("80", ["30", "40"], to: "90").sumDoubt == nil)
        #expect(goal("80", ["30"]).sumDoubt == nil)
        #expect(goal(nil, ["30", "40"]).sumDoubt == nil)
        #expect(goal("9", [String(Int.max), String(Int.max)]).sumDoubt == nil)
    }
}
