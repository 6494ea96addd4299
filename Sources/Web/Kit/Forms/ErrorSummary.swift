import HTML

/// All that has to be put right, first thing on the page, each a link to its field.
///
/// The alert is a child of the part that takes the focus: on one element the two race in some screen readers.
func errorSummary(_ errors: [FieldError]) -> HTML {
    div(
        .class(errors.areQuestions ? "error-summary asks" : "error-summary"), .id("error-summary"), .role("group"),
        .tabindex(-1),
        .aria("labelledby", "error-summary-title")
    ) {
        div(.role("alert")) {
            h2(
                errors.areQuestions ? "有 \(errors.count) 处请再核对" : "有 \(errors.count) 处需要修改",
                .id("error-summary-title"))
            ul {
                for error in errors {
                    li {
                        if let field = error.field {
                            a(error.message, .href("#\(Field.id(of: field))"))
                        } else {
                            error.message
                        }
                    }
                }
            }
        }
    }
}
