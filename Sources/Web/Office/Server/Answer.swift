import Kit

/// What a handler gives back.
enum Answer: Sendable {
    /// A page.
    case page(Page, status: Int = 200)
    /// Another address, with a message that the next page shows.
    case redirect(String, notice: String? = nil)
    /// A file to keep, read from disk and removed afterwards.
    case file(path: String, name: String, mediaType: String)
    /// A file to keep.
    case bytes([UInt8], name: String, mediaType: String)
}
