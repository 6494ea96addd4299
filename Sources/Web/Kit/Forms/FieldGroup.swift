public import HTML

/// Fields that belong together under one legend, such as the parts of an address.
public func fieldGroup(_ title: String, hint: String? = nil, @HTMLBuilder fields: () -> HTML) -> HTML {
    fieldset(.class("group")) {
        legend(title)
        if let hint { p(hint, .class("hint")) }
        fields()
    }
}

/// An address: the place out of a list, and the rest as one line.
public func addressField(_ title: String, region: Field, regions: [Choice], detail: Field) -> HTML {
    fieldGroup(title) {
        selectField(region, regions)
        textField(detail)
    }
}
