public import HTML

/// A thing to do, of several that together make up one matter.
public struct TaskItem: Sendable {
    /// What to do.
    public var text: String
    /// Where it is done; `nil` while it cannot be started.
    public var href: String?
    /// The state in words: “已完成”, “未开始”, “还不能开始”.
    public var state: String
    /// Whether work is left; only that is emphasised.
    public var needsWork: Bool
    /// One more line, such as why it cannot be started.
    public var hint: String?

    /// A thing to do.
    public init(_ text: String, href: String?, state: String, needsWork: Bool, hint: String? = nil) {
        self.text = text
        self.href = href
        self.state = state
        self.needsWork = needsWork
        self.hint = hint
    }
}

/// Things to do, each a link over its whole row, the state beside it as words.
///
/// - Parameter id: makes the ids of the states unique when a page has several lists.
public func taskList(_ items: [TaskItem], id: String = "task") -> HTML {
    ul(.class("task-list")) {
        for (index, item) in items.enumerated() {
            let stateID = "\(id)-\(index + 1)-state"
            li {
                div(.class("task-text")) {
                    if let href = item.href {
                        a(item.text, .href(href), .aria("describedby", stateID))
                    } else {
                        span(item.text)
                    }
                    if let hint = item.hint { p(hint, .class("hint")) }
                }
                span(tag(item.state, item.needsWork ? .attention : .plain), .id(stateID), .class("task-state"))
            }
        }
    }
}
