import Access
import Database
import House

/// The first account of an empty installation.
enum FirstAccount {
    /// Makes an administrator when there is no account yet; gives what the operator must be told.
    static func make(_ house: House) async throws -> String? {
        // Of several processes that start together one makes it.
        try await house.database.withAdvisoryLock("first-account", wait: .seconds(60)) {
            try await makeAlone(house)
        } ?? nil
    }

    private static func makeAlone(_ house: House) async throws -> String? {
        let system = Access.Actor.system(reason: "建立第一个账号")
        guard try await house.access.accounts(actor: system).isEmpty else { return nil }
        let draft = AccountDraft(
            signInName: "admin", name: "系统管理员", roles: ["system"], scope: .everywhere, unit: nil)
        let made = try await house.access.createAccount(draft, actor: system)
        return "已建立第一个账号 admin，一次性密码：\(made.oneTimePassword ?? "")（第一次登录时要换掉）"
    }
}
