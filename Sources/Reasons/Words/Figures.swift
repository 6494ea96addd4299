import Base
public import FEEL

/// Values as people write them: 60,000 元, 1.5%, 是, 2026年6月30日.
public enum Figures {
    static let percent = "%"
    /// A fraction with more decimals than these is shown rounded, and as such.
    private static let shownDecimals = 6

    /// A value with its unit.
    public static func text(_ value: Value, unit: String? = nil) -> String {
        switch value {
        case .number(let number): self.number(number, unit)
        case .boolean(let flag): flag ? "是" : "否"
        case .string(let text): text
        case .date(let date): Day(iso: date.description)?.chinese ?? date.description
        case .null: "没有值"
        case .context(let context):
            context.entries.map { "\($0.name)：\(text($0.value))" }.joined(separator: "，")
        case .list(let items) where items.contains { $0.context != nil }: "\(items.count) 行"
        case .list(let items): items.map { text($0) }.joined(separator: "、")
        default: value.description
        }
    }

    private static func number(_ number: Number, _ unit: String?) -> String {
        guard unit == percent else { return amount(number, unit) + (unit.map { " \($0)" } ?? "") }
        return amount(number.multiplied(by: 100) ?? number, nil) + percent
    }

    /// Digits in groups of three; what does not end is rounded and says so.
    private static func amount(_ number: Number, _ unit: String?) -> String {
        let isMoney = unit == "元"
        let limit = isMoney ? 2 : shownDecimals
        guard number.scaled(by: limit) == nil, let short = number.rounded(scale: isMoney ? 2 : 4, .halfUp) else {
            return digits(number, isMoney)
        }
        return "约 " + digits(short, isMoney)
    }

    /// Money that is no whole number of yuan has both digits of its fen: 84,002.40.
    private static func digits(_ number: Number, _ isMoney: Bool) -> String {
        let text = grouped(number.description)
        let hasOneDecimal = text.split(separator: ".").last?.count == 1 && text.contains(".")
        return isMoney && hasOneDecimal ? text + "0" : text
    }

    private static func grouped(_ digits: String) -> String {
        let sign = digits.hasPrefix("-") ? "−" : ""
        let parts = digits.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
        var whole = ""
        for (index, digit) in (parts.first ?? "").enumerated() {
            if index > 0, ((parts.first?.count ?? 0) - index).isMultiple(of: 3) { whole.append(",") }
            whole.append(digit)
        }
        return sign + whole + (parts.count > 1 ? ".\(parts[1])" : "")
    }
}
