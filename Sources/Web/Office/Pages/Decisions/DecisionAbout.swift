import Access
import HTML
import House
import Kit
import Packs
import Reasons
import Registers

/// What a decision rests on, and for those who may amend parameters what is doubtful about its model.
struct DecisionAbout {
    let visit: Visit
    let entry: DecisionBook.Entry

    var html: HTML {
        HTML {
            basis
            if visit.actor.can(.parameters, "propose") { checks }
        }
    }

    private var basis: HTML {
        let parameters = visit.house.registers.parameters
        return panel("这是怎么定的", id: "about") {
            summaryList([
                SummaryRow("问题", entry.question),
                SummaryRow("方案包", entry.pack.title),
                SummaryRow("算法", entry.model.isStrict ? "严格：精确计算，最后一步取整" : "一般"),
                SummaryRow("落实的方案条目", entry.model.cites.joined(separator: "、")),
            ])
            h3("用到的参数")
            linkList(
                entry.model.needs.compactMap { need in
                    parameters[need.parameter].map { Link($0.title, ParameterAddress.parameter($0.name)) }
                })
        }
    }

    private var checks: HTML {
        let doubts = entry.model.doubts(visit.house.registers.parameters)
        return panel("检查模型", id: "checks") {
            if doubts.isEmpty {
                p("决策表没有空缺、重叠和用不到的行，写下的类型、输入和决策都用到了。")
            } else {
                ul { for doubt in doubts { li(doubt) } }
            }
        }
    }
}
