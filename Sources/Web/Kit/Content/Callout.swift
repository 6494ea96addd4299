public import HTML

/// Text that stands out a little, such as why a page can only be read.
public func inset(@HTMLBuilder _ content: () -> HTML) -> HTML {
    div(.class("inset"), content: content)
}

/// A warning: what can go wrong, before it does.
public func warningText(_ text: String) -> HTML {
    div(.class("warning-text")) {
        span("!", .class("warning-mark"), .aria("hidden", "true"))
        p {
            span("注意：", .class("vh"))
            strong(text)
        }
    }
}

/// What only few people need, folded away.
public func disclosure(_ heading: String, isOpen: Bool = false, @HTMLBuilder content: () -> HTML) -> HTML {
    details(.class("disclosure"), .open(isOpen)) {
        summary(heading)
        div(.class("disclosure-body"), content: content)
    }
}

/// Says that there is nothing here, and what to do next.
public func emptyState(_ heading: String, @HTMLBuilder next: () -> HTML = { .empty }) -> HTML {
    div(.class("empty")) {
        p(heading, .class("empty-title"))
        next()
    }
}

/// After something was sent: the number to keep, and what happens next.
public func confirmation(reference: String?, referenceLabel: String = "编号", @HTMLBuilder next: () -> HTML) -> HTML {
    HTML {
        if let reference {
            div(.class("reference")) {
                p {
                    referenceLabel
                    br()
                    strong(reference)
                }
            }
        }
        h2("接下来")
        next()
    }
}
