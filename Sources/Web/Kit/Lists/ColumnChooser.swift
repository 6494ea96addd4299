public import HTML

/// The page where one chooses the columns of a list: a form that leads back to the list with `column` once for each.
///
/// - Parameters:
///   - address: the list's address; its present columns are replaced.
///   - columns: every column there is.
///   - selected: the names of the columns shown now.
public func columnChooser(at address: PageAddress, columns: [Choice], selected: Set<String>) -> HTML {
    getForm(address.path, keep: address.without(columnName).items) {
        checkboxGroup(
            Field(columnName, "列表中显示哪些列", hint: "第一列总是显示。"), columns, selected: selected)
        buttonRow {
            submitButton("显示选中的列")
            a("不改，返回列表", .href(address.text), .class("button secondary"))
        }
    }
}

/// The name under which chosen columns stand in a list's address.
public let columnName = "column"
