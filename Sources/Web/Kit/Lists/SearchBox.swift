public import HTML

/// A search: a visible label, a box, a button; the answer is a new address of the same list.
///
/// - Parameter address: the list's present address; all but the search itself and the place in the paging is kept.
public func searchBox(_ field: Field, at address: PageAddress, button label: String = "搜索") -> HTML {
    Element("search")(.class("search")) {
        getForm(address.path, keep: address.without(field.name, pagingName).items) {
            div(.class("field")) {
                HTML.label(field.label, for: field.id)
                if let hint = field.hint { p(hint, .class("hint"), .id("\(field.id)-hint")) }
                div(.class("search-line")) {
                    input(
                        .type("text"), .id(field.id), .name(field.name), .value(field.value), .autocomplete("off"),
                        .aria("describedby", field.describedBy))
                    submitButton(label, .secondary)
                }
            }
        }
    }
}

/// The name under which the place in a list's paging stands in its address; a new search starts at the beginning.
public let pagingName = "after"
