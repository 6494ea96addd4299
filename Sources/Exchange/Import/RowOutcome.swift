public import Database

/// What becomes of a row.
public enum RowOutcome: String, Sendable, Hashable, CaseIterable, SQLBindable {
    /// A new record.
    case new
    /// An existing record changes.
    case changed
    /// The record says so already.
    case same
    /// It may be an existing record: a person decides.
    case doubtful
    /// Something is wrong; it is not taken in.
    case refused
    /// It only names whom it is about: a line of a worksheet that nobody worked on.
    case blank

    /// What people read.
    public var title: String {
        switch self {
        case .new: "新增"
        case .changed: "有变化"
        case .same: "无变化"
        case .doubtful: "待确认"
        case .refused: "有错未收"
        case .blank: "没有填写"
        }
    }
}
