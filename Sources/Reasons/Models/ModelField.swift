import Base
import Decisions
public import FEEL

/// What a form asks for one input of a model, or for one part of it.
public struct ModelField: Sendable {
    /// What is filled in.
    public enum Kind: Sendable {
        /// A number; decimals and bounds where the model names them.
        case number(scale: Int?, low: Number?, high: Number?)
        /// Yes or no.
        case boolean
        /// One of these texts.
        case choice([String])
        /// A date.
        case date
        /// A text.
        case text
    }

    /// Where it belongs in the inputs, as `单位.在职职工人数`.
    public let path: [String]
    /// What people call it.
    public let title: String
    /// The unit of a number.
    public let unit: String?
    /// How it is to be filled in.
    public let hint: String?
    /// What is filled in.
    public let kind: Kind

    /// A mistake in what was filled in, and what to do.
    public struct Mistake: Error {
        /// In plain Chinese.
        public let message: String
    }

    /// The value of what a person wrote.
    public func value(_ written: String) throws(Mistake) -> Value {
        let text = written.filter {
            !$0.isWhitespace && $0 != "," && $0 != "，" && !($0 == "%" && unit == Figures.percent)
        }
        guard !text.isEmpty else { throw Mistake(message: "请填写“\(title)”。") }
        switch kind {
        case .number(let scale, let low, let high):
            guard let number = Number(text) else { throw Mistake(message: "“\(title)”应是数字，如 \(example(scale))。") }
            let value = unit == Figures.percent ? number.divided(by: 100) ?? number : number
            if let scale, value.scaled(by: scale) == nil {
                throw Mistake(message: scale == 0 ? "“\(title)”应是整数。" : "“\(title)”最多 \(scale) 位小数。")
            }
            if low.map({ value < $0 }) == true || high.map({ $0 < value }) == true {
                let (from, to) = (low.map { figure($0) } ?? "最小", high.map { figure($0) } ?? "最大")
                throw Mistake(message: "“\(title)”应在 \(from) 到 \(to) 之间。")
            }
            return .number(value)
        case .boolean, .date:
            let value = Value(text: kind.isDate ? Self.isoDate(text) : text, as: kind.feel)
            guard case .string = value else { return value }
            throw Mistake(message: "“\(title)”应是\(kind.feel.chinese)。")
        case .choice(let choices):
            guard choices.contains(written) else {
                throw Mistake(message: "“\(title)”应是：\(choices.joined(separator: "、"))。")
            }
            return .string(written)
        case .text: return .string(written)
        }
    }

    /// What stands in a cell of a spreadsheet, as the form's own control sends it.
    func written(_ cell: String) -> String {
        switch kind {
        case .boolean: Value(text: cell, as: .boolean).boolean.map { $0 ? "true" : "false" } ?? cell
        case .date: cell.isEmpty ? "" : Self.isoDate(cell)
        case .number, .choice, .text: cell
        }
    }

    /// 2026年3月5日, 2026/3/5 and 2026-3-5 as 2026-03-05; anything else as it is.
    private static func isoDate(_ text: String) -> String {
        let numbers = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
        guard numbers.count == 3 else { return text }
        return Day(year: numbers[0], month: numbers[1], day: numbers[2])?.iso ?? text
    }

    private func example(_ scale: Int?) -> String { scale == 0 ? "12" : "12.5" }
    private func figure(_ number: Number) -> String { Figures.text(.number(number), unit: unit) }
}

extension ModelField.Kind {
    var isDate: Bool { if case .date = self { true } else { false } }

    /// The type of its values.
    var feel: FEELType {
        switch self {
        case .number: .number
        case .boolean: .boolean
        case .date: .date
        case .choice, .text: .string
        }
    }
}
