/// What may be done. Of what, a second word says: a register's name, or an action.
public enum Verb: String, CaseIterable, Sendable {
    /// See a register's records.
    case read
    /// Add and change a register's records.
    case write
    /// Take a register's records out as a file.
    case export
    /// Take a file into a register.
    case `import`
    /// Rounds: `read`, `open`, `work`, `close`.
    case rounds
    /// Plans: `read`, `progress`, `edit`, `publish`.
    case plans
    /// Values of the law with their dates: `propose`, `confirm`.
    case parameters
    /// Decisions of the packs: `read`, which is also to ask them.
    case decisions
    /// Administration: `accounts`, `trail`, `regions`, `configuration`, `keys`.
    case admin

    /// The actions that this verb knows; nil where the second word is a register's name.
    public var actions: [String]? {
        switch self {
        case .read, .write, .export, .import: nil
        case .rounds: ["read", "open", "work", "close"]
        case .plans: ["read", "progress", "edit", "publish"]
        case .parameters: ["propose", "confirm"]
        case .decisions: ["read"]
        case .admin: ["accounts", "trail", "regions", "configuration", "keys"]
        }
    }

    /// The verb for people: 查看.
    public var title: String {
        switch self {
        case .read: "查看"
        case .write: "登记和修改"
        case .export: "导出"
        case .import: "导入"
        case .rounds: "轮次"
        case .plans: "方案"
        case .parameters: "参数"
        case .decisions: "决策"
        case .admin: "管理"
        }
    }
}
