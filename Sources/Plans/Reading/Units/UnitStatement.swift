/// A place in the text that says who is responsible.
struct UnitStatement {
    /// Brackets included.
    var range: Range<Int>
    var mentions: [UnitListReader.Mention]
    /// Times given beside the offices, such as 完成时限.
    var times: [Range<Int>] = []
    /// Names that could not be read.
    var unread: [Range<Int>] = []
    /// 列第一位者为牵头单位
    var firstLeads = false
    /// 以下均需各县区政府负责，不再列出
    var standing: [UnitListReader.Mention] = []
    var isUnclosed = false
    /// A line of its own: it closes all that stands above it in its section.
    var isOwnLine = false
}
