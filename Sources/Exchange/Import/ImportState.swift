/// How far an import has come.
public enum ImportState: String, Sendable, Hashable, CaseIterable {
    /// The file is in; columns are proposed.
    case uploaded
    /// The columns are confirmed.
    case mapped
    /// The dry run is going on, or was interrupted.
    case checking
    /// The dry run is done.
    case checked
    /// The dry run is done and found nothing to write: the import is over, but may be read in another way.
    case settled
    /// Rows are being written, or this was interrupted.
    case applying
    /// The rows are in.
    case applied
    /// Given up; nothing further is written.
    case abandoned

    /// Whether nothing more of the import is applied: what is decided later of one of its rows is written at once.
    public var isOver: Bool { self == .applied || self == .settled || self == .abandoned }

    /// What people read.
    public var title: String {
        switch self {
        case .uploaded: "已上传"
        case .mapped: "已对应栏目"
        case .checking: "正在核对"
        case .checked: "已核对，待导入"
        case .settled: "没有要写入的，已结束"
        case .applying: "正在导入"
        case .applied: "已导入"
        case .abandoned: "已放弃"
        }
    }
}
