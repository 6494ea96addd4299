import Access
import HTML
import House
import Kit
import Registers

/// A new password for somebody who forgot theirs; taking an account out of use and back.
struct AccountState {
    let visit: Visit
    private var access: AccessStore { visit.house.access }

    private func account() async throws -> Account {
        guard let account = try await access.account(try visit.number("id"), actor: visit.actor) else {
            throw AccessError.noAccount
        }
        if let obstacle = access.obstacle(toManaging: account, actor: visit.actor) { throw obstacle }
        return account
    }

    // MARK: Password

    func askReset() async throws -> Answer {
        let account = try await account()
        return .page(
            Page(
                title: "重设密码", shell: visit.shell(current: "accounts"), caption: account.name,
                back: Link("账号：\(account.name)", "/accounts/\(account.id)"), width: .narrow
            ) {
                warningText("重设以后，原来的密码不能再用，已登录的设备会退出。")
                p("系统会给出一个一次性密码，只显示一次。本人第一次登录时要换成自己的密码。")
                postForm("/accounts/\(account.id)/password", csrf: visit.csrf) {
                    submitButton("重设\(account.name)的密码", .warning)
                }
            })
    }

    func reset() async throws -> Answer {
        let account = try await account()
        let password = try await access.resetPassword(account.id, actor: visit.actor)
        return .page(OneTimePassword(visit: visit).page(account, password, title: "密码已重设"))
    }

    // MARK: In use or not

    func askState() async throws -> Answer {
        .page(statePage(try await account(), errors: []))
    }

    func setState() async throws -> Answer {
        let account = try await account()
        let reason = visit.form["reason"] ?? ""
        do {
            if account.disabled == nil {
                _ = try await access.disableAccount(account.id, reason: reason, actor: visit.actor)
                return .redirect("/accounts", notice: "“\(account.name)”的账号已停用。")
            }
            _ = try await access.enableAccount(account.id, reason: reason, actor: visit.actor)
            return .redirect("/accounts", notice: "“\(account.name)”的账号已重新启用。")
        } catch let error as AccessError {
            let field = error == .reasonMissing ? "reason" : nil
            let errors = [FieldError(field: field, message: error.description)]
            return .page(statePage(account, errors: errors), status: 422)
        }
    }

    private func statePage(_ account: Account, errors: [FieldError]) -> Page {
        let isInUse = account.disabled == nil
        return Page(
            title: isInUse ? "停用账号" : "重新启用账号", shell: visit.shell(current: "accounts"), caption: account.name,
            back: Link("账号：\(account.name)", "/accounts/\(account.id)"), errors: errors, width: .narrow
        ) {
            if isInUse { warningText("停用以后，本人不能登录，已登录的设备会退出。以前做的事和痕迹都还在。") }
            postForm("/accounts/\(account.id)/state", csrf: visit.csrf) {
                textField(
                    Field("reason", isInUse ? "停用的理由" : "重新启用的理由", value: visit.form["reason"] ?? "", errors: errors))
                submitButton(isInUse ? "停用账号" : "重新启用账号", isInUse ? .warning : .primary)
            }
        }
    }
}

/// A password that is shown once and kept nowhere.
struct OneTimePassword {
    let visit: Visit

    /// How many days the password can be used.
    private var days: Int64 { visit.house.access.policy.oneTimeSeconds / 86_400 }

    /// - Parameters:
    ///   - remark: what else whoever made the account should look at.
    ///   - caseload: where people are given to the account, which has none yet.
    func page(
        _ account: Account, _ password: String, title: String, remark: String? = nil, caseload: Caseloads.Lack? = nil
    ) -> Page {
        Page(
            title: title, shell: visit.shell(current: "accounts"), caption: account.name,
            back: Link("账号", "/accounts"), width: .narrow
        ) {
            if let remark { warningText(remark) }
            if let caseload {
                warningText("还没有\(caseload.register.title)分给\(account.name)，本人登录以后看不到任何人。")
                caseload.way(visit)
            }
            confirmation(reference: password, referenceLabel: "一次性密码") {
                p("请当面或用电话告诉\(account.name)：登录名 \(account.signInName)，密码如上。密码只显示这一次，离开这一页就看不到了。")
                p("本人第一次登录时要换成自己的密码。一次性密码 \(days) 天内有效；过期没有登录的，可以再重设一次。")
                linkLine("回到账号", "/accounts")
            }
        }
    }
}
