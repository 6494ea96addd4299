public import HTML

/// A line of a summary list: what it is called, what it is, and a way to change it.
public struct SummaryRow: Sendable {
    /// The name of the fact.
    public var key: String
    /// The fact; nothing shows as “未填写”.
    public var value: HTML
    /// What can be done about it; the link is read out together with the key.
    public var action: Link?

    /// A line; `action` usually is `Link("修改", …)`.
    public init(_ key: String, _ value: HTML, action: Link? = nil) {
        self.key = key
        self.value = value
        self.action = action
    }

    /// A line of plain text.
    public init(_ key: String, _ text: String, action: Link? = nil) {
        self.init(key, HTML(text), action: action)
    }
}

/// Facts, or answers to check before something is sent.
public func summaryList(_ rows: [SummaryRow]) -> HTML {
    let hasActions = rows.contains { $0.action != nil }
    return dl(.class(hasActions ? "summary-list with-actions" : "summary-list")) {
        for row in rows {
            div {
                dt(row.key)
                dd(row.value.isEmpty ? span("未填写", .class("missing")) : row.value)
                if let action = row.action {
                    dd(.class("summary-action")) {
                        a(.href(action.href)) {
                            action.text
                            span(row.key, .class("vh"))
                        }
                    }
                }
            }
        }
    }
}
