/// A printed working: a formula with its names, with its numbers, and what it comes to.
public struct Working: Sendable, Equatable {
    /// What is worked out: 年缴纳额.
    public let name: String
    /// The formula with names: （在职职工人数 × 安排比例 − 已安排人数）× 计费工资.
    public let formula: String
    /// The formula with numbers: （200 人 × 1.5% − 2 人）× 60,000 元.
    public let numbers: String
    /// What it comes to: 60,000 元.
    public let result: String
    /// How it was rounded, where it was: 四舍五入到分.
    public let rounding: String?
    /// What decided between the branches of the formula.
    public let conditions: [String]

    /// Whether nothing was to be worked out: the formula came to a value that stands in it.
    public var isGiven: Bool { formula == result }

    /// The numbers and what they come to, as one line.
    public var line: String {
        let rounded = rounding.map { "（\($0)）" } ?? ""
        return (numbers == result ? "\(result)\(rounded)" : "\(numbers) ＝ \(result)\(rounded)").withTightBrackets
    }
}

extension String {
    /// Without spaces outside full-width brackets, which bring their own.
    var withTightBrackets: String { replacing("） ", with: "）").replacing(" （", with: "（") }
}
