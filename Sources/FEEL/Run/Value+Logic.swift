extension Value {
    static func not(_ value: Value) -> Value {
        switch value {
        case .boolean(let boolean): .boolean(!boolean)
        case .null: value
        default: .null(because: "“not”要的是条件（是否），却是\(value.type.chinese)")
        }
    }

    static func conjunction(_ left: Value, _ right: Value) -> Value {
        if case .boolean(false) = left { return left }
        if case .boolean(false) = right { return right }
        return left.isTrue ? right : left
    }

    /// Whether a value is one of a list's, lies in an interval, or equals.
    static func member(_ value: Value, of other: Value) -> Value {
        switch other {
        case .list(let items):
            if case .list = value, equal(value, other) == true { return .boolean(true) }
            let found = items.contains { item in
                if case .range(let range) = item, range.contains(value) == true { return true }
                return equal(value, item) == true
            }
            return .boolean(found)
        case .range(let range):
            if case .range = value { return .boolean(equal(value, other) ?? false) }
            guard let inside = range.contains(value) else {
                return value.isNull ? value : .null(because: "\(value.type.chinese)不能与区间的两端比较")
            }
            return .boolean(inside)
        default:
            if case .list(let items) = value, items.count == 1 { return member(items[0], of: other) }
            guard let same = equal(value, other) else { return mismatch("in", value, other) }
            return .boolean(same)
        }
    }

    static func item(_ items: [Value], at index: Number) -> Value {
        guard let position = index.integer, position != 0 else { return .null(because: "序号应为不是 0 的整数") }
        let place = position > 0 ? position - 1 : items.count + position
        guard items.indices.contains(place) else { return .null(because: "列表没有第 \(position) 项") }
        return items[place]
    }

    static func path(_ value: Value, _ name: String) -> Value {
        switch value {
        case .context(let context): return context[name] ?? .null(because: "没有“\(name)”这一项")
        case .list(let items): return .list(items.map { path($0, name) })
        case .null: return value.reason == nil ? .null(because: "空值没有“\(name)”") : value
        default:
            return Properties.value(of: name, in: value) ?? .null(because: "\(value.type.chinese)没有“\(name)”这一项")
        }
    }
}
