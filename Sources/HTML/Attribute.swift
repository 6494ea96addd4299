/// An attribute of an element: the name is a constant of the program, the value is quoted and escaped.
///
/// A `nil` value leaves the attribute out, so a condition needs no second call: `.class(late ? "late" : nil)`.
public struct Attribute: Sendable {
    enum Value: Sendable {
        case absent
        case bare
        case text(String)
    }

    let prefix: StaticString
    let name: StaticString
    let value: Value

    /// An attribute that is not in the list of this room. Addresses go through `href`, `src` and `action` instead.
    public init(_ name: StaticString, _ value: String?) {
        self.init(prefix: "", name, value)
    }

    /// An attribute without value, present or not.
    public init(_ name: StaticString, present: Bool) {
        prefix = ""
        self.name = name
        value = present ? .bare : .absent
    }

    private init(prefix: StaticString, _ name: StaticString, _ value: String?) {
        self.prefix = prefix
        self.name = name
        self.value = value.map(Value.text) ?? .absent
    }

    private init(address name: StaticString, _ value: String?) {
        self.init(name, value.map { Self.isSafe(address: $0) ? $0 : "#" })
    }

    /// `aria-…`
    public static func aria(_ name: StaticString, _ value: String?) -> Attribute {
        Attribute(prefix: "aria-", name, value)
    }

    /// `data-…`
    public static func data(_ name: StaticString, _ value: String?) -> Attribute {
        Attribute(prefix: "data-", name, value)
    }

    /// Where a link goes; an address that could run script or leave for another host unseen becomes `#`.
    public static func href(_ value: String?) -> Attribute { Attribute(address: "href", value) }
    /// Where a picture or script is; checked like `href`.
    public static func src(_ value: String?) -> Attribute { Attribute(address: "src", value) }
    /// Where a form is sent; checked like `href`.
    public static func action(_ value: String?) -> Attribute { Attribute(address: "action", value) }

    /// True for addresses inside the site and for http, https, mailto, tel and sms.
    public static func isSafe(address: String) -> Bool {
        let bytes = Array(address.utf8)
        if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return false }
        let isSlash = { (byte: UInt8) in byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }
        if bytes.count > 1, isSlash(bytes[0]), isSlash(bytes[1]) { return false }
        guard let end = bytes.firstIndex(where: { [UInt8](":/?#\\".utf8).contains($0) }),
            bytes[end] == UInt8(ascii: ":")
        else { return true }
        return ["http", "https", "mailto", "tel", "sms"].contains(
            String(decoding: bytes[..<end], as: UTF8.self).lowercased())
    }
}

extension Attribute {
    /// `autocomplete`: what of the person's own data a field takes.
    public static func autocomplete(_ value: String?) -> Attribute { Attribute("autocomplete", value) }
    /// `class`: names with blanks between.
    public static func `class`(_ value: String?) -> Attribute { Attribute("class", value) }
    /// `checked`
    public static func checked(_ present: Bool = true) -> Attribute { Attribute("checked", present: present) }
    /// `colspan`
    public static func colspan(_ value: Int) -> Attribute { Attribute("colspan", String(value)) }
    /// `for`: the id of the field a label names.
    public static func `for`(_ value: String) -> Attribute { Attribute("for", value) }
    /// `id`
    public static func id(_ value: String?) -> Attribute { Attribute("id", value) }
    /// `label`: the heading of a group of choices.
    public static func label(_ value: String) -> Attribute { Attribute("label", value) }
    /// `lang`: the language of a part that is not Chinese.
    public static func lang(_ value: String?) -> Attribute { Attribute("lang", value) }
    /// `method`
    public static func method(_ value: String) -> Attribute { Attribute("method", value) }
    /// `name`
    public static func name(_ value: String?) -> Attribute { Attribute("name", value) }
    /// `novalidate`: errors are found and told by the server.
    public static var novalidate: Attribute { Attribute("novalidate", present: true) }
    /// `open` of `details`
    public static func open(_ present: Bool = true) -> Attribute { Attribute("open", present: present) }
    /// `role`, where HTML has no element for it.
    public static func role(_ value: String?) -> Attribute { Attribute("role", value) }
    /// `rowspan`
    public static func rowspan(_ value: Int) -> Attribute { Attribute("rowspan", String(value)) }
    /// `scope` of a header cell: `col` or `row`.
    public static func scope(_ value: String) -> Attribute { Attribute("scope", value) }
    /// `selected`
    public static func selected(_ present: Bool = true) -> Attribute { Attribute("selected", present: present) }
    /// `tabindex`: 0 for a region that scrolls, -1 for a place that script or a fragment may focus.
    public static func tabindex(_ value: Int) -> Attribute { Attribute("tabindex", String(value)) }
    /// `type`
    public static func type(_ value: String) -> Attribute { Attribute("type", value) }
    /// `value`
    public static func value(_ value: String?) -> Attribute { Attribute("value", value) }
}
