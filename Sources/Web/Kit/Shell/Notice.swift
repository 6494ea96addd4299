public import HTML

/// A message at the top of a page: at most one, and never together with an error summary.
public struct Notice: Sendable {
    /// What the message is about.
    public enum Kind: Sendable {
        /// Something was done.
        case success
        /// Something to know.
        case information
    }

    /// What it is about.
    public var kind: Kind
    /// One sentence.
    public var title: String
    /// What follows from it, such as a link to undo.
    public var detail: HTML

    /// A message.
    public init(_ kind: Kind, _ title: String, detail: HTML = .empty) {
        self.kind = kind
        self.title = title
        self.detail = detail
    }

    var html: HTML {
        let heading = kind == .success ? "已完成" : "提示"
        return div(
            .class(kind == .success ? "notice success" : "notice"), .role("region"),
            .aria("labelledby", "notice-title")
        ) {
            p(heading, .class("notice-kind"), .id("notice-title"))
            div(.class("notice-body")) {
                p(title, .class("notice-title"))
                if !detail.isEmpty { div(detail) }
            }
        }
    }
}
