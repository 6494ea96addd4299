import Base

/// All parameters of an installation.
public struct ParameterBook: Sendable {
    /// The parameters, those of core first.
    public private(set) var list: [Parameter] = []
    private var index: [String: Int] = [:]

    init() {}

    /// The parameter of this name.
    public subscript(name: String) -> Parameter? {
        index[name].map { list[$0] }
    }

    /// The parameter that decisions call by this path, as `保障金.安排比例`.
    public func parameter(path: String) -> Parameter? { list.first { $0.path == path } }

    /// Adds a parameter, or its values to the one of the same name.
    mutating func add(_ parameter: Parameter) {
        if let known = index[parameter.name] {
            list[known].entries += parameter.entries
        } else {
            index[parameter.name] = list.count
            list.append(parameter)
        }
    }

    /// The same parameters with a value laid over: in its region and time it holds alone, before and after it what held.
    /// A book laid over for a question is a what-if.
    public func overlaid(_ name: String, with entry: Parameter.Entry) -> ParameterBook {
        guard let position = index[name] else { return self }
        var book = self
        let others = book.list[position].entries.flatMap { other in
            other.region == entry.region ? other.outside(entry.period) : [other]
        }
        book.list[position].entries = others + [entry]
        return book
    }
}

extension Parameter.Entry {
    /// What is left of it before and after a time.
    fileprivate func outside(_ period: Period) -> [Parameter.Entry] {
        let before = period.from.flatMap { first in cut(from: self.period.from, to: min(first.adding(days: -1), end)) }
        let after = period.to.flatMap { last in cut(from: max(last.adding(days: 1), start), to: self.period.to) }
        return [before, after].compactMap { $0 }
    }

    private var start: Day { period.from ?? Day(number: .min) }
    private var end: Day { period.to ?? Day(number: .max) }

    private func cut(from: Day?, to: Day?) -> Parameter.Entry? {
        let last = to == Day(number: .max) ? nil : to
        let first = from == Day(number: .min) ? nil : from
        guard let left = Period(from: first, to: last) else { return nil }
        var entry = self
        entry.period = left
        return entry
    }
}
