extension Parameter {
    /// Why a text cannot be a value of the parameter, and what to do, in plain Chinese; nil when it can.
    public func mistake(in value: String) -> String? {
        guard kind.accepts(value) else { return "“\(title)”应是\(kind.wanted)。" }
        guard let bounds, !bounds.contains(value), let range else { return nil }
        return "“\(title)”应\(range)，填的是 \(value)。请核对单位和小数点。"
    }

    /// Between what its values lie, in words: “在 0 到 36 个月之间”; nil when nothing is said.
    public var range: String? {
        let unit = (unit ?? (kind == .money ? "元" : nil)).map { " \($0)" } ?? ""
        switch (bounds?.min, bounds?.max) {
        case (let min?, let max?): return "在 \(min) 到 \(max)\(unit)之间"
        case (let min?, nil): return "不小于 \(min)\(unit)"
        case (nil, let max?): return "不大于 \(max)\(unit)"
        case (nil, nil): return nil
        }
    }
}

extension Parameter.Kind {
    /// What a value of this kind looks like.
    fileprivate var wanted: String {
        switch self {
        case .integer: "整数，如 12"
        case .decimal: "数字，如 1.25"
        case .money: "以元为单位的金额，最多两位小数，如 1.50"
        case .text: "文字"
        case .boolean: "是或否"
        case .date: "日期"
        }
    }
}
