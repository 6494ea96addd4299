import Base
import HTML
import House
import Kit
import Packs
import Reasons
import Registers

/// An answer on paper or screen: the result, the reasons, the working, the parameters with their sources.
struct DecisionAnswer {
    let visit: Visit
    let answer: Reasons.Answer

    var html: HTML {
        HTML {
            panel("结果", id: "result") {
                inset { p(strong("\(answer.decision)：\(answer.text)")) }
                if !answer.doubts.isEmpty { warningText("结果还要核对：\(answer.doubts.joined())") }
            }
            panel("理由", id: "reasons") {
                ol { for sentence in reasons { li(sentence.text) } }
            }
            if !workings.isEmpty { working }
            parameters
            if !sources.isEmpty { law }
        }
    }

    private var place: String { ParameterWords.place(answer.question.region, visit.regions) }

    /// The parameters stand in a table of their own.
    private var reasons: [Reasons.Answer.Sentence] {
        answer.sentences(place: place).filter { ![.parameter, .doubt].contains($0.kind) }
    }

    private var workings: [Working] { answer.steps.flatMap(\.workings).filter { !$0.isGiven } }

    private var working: HTML {
        dataTable(
            "算式，\(workings.count) 步", id: "working",
            columns: ["算什么", "公式", "代入数字"].map { TableColumn($0) } + [TableColumn("得数", isNumber: true)],
            rows: workings.map { working in
                TableRow([
                    HTML(working.name), HTML(working.formula), HTML(working.numbers),
                    HTML(working.result + (working.rounding.map { "（\($0)）" } ?? "")),
                ])
            })
    }

    private var parameters: HTML {
        dataTable(
            "用到的参数，\(answer.parameters.count) 项", id: "parameters",
            columns: ["参数", "值", "执行时间", "区划", "依据", "核对"].map { TableColumn($0) },
            rows: answer.parameters.map { item in
                TableRow([
                    a(item.parameter.title, .href(ParameterAddress.parameter(item.parameter.name))), HTML(item.text),
                    HTML(ParameterWords.period(item.entry.period)),
                    HTML(ParameterWords.place(item.entry.region, visit.regions)), citation(item.entry.citation),
                    ParameterWords.verified(item.entry),
                ])
            })
    }

    private func citation(_ citation: Citation) -> HTML {
        HTML {
            ParameterWords.citation(citation)
            if let text = citation.text { "：“\(text)”" }
        }
    }

    /// The laws and notices that the steps rest on, each once.
    private var sources: [(name: String, text: String?, address: String?)] {
        var seen: Set<String> = []
        return answer.steps.flatMap(\.sources).filter { seen.insert($0.name).inserted }
    }

    private var law: HTML {
        panel("依据的规定", id: "law") {
            summaryList(
                sources.map { source in
                    SummaryRow(source.name, [source.text, source.address].compactMap { $0 }.joined(separator: " "))
                })
        }
    }
}
