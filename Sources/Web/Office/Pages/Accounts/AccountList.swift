import Access
import Base
import HTML
import House
import Kit
import Registers

/// The accounts that somebody manages.
struct AccountList {
    let visit: Visit

    func answer() async throws -> Answer { try await numbers.answer(page) }
    func search() async throws -> Answer { try await numbers.search(page) }

    private var numbers: NumberSearch { NumberSearch(visit: visit, name: "q") }

    private func page(_ search: String?) async throws -> Answer {
        let accounts = try await visit.house.access.accounts(matching: search, actor: visit.actor)
        return .page(page(accounts, search))
    }

    private func page(_ accounts: [Account], _ search: String?) -> Page {
        Page(
            title: "账号", shell: visit.shell(current: "accounts"), breadcrumb: [Link("工作台", "/")],
            notice: visit.notice, actions: buttonLink("新建账号", "/accounts/new", .primary)
        ) {
            searchBox(Field("q", "按姓名或登录名查找", value: search ?? ""), at: visit.address, posting: visit.csrf)
            if accounts.isEmpty {
                emptyState(search.map { "没有找到“\($0)”" } ?? "还没有您管理的账号")
            } else {
                dataTable(
                    "您管理的账号，\(accounts.count) 个", id: "accounts",
                    columns: [
                        TableColumn("姓名"), TableColumn("登录名"), TableColumn("角色"), TableColumn("数据权限"),
                        TableColumn("责任单位"), TableColumn("最近登录"), TableColumn("状态"),
                    ], rows: accounts.map(row))
            }
        }
    }

    private func row(_ account: Account) -> TableRow {
        let words = AccountWords(visit: visit)
        return TableRow([
            a(account.name, .href("/accounts/\(account.id)"), .aria("label", "\(account.name)（\(account.signInName)）")),
            HTML(account.signInName), HTML(words.roles(account.roles)), HTML(words.scope(account.scope)),
            HTML(account.unit ?? ""), HTML(account.lastSignedInAt?.chinese ?? "还没有登录过"), words.state(account),
        ])
    }
}

/// What stands in an account, in words.
struct AccountWords {
    let visit: Visit

    func roles(_ names: [String]) -> String {
        names.map { visit.house.access.roles.role($0)?.title ?? $0 }.joined(separator: "、")
    }

    func scope(_ scope: RegionScope) -> String {
        switch scope {
        case .everywhere: "全部区划"
        case .within(let codes):
            codes.isEmpty ? "没有" : codes.map { visit.regions.fullName(of: $0) }.joined(separator: "、")
        }
    }

    func state(_ account: Account) -> HTML {
        if let disabled = account.disabled { return tag("已停用：\(disabled.reason)", .problem) }
        return account.mustChangePassword ? tag("等本人改密码", .attention) : tag("在用", .plain)
    }
}
