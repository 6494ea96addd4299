public import HTML

/// A file to download, with format and size said before.
public struct ExportLink: Sendable {
    /// The format: “XLSX”, “CSV”.
    public var format: String
    /// About how large, in words: “约 1.2 MB”.
    public var size: String
    /// The address.
    public var href: String

    /// A file.
    public init(format: String, size: String, href: String) {
        self.format = format
        self.size = size
        self.href = href
    }
}

/// Downloads of what a list or figure shows.
///
/// - Parameter what: what is downloaded: “这份名单”.
public func exportLinks(_ what: String, _ links: [ExportLink]) -> HTML {
    ul(.class("downloads"), .aria("label", "下载\(what)")) {
        for link in links { li(a("下载\(what)（\(link.format)，\(link.size)）", .href(link.href))) }
    }
}
