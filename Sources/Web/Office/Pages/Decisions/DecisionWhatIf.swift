import HTML
import Kit
import Reasons

/// What holds and what would be, side by side; nothing of it is kept.
struct DecisionWhatIf {
    let whatIf: WhatIf

    var html: HTML {
        HTML {
            panel("现行规定与假设", id: "what-if") {
                summaryList([
                    SummaryRow("按现行规定", present), SummaryRow("按假设", whatIf.assumed.text),
                    SummaryRow("按假设比现行", whatIf.difference ?? "不能相比"),
                ])
                p("下面的理由和算式按假设写；假设没有保存。")
            }
            compareTable(
                "哪里不同，\(whatIf.changes.count) 项", id: "changes", left: "现行", right: "假设",
                whatIf.changes.map { change in
                    CompareRow(change.name, HTML(change.present), HTML(change.assumed), difference: "不同")
                })
        }
    }

    private var present: String {
        switch whatIf.present {
        case .success(let answer): answer.text
        case .failure(let refusal): "没有结果：\(refusal.plain.joined())"
        }
    }
}
