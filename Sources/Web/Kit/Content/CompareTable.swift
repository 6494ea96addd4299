public import HTML

/// A fact of two records, or of one record before and after.
public struct CompareRow: Sendable {
    /// The name of the fact.
    public var key: String
    /// On the left, or before.
    public var left: HTML
    /// On the right, or after.
    public var right: HTML
    /// The difference in words: “末位不同”; `nil` when both are the same.
    public var difference: String?

    /// A fact.
    public init(_ key: String, _ left: HTML, _ right: HTML, difference: String?) {
        self.key = key
        self.left = left
        self.right = right
        self.difference = difference
    }
}

/// Two records side by side, or old and new; differences are said in words.
///
/// - Parameters:
///   - id: unique on the page.
///   - left: what the left column is called, such as “记录一” or “改前”.
///   - right: what the right column is called.
public func compareTable(
    _ caption: String, id: String = "compare", left: String, right: String, _ rows: [CompareRow]
) -> HTML {
    let shown = { (html: HTML) in html.isEmpty ? span("未填写", .class("missing")) : html }
    return dataTable(
        caption, id: id,
        columns: [
            TableColumn("项目"), TableColumn(left), TableColumn(right), TableColumn("比较"),
        ],
        rows: rows.map { row in
            TableRow([
                HTML(row.key), shown(row.left), shown(row.right),
                row.difference.map { tag($0, .attention) } ?? tag("相同", .plain),
            ])
        })
}
