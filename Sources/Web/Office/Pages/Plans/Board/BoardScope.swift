import Access
import Base
import HTML
import House
import Kit
import Plans
import Registers

/// Says which part of the plan's region the figures count, where they do not count it whole.
struct BoardScope {
    let visit: Visit
    let board: PlanBoard

    @HTMLBuilder var html: HTML {
        let plan = board.plan
        let seesAll = visit.actor.scope.contains(plan.region)
        if board.region != plan.region {
            inset {
                p {
                    "数字只算\(visit.regions.fullName(of: board.region))；"
                    "方案的人数目标是\(visit.regions.fullName(of: plan.region))的，不和它比。"
                    if seesAll { a("看全部区划", .href("/plans/\(plan.id)")) }
                }
            }
        } else if !seesAll, board.ownUnit == nil {
            inset { p("数字只算您的数据权限内的区划，不是\(visit.regions.fullName(of: plan.region))的全部，所以不和目标比。") }
        }
    }
}
