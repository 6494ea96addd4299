public import HTML

/// One row of a form that takes any number of them: its fields side by side where there is room, and what can be done
/// with it.
///
/// - Parameters:
///   - title: which row it is, such as “第 1 行”.
///   - actions: the button that takes it away.
public func rowFields(_ title: String, actions: HTML, @HTMLBuilder fields: () -> HTML) -> HTML {
    fieldset(.class("group row-group")) {
        legend(title)
        div(.class("row-fields"), content: fields)
        div(actions, .class("row-actions"))
    }
}

/// The button that the Enter key stands for in a form whose first button would do something else, such as take a row away.
public func defaultButton(_ label: String) -> HTML {
    button(label, Attribute("hidden", present: true))
}
