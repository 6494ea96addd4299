public import HTML

/// What a line of text holds: decides the keyboard of a phone, the width, and what a browser may fill in.
public enum TextKind: Sendable {
    /// Any short text.
    case text
    /// The name of a person that the user looks after.
    case name
    /// A telephone number of such a person.
    case phone
    /// 公民身份号码
    case citizenID
    /// 残疾人证号
    case certificate
    /// 统一社会信用代码
    case creditCode
    /// A bank account.
    case bankAccount
    /// A whole number.
    case integer
    /// A number with a fraction.
    case decimal
    /// 元
    case money
    /// %
    case percent
    /// The user's own account.
    case username
    /// The user's own password.
    case password
    /// A password the user is choosing.
    case newPassword
    /// A code sent to the user.
    case oneTimeCode

    var width: String {
        switch self {
        case .text, .username, .password, .newPassword: "w-medium"
        case .name, .phone, .oneTimeCode, .money, .decimal: "w-short"
        case .citizenID, .certificate, .creditCode, .bankAccount: "w-code"
        case .integer, .percent: "w-number"
        }
    }

    var unit: String? {
        switch self {
        case .money: "元"
        case .percent: "%"
        default: nil
        }
    }

    var attributes: [Attribute] {
        switch self {
        case .text: [.type("text"), .autocomplete("off")]
        case .name: [.type("text"), .autocomplete("off"), Attribute("spellcheck", "false")]
        case .phone: [.type("tel"), .autocomplete("off"), Attribute("inputmode", "tel")]
        case .citizenID, .certificate, .creditCode:
            [.type("text"), .autocomplete("off"), Attribute("spellcheck", "false")]
        case .bankAccount, .integer:
            [.type("text"), .autocomplete("off"), Attribute("inputmode", "numeric")]
        case .decimal, .money, .percent:
            [.type("text"), .autocomplete("off"), Attribute("inputmode", "decimal")]
        case .username: [.type("text"), .autocomplete("username"), Attribute("spellcheck", "false")]
        case .password: [.type("password"), .autocomplete("current-password")]
        case .newPassword: [.type("password"), .autocomplete("new-password")]
        case .oneTimeCode: [.type("text"), .autocomplete("one-time-code"), Attribute("inputmode", "numeric")]
        }
    }
}

/// A line of text. Nothing typed is ever cut or refused in the browser: the server checks and says what to do.
///
/// - Parameter unit: what stands after the box, such as “人”; money and percent bring their own.
public func textField(_ field: Field, _ kind: TextKind = .text, unit: String? = nil) -> HTML {
    let isSecret = kind == .password || kind == .newPassword
    let attributes: [Attribute] =
        kind.attributes + [
            .id(field.id), .name(field.name), .class(kind.width), .value(isSecret ? nil : field.value),
        ] + field.ties
    let box = input(attributes: attributes)
    guard let unit = unit ?? kind.unit else { return field.framed(box) }
    return field.framed(
        span(.class("with-unit")) {
            box
            span(unit, .class("unit"), .aria("hidden", "true"))
        })
}

/// Several lines of text. A limit is said in the hint and counted by script where there is one; typing is never blocked.
public func textArea(_ field: Field, rows: Int = 5, limit: Int? = nil) -> HTML {
    var field = field
    if let limit {
        field.hint = [field.hint, "最多 \(grouped(limit)) 字。"].compactMap { $0 }.joined()
    }
    let attributes: [Attribute] =
        [
            .id(field.id), .name(field.name), Attribute("rows", String(rows)), .autocomplete("off"),
            .data("limit", limit.map(String.init)),
        ] + field.ties
    // A browser drops one line break right after the start tag, so one is put there for it to drop.
    let area = textarea(attributes: attributes) {
        HTML.raw("\n")
        field.value
    }
    return field.framed(area)
}

/// A value that is sent along unseen.
public func hiddenField(_ name: String, _ value: String) -> HTML {
    input(.type("hidden"), .name(name), .value(value))
}
