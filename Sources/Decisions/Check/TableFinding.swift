/// What is doubtful about a decision table, with a case that shows it.
public struct TableFinding: Sendable {
    /// What is doubtful.
    public enum Kind: Sendable, Hashable {
        /// No row fits the example.
        case gap
        /// These rows (from 0) fit the example at once, and the table allows only one or says different things.
        case overlap([Int])
        /// This row (from 0) never gives the result.
        case unreachable(Int)
        /// The table cannot be swept; why.
        case unchecked(String)
    }

    /// What is doubtful.
    public let kind: Kind
    /// Where the table or the row stands.
    public let origin: Origin
    /// What each column is called, and its value in the example; a column that does not matter is left out.
    public let example: [(column: String, value: String)]

    /// The finding in plain Chinese.
    public var message: String {
        let shown = example.map { "\($0.column) = \($0.value)" }.joined(separator: "，")
        switch kind {
        case .gap: return "有空缺：\(shown.isEmpty ? "任何输入" : shown)时没有一行符合。"
        case .overlap(let rows):
            let names = rows.map { "第 \($0 + 1) 行" }.joined(separator: "、")
            return "有重叠：\(shown.isEmpty ? "任何输入" : shown)时\(names)都符合。"
        case .unreachable(let row): return "第 \(row + 1) 行永远用不到：前面的行已包括它，或它的条件自相矛盾。"
        case .unchecked(let why): return "没有检查空缺和重叠：\(why)。"
        }
    }
}
