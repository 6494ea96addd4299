public import HTML

/// The name of the hidden field that proves a form came from our own page.
public let csrfFieldName = "csrf"

/// A form that changes something. The browser checks nothing; the answer comes back at the page's main part,
/// where the error summary stands, also without script.
public func postForm(
    _ action: String, csrf: String, id: String? = nil, multipart: Bool = false, @HTMLBuilder content: () -> HTML
) -> HTML {
    form(
        .method("post"), .action(action.contains("#") ? action : "\(action)#main"), .id(id), .novalidate,
        Attribute("enctype", multipart ? "multipart/form-data" : nil)
    ) {
        hiddenField(csrfFieldName, csrf)
        content()
    }
}

/// A form that only asks, such as a search or a filter: its fields become the address of the result.
///
/// - Parameter keep: what of the present address stays, sent as hidden fields.
public func getForm(
    _ action: String, keep: [PageAddress.Item] = [], label: String? = nil, @HTMLBuilder content: () -> HTML
) -> HTML {
    form(.method("get"), .action(action), .novalidate, .aria("label", label)) {
        for item in keep { hiddenField(item.name, item.value) }
        content()
    }
}
