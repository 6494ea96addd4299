import Base
import HTML
import Kit
import Packs
import Plans

/// By which definition a target is counted, with the values in force.
struct TargetBasis {
    let basis: IndicatorBasis

    var html: HTML {
        panel("按什么口径算", id: "basis") {
            for words in basis.words { p(words) }
            summaryList([
                SummaryRow("数哪个台账", basis.register), SummaryRow("怎么计", counted), SummaryRow("按哪个日期", date),
            ])
            if !basis.parameters.isEmpty {
                p("口径里用到的参数，现在的值：")
                linkList(
                    basis.parameters.map { line in
                        let value = line.entry.map { ParameterWords.value($0.value, of: line.parameter) }
                        return Link(
                            "\(line.parameter.title)：\(value ?? "今天没有规定")",
                            ParameterAddress.parameter(line.parameter.name))
                    }, label: "口径里用到的参数")
            }
        }
    }

    private var counted: String {
        if let sum = basis.sum { return "把“\(sum)”加起来" }
        let whole = basis.indicator.ratio == nil ? "" : "比例的分母："
        return whole + (basis.distinct.map { "同一个“\($0)”只计一次" } ?? "一条记录计一次")
    }

    private var date: String {
        basis.date.map { "“\($0)”落在方案期内的" } ?? "不按日期，看截至这天的情况"
    }
}
