/// A way to reach a human, shown in the same place on every page (WCAG 2.2, 3.2.6).
public struct HelpContact: Sendable, Equatable {
    /// What kind of contact: “电话”, “短信”, “柜台”.
    public var kind: String
    /// The number, address or opening hours.
    public var text: String
    /// A `tel:` or `sms:` address, when there is one.
    public var href: String?

    /// A contact.
    public init(kind: String, text: String, href: String? = nil) {
        self.kind = kind
        self.text = text
        self.href = href
    }
}
