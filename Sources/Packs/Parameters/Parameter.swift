public import Base

/// A value that the law or a plan sets, with the time and the region in which it holds.
public struct Parameter: Sendable {
    /// The name by which conditions call it.
    public let name: String
    /// What people read.
    public let title: String
    /// The names by which decisions call it, as `保障金.安排比例`; nil when none does.
    public let path: String?
    /// The unit of the value.
    public let unit: String?
    /// What kind of value it is.
    public let kind: Kind
    /// Between which numbers a value makes sense; nil when nothing is said.
    public let bounds: Bounds?
    /// What somebody who changes it should know.
    public let note: String?
    /// All values, of every region and time.
    public internal(set) var entries: [Entry]

    /// The value in force on a day in a region: the nearest region above wins.
    /// - Throws: `Unknown` when no period covers the day.
    public func value(on day: Day, in region: RegionCode?) throws(Unknown) -> Entry {
        let there = entries.filter { entry in entry.region.map { own in region.map(own.contains) ?? false } ?? true }
        let applicable = there.filter { $0.period.contains(day) }
        guard let nearest = applicable.max(by: { Parameter.depth($0) < Parameter.depth($1) }) else {
            throw Unknown(parameter: name, title: title, day: day, lastEnd: there.compactMap(\.period.to).max())
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

        /// The fault and its remedy in Chinese, with its name and file for whoever keeps the packs.
        public var description: String {
            "参数“\(title)”（\(parameter)）在 \(day.chinese) 没有规定的值。\(end)请在“参数”页面或方案包的 parameters.yaml 里补上。"
        }

        /// The same for those who read a page.
        public var plain: String { "“\(title)”在 \(day.chinese) 没有规定的值。\(end)请在“参数”页面补上。" }

        private var end: String { lastEnd.map { "已知的最后一天是 \($0.chinese)。" } ?? "" }
    }
}
