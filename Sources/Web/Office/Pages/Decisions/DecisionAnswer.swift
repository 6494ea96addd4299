import Access
import Base
import HTML
import House
import Kit
import Packs
import Reasons
import Registers

/// Who reads an answer: somebody of the office, or anybody without an account.
struct AnswerReader {
    let regions: RegionTree
    let today: Day
    /// Who prints it.
    let printer: String?
    /// Whether the page of a parameter is open to them.
    let opensParameters: Bool

    init(_ visit: Visit) {
        (regions, today, opensParameters) = (visit.regions, visit.today, true)
        printer = [visit.actor.name, visit.actor.unit].compactMap { $0 }.joined(separator: "，")
    }

    init(open house: House) {
        (regions, today, opensParameters) = (house.registers.regions, house.registers.today, false)
        printer = nil
    }
}

/// An answer on paper or screen: the result, the reasons, the working, the parameters with their sources.
struct DecisionAnswer {
    let reader: AnswerReader
    let answer: Reasons.Answer
    /// What holds beside what is assumed.
    let whatIf: WhatIf?
    /// What stands beside the result.
    var beside: HTML = .empty

    var html: HTML {
        HTML {
            paper
            panel("结果", id: "result") {
                inset { p(strong("\(answer.decision)：\(answer.text)")) }
                if !answer.unasked.isEmpty { p("没有填的\(answer.unasked.joined(separator: "、"))不影响结果。") }
                if !answer.doubts.isEmpty { warningText("结果还要核对：\(answer.doubts.joined())") }
            }
            if let whatIf { DecisionWhatIf(whatIf: whatIf).html }
            beside
            panel("理由", id: "reasons") {
                ol { for sentence in reasons { li(sentence.text) } }
            }
            for rows in filledRows { rows }
            if !answer.steps.isEmpty { DecisionWorking(answer: answer).html }
            parameters
            if !sources.isEmpty { law }
        }
    }

    /// On paper: when it was printed, and by whom.
    private var paper: HTML {
        let day = "打印日期：\(reader.today.chinese)"
        let signed = reader.printer.map { "　打印人：\($0)　经办人签名：＿＿＿＿＿＿＿＿" } ?? ""
        return p(day + signed, .class("paper"))
    }

    private var place: String { ParameterWords.place(answer.question.region, reader.regions) }

    /// The parameters stand in a table of their own.
    private var reasons: [Reasons.Answer.Sentence] {
        answer.sentences(place: place).filter { ![.parameter, .doubt].contains($0.kind) }
    }

    /// The rows that were filled in, as tables.
    private var filledRows: [HTML] {
        answer.facts.enumerated().compactMap { index, fact in
            guard let rows = fact.rows, !rows.cells.isEmpty else { return nil }
            return dataTable(
                "填写的\(fact.title)，\(rows.cells.count) 行", id: "rows-\(index + 1)",
                columns: [TableColumn("序号")] + rows.columns.map { TableColumn($0) },
                rows: rows.cells.enumerated().map { number, cells in
                    TableRow([HTML(String(number + 1))] + cells.map { HTML($0) })
                })
        }
    }

    private var parameters: HTML {
        dataTable(
            "用到的参数，\(answer.parameters.count) 项", id: "parameters",
            columns: ["参数", "值", "执行时间", "区划", "依据", "核对"].map { TableColumn($0) },
            rows: answer.parameters.map { item in
                TableRow([
                    parameter(item.parameter), HTML(item.text),
                    HTML(ParameterWords.period(item.entry.period)),
                    HTML(ParameterWords.place(item.entry.region, reader.regions)), citation(item.entry.citation),
                    ParameterWords.verified(item.entry),
                ])
            })
    }

    private func parameter(_ parameter: Parameter) -> HTML {
        reader.opensParameters
            ? a(parameter.title, .href(ParameterAddress.parameter(parameter.name))) : HTML(parameter.title)
    }

    private func citation(_ citation: Citation) -> HTML {
        HTML {
            ParameterWords.citation(citation)
            if let text = citation.text { "：“\(text)”" }
        }
    }

    /// The laws and notices of which the model gives the words or the address, each once.
    private var sources: [(name: String, text: String?, address: String?)] {
        var seen: Set<String> = []
        return answer.steps.flatMap(\.sources).filter { source in
            (source.text != nil || source.address != nil) && seen.insert(source.name).inserted
        }
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
