import HTML
import Kit
import Packs
import Reasons

/// The working as an officer writes it: step by step, each line below the one before, with the numbers put in, the
/// parameters with their sources, and the law.
struct DecisionWorking {
    let answer: Reasons.Answer

    var html: HTML {
        panel("算式", id: "working", actions: span("可以用浏览器的“打印”印成底稿", .class("hint screen"))) {
            ol(.class("working")) {
                for step in answer.steps { li { lines(step) } }
            }
        }
    }

    @HTMLBuilder private func lines(_ step: Reasons.Answer.Step) -> HTML {
        p(strong(step.name))
        if !step.workings.isEmpty {
            for working in step.workings { formula(working) }
        } else if let row = step.rows.first(where: { $0.failure == nil }) {
            p("第 \(row.number) 行适用：\(row.outputs)")
            if !row.remarks.isEmpty { p("依据：\(row.remarks.joined(separator: "；"))", .class("hint")) }
        } else {
            p("＝ \(step.text)")
        }
        if !step.parameters.isEmpty {
            ul { for item in step.parameters { li(words(item)) } }
        }
        if !step.sources.isEmpty { p("依据：\(step.sources.map(\.name).joined(separator: "；"))", .class("hint")) }
    }

    @HTMLBuilder private func formula(_ working: Working) -> HTML {
        if !working.conditions.isEmpty { p("因为\(working.conditions.joined(separator: "，"))") }
        if !working.isGiven {
            p("＝ \(working.formula)")
            if working.numbers != working.result { p("＝ \(working.numbers)") }
        }
        p(strong("＝ \(working.result)\(working.rounding.map { "（\($0)）" } ?? "")"))
    }

    private func words(_ item: Reasons.Answer.InForce) -> String {
        let source = item.isAssumed ? "假设" : ParameterWords.citation(item.entry.citation)
        let doubt = item.isAssumed || item.entry.verified ? "" : "（未核对原文）"
        return "\(item.name) \(item.text)：\(source)\(doubt)"
    }
}
