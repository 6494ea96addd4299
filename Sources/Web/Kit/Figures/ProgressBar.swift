public import HTML

/// How far something is: in words, with a bar that only repeats them.
public func progressBar(done: Int, of total: Int, unit: String, verb: String = "已完成") -> HTML {
    let share = total > 0 ? Double(done) / Double(total) : 0
    return div(.class("progress")) {
        bar(share)
        p(progressWords(done: done, of: total, unit: unit, verb: verb))
    }
}

/// “已完成 120 户，共 200 户（60%）”; the share is rounded down, so that 100% means all.
public func progressWords(done: Int, of total: Int, unit: String, verb: String = "已完成") -> String {
    let words = "\(verb) \(grouped(done)) \(unit)，共 \(grouped(total)) \(unit)"
    return total > 0 ? "\(words)（\(done * 100 / total)%）" : words
}

/// A bar of the given share of its width, drawn by attributes since the page allows no inline style.
func bar(_ share: Double) -> HTML {
    let length = share > 0 ? min(1, share) * 100 : 0
    return svg(
        .class("bar"), Attribute("viewBox", "0 0 100 8"), Attribute("preserveAspectRatio", "none"),
        .aria("hidden", "true"), Attribute("focusable", "false")
    ) {
        Element("rect")(.class("bar-track"), Attribute("width", "100"), Attribute("height", "8")) {}
        Element("rect")(
            .class("bar-fill"), Attribute("width", coordinate(length)), Attribute("height", "8")
        ) {}
    }
}

/// A coordinate with one digit after the point.
func coordinate(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    let tenths = Int(value * 10 + (value < 0 ? -0.5 : 0.5))
    return tenths.isMultiple(of: 10)
        ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
}
