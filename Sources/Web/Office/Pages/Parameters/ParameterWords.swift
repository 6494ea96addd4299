import Base
import HTML
import Kit
import Packs
import Registers

/// Parameters in the words of the people who read them.
enum ParameterWords {
    /// A value with its unit: 16 周岁, 2,000.00 元, 是.
    static func value(_ value: String, of parameter: Parameter) -> String {
        let text =
            switch parameter.kind {
            case .boolean: value == "true" ? "是" : "否"
            case .date: Day(iso: value)?.chinese ?? value
            case .integer, .decimal, .money, .text: value
            }
        let unit = parameter.unit ?? (parameter.kind == .money ? "元" : nil)
        return unit.map { "\(text) \($0)" } ?? text
    }

    static func period(_ period: Period) -> String {
        let from = period.from.map { "\($0.chinese)起" } ?? "一直以来"
        return period.to.map { "\(from)，到\($0.chinese)" } ?? from
    }

    static func place(_ region: RegionCode?, _ regions: RegionTree) -> String {
        region.map { regions.fullName(of: $0) } ?? "全部区划"
    }

    static func citation(_ citation: Citation) -> String {
        let words = [citation.document, citation.article].compactMap { $0 }.joined(separator: "，")
        return words.isEmpty ? "没有写明依据" : words
    }

    static func verified(_ entry: Parameter.Entry) -> HTML {
        entry.verified ? tag("已核对原文", .good) : tag("未核对原文", .attention)
    }

    static func source(_ source: Parameter.Source) -> String {
        switch source {
        case .pack(let place): "方案包（\(place)）"
        case .amendment(let id): "第 \(id) 号参数值"
        case .assumption: "假设"
        }
    }
}
