import Access
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

    /// - Parameter exact: whether to name file and line, for whoever keeps the packs.
    static func source(_ source: Parameter.Source, exact: Bool) -> String {
        switch source {
        case .pack(let place): exact ? "方案包（\(place)）" : "方案包"
        case .amendment(let id): "第 \(id) 号参数值"
        case .assumption: "假设"
        }
    }

    /// Somebody with the roles held and the regions dealt with: 李红（残联经办，云河市临江区）.
    static func person(_ account: Account, _ book: RoleBook, _ regions: RegionTree) -> String {
        let roles = account.roles.compactMap { name in book.roles.first { $0.name == name }?.title }
        let places = account.scope.roots?.map { regions.fullName(of: $0) } ?? ["全部区划"]
        return "\(account.name)（\((roles + places).joined(separator: "，"))）"
    }
}
