public import Database

/// What kind of act a trail entry tells of.
public enum TrailKind: String, CaseIterable, Sendable, SQLBindable {
    /// Someone signed in.
    case signedIn = "signed_in"
    /// Someone tried to sign in with a wrong name or password.
    case signInFailed = "sign_in_failed"
    /// Attempts became so many that the next must wait.
    case signInSlowed = "sign_in_slowed"
    /// Someone signed out or ended a session.
    case signedOut = "signed_out"
    /// Someone looked at a secret.
    case secretSeen = "secret_seen"
    /// Records were taken out as a file.
    case exported
    /// A file was taken in.
    case imported
    /// An account was made, changed, disabled or enabled.
    case accountChanged = "account_changed"
    /// An account's roles or scope were changed.
    case rolesChanged = "roles_changed"
    /// A password was changed or reset.
    case passwordChanged = "password_changed"
    /// Packs, parameters or settings were changed.
    case configurationChanged = "configuration_changed"
    /// Keys were made, rotated or retired.
    case keysChanged = "keys_changed"
    /// A record was changed in a way that the trail must tell beside the record's own history.
    case recordChanged = "record_changed"
    /// A round was opened, closed or changed.
    case roundChanged = "round_changed"
    /// A plan was published or changed.
    case planChanged = "plan_changed"
    /// Files whose time was over were taken away.
    case filesCleared = "files_cleared"
    /// A command was run on the server.
    case command

    /// The kind for people: 查看敏感信息.
    public var title: String {
        switch self {
        case .signedIn: "登录"
        case .signInFailed: "登录失败"
        case .signInSlowed: "登录受限"
        case .signedOut: "退出"
        case .secretSeen: "查看敏感信息"
        case .exported: "导出"
        case .imported: "导入"
        case .accountChanged: "账号变更"
        case .rolesChanged: "角色和权限变更"
        case .passwordChanged: "密码变更"
        case .configurationChanged: "配置变更"
        case .keysChanged: "密钥变更"
        case .recordChanged: "记录变更"
        case .roundChanged: "轮次变更"
        case .planChanged: "方案变更"
        case .filesCleared: "清理文件"
        case .command: "服务器命令"
        }
    }
}
