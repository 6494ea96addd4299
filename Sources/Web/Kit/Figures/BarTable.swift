public import HTML

/// A line of a bar table.
public struct BarRow: Sendable {
    /// What the line is about; a link to what is behind it.
    public var label: HTML
    /// The length of the bar; only for drawing.
    public var value: Double
    /// The value as it is read, with its unit.
    public var text: String

    /// A line.
    public init(_ label: HTML, value: Double, text: String) {
        self.label = label
        self.value = value
        self.text = text
    }
}

/// Values compared by bars inside a table: real text, which reflows and is read out.
///
/// - Parameters:
///   - heading: what and how many, or the finding.
///   - full: the value of a whole bar; without it the largest value.
public func barTable(
    _ heading: String, id: String = "bars", labelTitle: String, valueTitle: String, _ rows: [BarRow],
    full: Double? = nil
) -> HTML {
    let full = full ?? rows.map(\.value).max() ?? 0
    return div(.class("table-region"), .role("region"), .tabindex(0), .aria("labelledby", "\(id)-caption")) {
        table(.class("data bars"), .id(id)) {
            caption(heading, .id("\(id)-caption"))
            thead {
                tr {
                    th(labelTitle, .scope("col"))
                    th(valueTitle, .scope("col"))
                }
            }
            tbody {
                for row in rows {
                    tr {
                        th(row.label, .scope("row"))
                        td {
                            span(row.text, .class("bar-text"))
                            bar(full > 0 ? row.value / full : 0)
                        }
                    }
                }
            }
        }
    }
}
