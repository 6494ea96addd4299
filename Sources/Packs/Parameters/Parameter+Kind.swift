import Base

extension Parameter {
    /// What kind of value a parameter has.
    public enum Kind: String, CaseIterable, Sendable {
        /// A whole number.
        case integer
        /// A decimal number.
        case decimal
        /// An amount in yuan.
        case money
        /// A text.
        case text
        /// Yes or no.
        case boolean
        /// A civil date.
        case date

        /// Whether its values are numbers.
        public var isNumber: Bool { [.integer, .decimal, .money].contains(self) }

        /// Whether a text is a value of this kind: a number, `true` or `false`, an ISO date.
        public func accepts(_ text: String) -> Bool {
            switch self {
            case .integer: Int64(text) != nil
            case .decimal: Scaled.read(text, scale: 12) != nil
            case .money: Money(yuan: text) != nil
            case .text: !text.isEmpty
            case .boolean: text == "true" || text == "false"
            case .date: Day(iso: text) != nil
            }
        }
    }
}
