public import HTML

/// A part of a page under its own heading.
///
/// - Parameters:
///   - id: a place to link to; the heading gets `id-title`.
///   - actions: links or buttons beside the heading.
///   - level: 2 right below the page's heading, 3 inside another panel.
public func panel(
    _ heading: String, id: String? = nil, actions: HTML = .empty, level: Int = 2, @HTMLBuilder content: () -> HTML
) -> HTML {
    section(.class("panel"), .id(id), .aria("labelledby", id.map { "\($0)-title" })) {
        div(.class("panel-head")) {
            (level == 3 ? h3 : h2)(heading, .id(id.map { "\($0)-title" }))
            if !actions.isEmpty { div(actions, .class("panel-actions")) }
        }
        content()
    }
}

/// Panels side by side where there is room.
public func columns(@HTMLBuilder _ content: () -> HTML) -> HTML {
    div(.class("columns"), content: content)
}

/// Who a record is about, on top of each of its pages.
///
/// - Parameter facts: a few names and values that tell this record from others.
public func identityBar(_ facts: [SummaryRow]) -> HTML {
    dl(.class("identity")) {
        for fact in facts {
            div {
                dt(fact.key)
                dd(fact.value)
            }
        }
    }
}
