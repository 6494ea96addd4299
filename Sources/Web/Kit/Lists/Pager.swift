public import HTML

/// Where one is in a list, and the way to the neighbouring parts.
///
/// - Parameters:
///   - text: “第 1–50 条，共 20,000 条”.
///   - previous: the address of the part before, if there is one.
///   - next: the address of the part after.
///   - label: what the navigation is called; must differ where a page has one above and one below its table.
public func pager(_ text: String, previous: String?, next: String?, label: String = "翻页") -> HTML {
    nav(.class("pager"), .aria("label", label)) {
        p(text)
        if previous != nil || next != nil {
            ul {
                if let previous { li(a("← 上一页", .href(previous), .class("button secondary"), .rel("prev"))) }
                if let next { li(a("下一页 →", .href(next), .class("button secondary"), .rel("next"))) }
            }
        }
    }
}

extension Attribute {
    /// `rel`
    static func rel(_ value: String) -> Attribute { Attribute("rel", value) }
}
