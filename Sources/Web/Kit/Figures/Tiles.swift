public import HTML

/// A figure of a dashboard, with the list of records behind it.
public struct Tile: Sendable {
    /// What is counted.
    public var label: String
    /// The number, as shown.
    public var number: String
    /// The unit: “人”.
    public var unit: String
    /// The time it covers, and how it changed, in words: “2026年1月至今，比去年同期多 12 人”.
    public var period: String
    /// The list behind it.
    public var href: String
    /// Whether it asks for attention, such as late work.
    public var isUrgent: Bool

    /// A figure.
    public init(
        _ label: String, number: String, unit: String, period: String, href: String, isUrgent: Bool = false
    ) {
        self.label = label
        self.number = number
        self.unit = unit
        self.period = period
        self.href = href
        self.isUrgent = isUrgent
    }
}

/// Figures as a list of links: number, unit, period, change.
///
/// - Parameter label: what the list is called.
public func tiles(_ label: String, _ tiles: [Tile]) -> HTML {
    ul(.class("tiles"), .aria("label", label)) {
        for tile in tiles {
            li(.class(tile.isUrgent ? "urgent" : nil)) {
                a(.href(tile.href)) {
                    span(tile.label, .class("tile-label"))
                    span(.class("tile-figure")) {
                        span(tile.number, .class("tile-number"))
                        span(" \(tile.unit)", .class("tile-unit"))
                    }
                    span(tile.period, .class("tile-period"))
                }
            }
        }
    }
}
