public import HTML

/// A column of a table.
public struct TableColumn: Sendable {
    /// The order rows stand in by this column.
    public enum Order: String, Sendable {
        /// Smallest first.
        case ascending
        /// Largest first.
        case descending
    }

    /// The head.
    public var title: String
    /// Whether it holds numbers, which are set to the right.
    public var isNumber: Bool
    /// Where the head leads, to put the rows in order by this column.
    public var sortHref: String?
    /// The present order, on the one column that the rows are sorted by.
    public var order: Order?

    /// A column.
    public init(_ title: String, isNumber: Bool = false, sortHref: String? = nil, order: Order? = nil) {
        self.title = title
        self.isNumber = isNumber
        self.sortHref = sortHref
        self.order = order
    }
}

/// A row of a table.
public struct TableRow: Sendable {
    /// One piece for each column.
    public var cells: [HTML]
    /// What is sent when the row is chosen.
    public var value: String
    /// What the row is called when it can be chosen, such as the person's name.
    public var name: String

    /// A row; `value` and `name` are needed where rows can be chosen.
    public init(_ cells: [HTML], value: String = "", name: String = "") {
        self.cells = cells
        self.value = value
        self.name = name
    }
}

/// What a table does on a narrow screen.
public enum NarrowTable: Sendable {
    /// Each row becomes a small card with the heads before the values.
    case stacked
    /// The table scrolls sideways inside its region: for figures that must be compared down a column.
    case scrolled
}

/// A table with a caption that says what and how many, in a named region that scrolls by keyboard when it must.
///
/// The first column is the head of its row and holds the link to the record.
///
/// - Parameters:
///   - id: unique on the page.
///   - choosing: the name under which chosen rows are sent; the table must then stand in a form (see `bulkForm`).
///   - chosen: the values of the rows that are ticked.
///   - footer: a last row, such as the sum.
public func dataTable(
    _ heading: String, id: String = "list", columns: [TableColumn], rows: [TableRow],
    narrow: NarrowTable = .stacked, choosing: String? = nil, chosen: Set<String> = [], footer: [HTML] = []
) -> HTML {
    div(
        .class(regionClass(columns, narrow)), .role("region"), .tabindex(0), .aria("labelledby", "\(id)-caption")
    ) {
        table(.class("data"), .id(id), .role("table")) {
            caption(heading, .id("\(id)-caption"))
            thead(.role("rowgroup")) {
                tr(.role("row")) {
                    if choosing != nil { th("选择", .scope("col"), .role("columnheader"), .class("pick")) }
                    for column in columns { columnHead(column) }
                }
            }
            tbody(.role("rowgroup")) {
                for (index, row) in rows.enumerated() {
                    tr(.role("row")) {
                        if let choosing {
                            pickCell(
                                row, name: choosing, id: "\(id)-\(index + 1)", isChosen: chosen.contains(row.value))
                        }
                        rowCells(row.cells, columns)
                    }
                }
            }
            if !footer.isEmpty {
                tfoot(.role("rowgroup")) {
                    tr(.role("row")) {
                        if choosing != nil { td(.role("cell")) {} }
                        rowCells(footer, columns)
                    }
                }
            }
        }
    }
}

private func regionClass(_ columns: [TableColumn], _ narrow: NarrowTable) -> String {
    switch narrow {
    case .scrolled: "table-region"
    case .stacked: columns.contains { $0.sortHref != nil } ? "table-region stacked sorting" : "table-region stacked"
    }
}

private func columnHead(_ column: TableColumn) -> HTML {
    th(
        .scope("col"), .role("columnheader"), .class(headClass(column)), .aria("sort", column.order?.rawValue)
    ) {
        if let href = column.sortHref {
            a(.href(href), .class("sort")) {
                column.title
                span(
                    column.order == nil ? "↕" : column.order == .ascending ? "↑" : "↓", .class("arrow"),
                    .aria("hidden", "true"))
            }
        } else {
            column.title
        }
    }
}

private func headClass(_ column: TableColumn) -> String? {
    [column.isNumber ? "n" : nil, column.sortHref == nil ? nil : "sortable"].compactMap { $0 }
        .joined(separator: " ").nonEmpty
}

private func pickCell(_ row: TableRow, name: String, id: String, isChosen: Bool) -> HTML {
    td(.role("cell"), .class("pick")) {
        span(.class("option")) {
            input(.type("checkbox"), .id("\(id)-pick"), .name(name), .value(row.value), .checked(isChosen))
            Element("label")(.for("\(id)-pick")) { span("选择\(row.name)", .class("vh")) }
        }
    }
}

private func rowCells(_ cells: [HTML], _ columns: [TableColumn]) -> HTML {
    HTML {
        for (column, cell) in zip(columns.indices, cells) {
            if column == 0 {
                th(cell, .scope("row"), .role("rowheader"))
            } else {
                td(.role("cell"), .class(columns[column].isNumber ? "n" : nil)) {
                    span(.class("cell-head"), .aria("hidden", "true")) { "\(columns[column].title)：" }
                    div(cell, .class("cell"))
                }
            }
        }
    }
}
