import Base
import Database
import Plans
import Testing

/// Which indicator a goal's own words name.
@Suite struct ProposalTests {
    /// The plans that ship were bound by hand: a proposal says the same or nothing, and is made wherever the words are those of
    /// the title.
    @Test func whatIsProposedIsWhatPeopleChoseForTheFivePlans() async throws {
        try await withPlans(.sqlite) { test in
            let book = test.plans.indicators
            var bound = 0
            for pack in ["jinjiang", "jiangjin", "zhuhai", "haidong", "xinyang", "yunhe"] {
                let plan = try await test.plan(pack)
                for goal in plan.content.goals {
                    var open = goal
                    open.indicator = nil
                    let proposal = book.proposal(for: open, in: plan.region)?.name
                    if let proposal { #expect(proposal == goal.indicator, "\(pack): \(goal.text)") }
                    if proposal != nil { bound += 1 }
                    if goal.indicator == "new_employment" {
                        #expect(proposal == "new_employment", "\(pack): \(goal.text)")
                    }
                }
            }
            #expect(bound >= 13)
        }
    }

    @Test func theLongestTitleOfTheGoalsUnitIsProposed() async throws {
        try await withPlans(.sqlite) { test in
            func proposal(_ text: String, _ number: Int?, _ unit: String?, _ indicator: String? = nil) -> String? {
                var goal = PlanContent.Goal(text: text)
                (goal.number, goal.unit, goal.indicator) = (number.map { PlanNumber($0) }, unit, indicator)
                return test.plans.indicators.proposal(for: goal, in: nil)?.name
            }
            #expect(proposal("有就业意愿的残疾人高校毕业生就业率不低于95%", 95, "%") == "graduates_wishing_employed_rate")
            #expect(proposal("残疾人高校毕业生就业率不低于90%", 90, "%") == "graduates_employed_rate")
            #expect(proposal("全省新增残疾人就业2万人", 2, "万人") == "new_employment")
            #expect(proposal("全市新增残疾人就业600人", 600, "户") == nil, "of another unit")
            #expect(proposal("全市新增残疾人就业", nil, "人") == nil, "without a number")
            #expect(proposal("全市新增就业600人，帮扶残疾人", 600, "人") == nil, "over two clauses")
            #expect(proposal("城镇新增就业1100万人", 1100, "万人") == nil)
            #expect(proposal("全市新增残疾人就业600人", 600, "人", "new_quota") == nil, "it has one already")
        }
    }

    @Test func aLastDayOutsideThePlansTimeIsDoubted() throws {
        var content = PlanContent()
        (content.from, content.to) = (Day(iso: "2022-01-01"), Day(iso: "2024-12-31"))
        var goal = PlanContent.Goal(text: "至少设立1个机构")
        for (by, isDoubted) in [
            ("2024-12-31", false), ("2022-01-01", false), ("2025-12-31", true), ("2021-12-31", true),
        ] {
            goal.by = Day(iso: by)
            #expect((content.periodDoubt(of: goal) != nil) == isDoubted, "\(by)")
        }
        goal.by = nil
        #expect(content.periodDoubt(of: goal) == nil)
        (goal.by, content.to) = (Day(iso: "2030-12-31"), nil)
        #expect(content.periodDoubt(of: goal) == nil)
    }
}
