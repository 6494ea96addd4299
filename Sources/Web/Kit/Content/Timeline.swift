public import HTML

/// Something that happened to a person, an employer, or a case.
public struct TimelineEntry: Sendable {
    /// The full date, as shown: “2026年3月5日”.
    public var date: String
    /// What happened.
    public var heading: String
    /// Who did it, with the role: “李红（专职委员）”.
    public var who: String
    /// More, such as a link to the record.
    public var detail: HTML

    /// An event.
    public init(date: String, heading: String, who: String, detail: HTML = .empty) {
        self.date = date
        self.heading = heading
        self.who = who
        self.detail = detail
    }
}

/// What happened, the newest first.
///
/// - Parameter level: level of the headings, one below the heading the timeline stands under.
public func timeline(_ entries: [TimelineEntry], level: Int = 3) -> HTML {
    ol(.class("timeline")) {
        for entry in entries {
            li {
                (level == 4 ? h4 : h3)(entry.heading)
                p(.class("timeline-when")) { "\(entry.date) · \(entry.who)" }
                if !entry.detail.isEmpty { div(entry.detail) }
            }
        }
    }
}
