/// Why something was refused. The description is for the person who tried it.
public enum AccessError: Error, Hashable, Sendable {
    /// No role of the actor allows it.
    case notAllowed(Verb, String)
    /// The region lies outside the actor's scope.
    case outOfScope(String?)
    /// The record belongs to people whom somebody else looks after.
    case notInCaseload
    /// The account is not there, or not one that the actor manages.
    case noAccount
    /// Someone else has the sign-in name.
    case signInNameTaken(String)
    /// The sign-in name has a form that cannot be used.
    case signInNameForm
    /// The name for people is empty or too long.
    case nameForm
    /// The packs have no such role.
    case noRole(String)
    /// The actor may not give or take the role.
    case roleNotGrantable(String)
    /// One person must not hold these roles together.
    case rolesConflict([String], because: String)
    /// The role needs a responsible unit.
    case unitMissing(role: String)
    /// Nobody changes their own roles, scope or state.
    case ownAccount
    /// The password cannot be used.
    case password(PasswordFault)
    /// The old password is not right.
    case wrongPassword
    /// Too many wrong passwords; seconds to wait.
    case wait(seconds: Int)
    /// A reason must be given.
    case reasonMissing
    /// Someone else changed the account since it was read.
    case accountChanged
}

extension AccessError: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .notAllowed(let verb, let what):
            "您的角色不能做这件事（\(verb.title)：\(what)）。需要时请向管理员申请。"
        case .outOfScope(let region?): "区划 \(region) 不在您的数据权限内。需要时请向管理员申请。"
        case .outOfScope(nil): "这条记录没有填区划，只有全部区划权限的人能处理。"
        case .notInCaseload: "这个人没有分给您，您只能办分给自己的人。需要时请联系管这件事的经办。"
        case .noAccount: "没有这个账号，或它不归您管理。"
        case .signInNameTaken(let name): "登录名“\(name)”已有人用，请换一个。"
        case .signInNameForm: "登录名用 2 到 32 个字母、数字、汉字，或其中的点、横线、下划线，例如 wangfang。"
        case .nameForm: "请填写姓名，不超过 40 个字。"
        case .noRole(let name): "没有“\(name)”这个角色。"
        case .roleNotGrantable(let title): "您不能授予或管理“\(title)”角色的账号。请找系统管理员。"
        case .rolesConflict(let titles, let because): "“\(titles.joined(separator: "”和“"))”不能由同一个人担任：\(because)"
        case .unitMissing(let role): "“\(role)”角色的账号要填责任单位。"
        case .ownAccount: "不能改自己账号的角色、数据权限和状态。请找另一位管理员。"
        case .password(let fault): fault.description
        case .wrongPassword: "原密码不对，请重新输入。"
        case .wait(let seconds): "输错密码的次数太多，请 \(Waiting.words(seconds))后再试。"
        case .reasonMissing: "请填写理由。"
        case .accountChanged: "这个账号刚被别人改过，请重新打开后再改。"
        }
    }
}

/// A waiting time for people.
enum Waiting {
    /// `40 秒`, `3 分钟`; minutes are rounded up.
    static func words(_ seconds: Int) -> String {
        seconds < 60 ? "\(max(1, seconds)) 秒" : "\((seconds + 59) / 60) 分钟"
    }
}
