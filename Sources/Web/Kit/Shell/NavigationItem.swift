/// An entry of the service navigation or of the sections of a record.
public struct NavigationItem: Sendable, Equatable {
    /// What is shown.
    public var text: String
    /// The address.
    public var href: String
    /// Whether the page shown belongs to this entry.
    public var isCurrent: Bool
    /// How many things wait there; left out when `nil`.
    public var count: Int?

    /// An entry.
    public init(_ text: String, _ href: String, isCurrent: Bool = false, count: Int? = nil) {
        self.text = text
        self.href = href
        self.isCurrent = isCurrent
        self.count = count
    }
}
