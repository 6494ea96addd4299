public import HTML

/// A question with one answer out of few, all of them in view.
public func radioGroup(_ field: Field, _ choices: [Choice]) -> HTML {
    options(field, choices, type: "radio", selected: [field.value])
}

/// A question with any number of answers.
public func checkboxGroup(_ field: Field, _ choices: [Choice], selected: Set<String>) -> HTML {
    options(field, choices, type: "checkbox", selected: selected)
}

/// One statement to agree to; sent as `yes`.
public func checkbox(_ field: Field) -> HTML {
    div(.class(field.error == nil ? "field" : "field bad")) {
        field.hintAndError
        option(
            field.id, field.name, Choice("yes", field.labelText), type: "checkbox",
            isSelected: field.value == "yes", ties: field.ties)
    }
}

/// A list that opens, for staff filters and long code lists; the public is asked with `radioGroup`.
///
/// - Parameter empty: what the choice of nothing is called.
public func selectField(_ field: Field, _ choices: [Choice], empty: String = "请选择") -> HTML {
    selectField(field, empty) { listed(choices, field) }
}

/// A list that opens with its choices under headings, where they are too many for one list.
///
/// - Parameter empty: what the choice of nothing is called.
public func selectField(_ field: Field, groups: [ChoiceGroup], empty: String = "请选择") -> HTML {
    selectField(field, empty) {
        for group in groups {
            HTMLOption.group(.label(group.label)) { listed(group.choices, field) }
        }
    }
}

private func selectField(_ field: Field, _ empty: String, @HTMLBuilder _ choices: () -> HTML) -> HTML {
    let attributes: [Attribute] = [.id(field.id), .name(field.name), .class("w-medium")] + field.ties
    return field.framed(
        select(attributes: attributes) {
            HTMLOption.element(empty, .value(""))
            choices()
        })
}

@HTMLBuilder private func listed(_ choices: [Choice], _ field: Field) -> HTML {
    for choice in choices {
        HTMLOption.element(choice.label, .value(choice.value), .selected(choice.value == field.value))
    }
}

private func options(_ field: Field, _ choices: [Choice], type: String, selected: Set<String>) -> HTML {
    field.grouped(
        div(.class("options")) {
            for (index, choice) in choices.enumerated() {
                option(
                    index == 0 ? field.id : "\(field.id)-\(index + 1)", field.name, choice, type: type,
                    isSelected: selected.contains(choice.value), ties: [])
            }
        })
}

private func option(
    _ id: String, _ name: String, _ choice: Choice, type: String, isSelected: Bool, ties: [Attribute]
) -> HTML {
    let hintID = choice.hint.map { _ in "\(id)-about" }
    let attributes: [Attribute] =
        [.type(type), .id(id), .name(name), .value(choice.value), .checked(isSelected)]
        + (hintID == nil ? ties : [.aria("describedby", hintID)])
    return div(.class("option")) {
        input(attributes: attributes)
        HTML.label(choice.label, for: id)
        if let hint = choice.hint { span(hint, .class("hint"), .id(hintID)) }
    }
}

/// The element `option`, whose name this file uses for a function, and the one that groups them.
private enum HTMLOption {
    static let element = Element("option")
    static let group = Element("optgroup")
}
