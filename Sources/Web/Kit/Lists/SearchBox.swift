public import HTML

/// A search: a visible label, a box, a button; the answer is a new address of the same list.
///
/// - Parameters:
///   - address: the list's present address; all but the search itself and the place in the paging is kept.
///   - csrf: where people look for numbers of persons, the token with which the search is sent as a form, so that a number
///     never stands in an address; the page decides what may.
public func searchBox(
    _ field: Field, at address: PageAddress, posting csrf: String? = nil, button label: String = "搜索"
) -> HTML {
    let start = address.without(field.name, pagingName)
    let line = div(.class("field")) {
        HTML.label(field.label, for: field.id)
        if let hint = field.hint { p(hint, .class("hint"), .id("\(field.id)-hint")) }
        div(.class("search-line")) {
            input(
                .type("text"), .id(field.id), .name(field.name), .value(field.value), .autocomplete("off"),
                .aria("describedby", field.describedBy))
            submitButton(label, .secondary)
        }
    }
    return Element("search")(.class("search")) {
        if let csrf {
            postForm(start.text, csrf: csrf) { line }
        } else {
            getForm(start.path, keep: start.items) { line }
        }
    }
}

/// The name under which the place in a list's paging stands in its address; a new search starts at the beginning.
public let pagingName = "after"
