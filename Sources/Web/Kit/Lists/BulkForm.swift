public import HTML

/// A table whose rows can be chosen, with what can be done to them. The server asks back when nothing was chosen,
/// and shows what will happen before it happens.
///
/// - Parameters:
///   - allName: the name of the box “选择全部”; sent as `yes`.
///   - total: how many records the list holds over all its pages.
///   - shown: how many rows this page shows.
///   - errors: the page's errors; one for `allName` says what to do when nothing was chosen.
///   - buttons: submit buttons with a `name` and a `value` that say what to do.
public func bulkForm(
    _ action: String, csrf: String, allName: String = "all", total: Int, shown: Int, unit: String = "条",
    errors: [FieldError] = [], @HTMLBuilder buttons: () -> HTML, @HTMLBuilder table: () -> HTML
) -> HTML {
    let all = Field(allName, "选择全部 \(grouped(total)) \(unit)，包括其他页上的", errors: errors)
    let bar = fieldset(.class("bulk")) {
        legend("对选中的记录")
        if total > shown {
            checkbox(all)
        } else {
            // Nothing to tick here, but the error summary must have a place to lead to.
            div(all.hintAndError, .id(all.id), .tabindex(-1))
        }
        buttonRow(buttons)
    }
    return postForm(action, csrf: csrf) {
        table()
        bar
    }
}
