import HTML

/// What every kind of field has: a name, a label, a hint, the value typed so far, and what is wrong with it.
public struct Field: Sendable {
    /// The name it is sent under.
    public var name: String
    /// The label, short and unique on the page.
    public var label: String
    /// One short sentence of help, without links.
    public var hint: String?
    /// What was typed, kept as it was.
    public var value: String
    /// What has to be put right.
    public var error: String?
    /// Whether that is only a question: what was typed may stay as it is.
    public var isQuestion: Bool
    /// Whether it may stay empty; the label then says （选填）.
    public var isOptional: Bool

    /// A field; give it the page's errors and it finds its own.
    public init(
        _ name: String, _ label: String, value: String = "", hint: String? = nil, optional: Bool = false,
        errors: [FieldError] = []
    ) {
        self.name = name
        self.label = label
        self.value = value
        self.hint = hint
        isOptional = optional
        error = errors.first(for: name)?.message
        isQuestion = errors.first(for: name)?.isQuestion ?? false
    }

    /// The id of the field's (first) control, which the error summary links to.
    public var id: String {
        Self.id(of: name)
    }

    static func id(of name: String) -> String {
        "f-" + String(name.map { $0.isLetter || $0.isNumber ? $0 : "-" })
    }

    /// The ids of hint and error for `aria-describedby`.
    var describedBy: String? {
        [hint == nil ? nil : "\(id)-hint", error == nil ? nil : "\(id)-error"].compactMap { $0 }
            .joined(separator: " ").nonEmpty
    }

    /// Attributes that tie a control to its hint and error.
    var ties: [Attribute] {
        [.aria("describedby", describedBy), .aria("invalid", error == nil ? nil : "true")]
    }

    var labelText: String {
        isOptional ? "\(label)（选填）" : label
    }

    var hintAndError: HTML {
        HTML {
            if let hint { p(hint, .class("hint"), .id("\(id)-hint")) }
            if let error {
                p(.class("error"), .id("\(id)-error")) {
                    span(isQuestion ? "请核对：" : "错误：", .class("vh"))
                    error
                }
            }
        }
    }

    /// A control under its label, hint and error.
    func framed(_ control: HTML) -> HTML {
        div(.class(error == nil ? "field" : isQuestion ? "field bad asks" : "field bad")) {
            HTML.label(labelText, for: id)
            hintAndError
            control
        }
    }

    /// Several controls under a legend, hint and error.
    func grouped(_ controls: HTML) -> HTML {
        fieldset(
            .class(error == nil ? "field" : "field bad"), .aria("describedby", describedBy)
        ) {
            legend(labelText)
            hintAndError
            controls
        }
    }
}

extension HTML {
    /// A label, for types that have a property of that name.
    static func label(_ text: String, for id: String) -> HTML {
        Element("label")(text, .for(id))
    }
}
