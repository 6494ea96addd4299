public import Base

/// A value that the law or a plan sets, with the time and the region in which it holds.
public struct Parameter: Sendable {
    /// What kind of value it is.
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
    }

    /// One value in force for a time in a region.
    public struct Entry: Sendable {
        /// Where it holds; nil for everywhere.
        public let region: RegionCode?
        /// When it holds.
        public let period: Period
        /// The value as written: a decimal number, a text, `true`/`false` or an ISO date.
        public let value: String
        /// The document that sets it.
        public let document: String?
        /// The article or clause in that document.
        public let article: String?
        /// Whether somebody compared it with the official text.
        public let verified: Bool
        /// Where the pack says so.
        public let place: Place
    }

    /// The name by which conditions call it.
    public let name: String
    /// What people read.
    public let title: String
    /// The unit of the value.
    public let unit: String?
    /// What kind of value it is.
    public let kind: Kind
    /// All values, of every region and time.
    public internal(set) var entries: [Entry]

    /// The value in force on a day in a region: the nearest region above wins.
    /// - Throws: `Unknown` when no period covers the day.
    public func value(on day: Day, in region: RegionCode?) throws(Unknown) -> Entry {
        let applicable = entries.filter { entry in
            entry.period.contains(day) && (entry.region.map { own in region.map(own.contains) ?? false } ?? true)
        }
        guard let nearest = applicable.max(by: { Parameter.depth($0) < Parameter.depth($1) }) else {
            let ends = entries.compactMap(\.period.to).max()
            throw Unknown(parameter: name, title: title, day: day, lastEnd: ends)
        }
        return nearest
    }

    private static func depth(_ entry: Entry) -> Int {
        entry.region?.text.utf8.count ?? 0
    }

    /// A day for which no value of a parameter is known. The system does not guess.
    public struct Unknown: Error, CustomStringConvertible {
        /// The parameter's name.
        public let parameter: String
        /// What people call it.
        public let title: String
        /// The day asked about.
        public let day: Day
        /// The last day of which a value is known; nil when none ends.
        public let lastEnd: Day?

        /// The fault and its remedy in Chinese.
        public var description: String {
            let end = lastEnd.map { "已知的最后一天是 \($0.chinese)。" } ?? ""
            return "参数“\(title)”（\(parameter)）在 \(day.chinese) 没有规定的值。\(end)请在方案包的 parameters.yaml 里补上有效期。"
        }
    }
}
