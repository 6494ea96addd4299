import Access
import Base
import HTML
import House
import Kit
import Plans
import Registers

/// Making an account, and changing its name, roles, regions and unit.
struct AccountForm {
    let visit: Visit
    private var access: AccessStore { visit.house.access }

    private struct Typed {
        var signInName = ""
        var name = ""
        var roles: Set<String> = []
        var scope = ""
        var unit = ""
    }

    // MARK: New

    func startNew() async throws -> Answer {
        try visit.actor.require(.admin, "accounts")
        return .page(newPage(Typed(), errors: []))
    }

    func create() async throws -> Answer {
        try visit.actor.require(.admin, "accounts")
        let typed = sent
        do {
            let (account, password) = try await access.createAccount(try draft(typed), actor: visit.actor)
            return .page(
                OneTimePassword(visit: visit).page(
                    account, password ?? "", title: "账号已建好", remark: try await unitRemark(account.unit),
                    caseload: try await Caseloads(visit: visit).lacking(account)))
        } catch let error as AccessError {
            return .page(newPage(typed, errors: [AccountForm.error(error)]), status: 422)
        } catch let fault as FieldFault {
            let errors = [FieldError(field: fault.field, message: fault.message)]
            return .page(newPage(typed, errors: errors), status: 422)
        }
    }

    private func newPage(_ typed: Typed, errors: [FieldError]) -> Page {
        Page(
            title: "新建账号", shell: visit.shell(current: "accounts"), back: Link("账号", "/accounts"), errors: errors,
            width: .narrow
        ) {
            postForm("/accounts/new", csrf: visit.csrf) {
                fields(typed, errors)
                submitButton("新建账号")
            }
        }
    }

    // MARK: Changing

    func startEdit() async throws -> Answer {
        let account = try await account()
        let scope = account.scope.roots.map { $0.map { visit.regions.fullName(of: $0) }.joined(separator: "\n") }
        let typed = Typed(
            signInName: account.signInName, name: account.name, roles: Set(account.roles), scope: scope ?? "全部",
            unit: account.unit ?? "")
        return .page(editPage(account, typed, errors: []))
    }

    func update() async throws -> Answer {
        let account = try await account()
        let typed = sent
        do {
            let version = visit.form["version"].flatMap { Int64($0) } ?? account.version
            let changed = try await access.updateAccount(
                account.id, try draft(typed), version: version, actor: visit.actor)
            return .redirect("/accounts", notice: "“\(changed.name)”的账号已修改。\(try await unitRemark(changed.unit) ?? "")")
        } catch let error as AccessError {
            return .page(editPage(account, typed, errors: [AccountForm.error(error)]), status: 422)
        } catch let fault as FieldFault {
            let errors = [FieldError(field: fault.field, message: fault.message)]
            return .page(editPage(account, typed, errors: errors), status: 422)
        }
    }

    /// A unit that no plan knows is perhaps mistyped: its account would see no task.
    private func unitRemark(_ unit: String?) async throws -> String? {
        guard let unit, visit.actor.can(.plans, "read") else { return nil }
        let tasks = try await visit.house.plans.tasks(of: unit, on: visit.today, as: visit.actor)
        return tasks.isEmpty ? "已发布的方案里没有“\(unit)”的任务，请核对单位名称。" : nil
    }

    private func account() async throws -> Account {
        guard let account = try await access.account(try visit.number("id"), actor: visit.actor) else {
            throw AccessError.noAccount
        }
        return account
    }

    private func editPage(_ account: Account, _ typed: Typed, errors: [FieldError]) -> Page {
        let words = AccountWords(visit: visit)
        return Page(
            title: "账号：\(account.name)", shell: visit.shell(current: "accounts"), back: Link("账号", "/accounts"),
            notice: visit.notice, errors: errors, width: .narrow
        ) {
            summaryList([
                SummaryRow("状态", words.state(account)), SummaryRow("开通时间", account.createdAt.chinese),
                SummaryRow("最近登录", account.lastSignedInAt?.chinese ?? "还没有登录过"),
            ])
            if let obstacle = access.obstacle(toManaging: account, actor: visit.actor) {
                inset { p("这个账号您只能看。\(obstacle.description)") }
                linkList(trail(account))
            } else {
                linkList(
                    [
                        Link("重设密码", "/accounts/\(account.id)/password"),
                        Link(account.disabled == nil ? "停用账号" : "重新启用账号", "/accounts/\(account.id)/state"),
                    ] + trail(account))
                panel("修改账号", id: "change") {
                    postForm("/accounts/\(account.id)", csrf: visit.csrf) {
                        hiddenField("version", String(account.version))
                        fields(typed, errors)
                        submitButton("保存修改")
                    }
                }
            }
        }
    }

    private func trail(_ account: Account) -> [Link] {
        guard visit.actor.can(.admin, "trail") else { return [] }
        return [Link("看这个账号的痕迹", PageAddress("/trail").with("account", String(account.id)).text)]
    }

    // MARK: Fields

    private func fields(_ typed: Typed, _ errors: [FieldError]) -> HTML {
        let roles = access.roles.roles.filter { visit.actor.mayGrant($0.name) || typed.roles.contains($0.name) }
        return HTML {
            textField(Field("name", "姓名", value: typed.name, errors: errors), .name)
            textField(
                Field("signInName", "登录名", value: typed.signInName, hint: "字母、数字或汉字，例如 wangfang。", errors: errors))
            checkboxGroup(
                Field("roles", "角色", errors: errors), roles.map { Choice($0.name, $0.title, hint: $0.about) },
                selected: typed.roles)
            textArea(
                Field(
                    "scope", "数据权限", value: typed.scope,
                    hint: "管哪些区划，一行一个，例如“某某镇某某村”或区划代码；管全部就写“全部”。", errors: errors), rows: 3)
            textField(
                Field(
                    "unit", "责任单位", value: typed.unit, hint: "责任单位的账号要填单位全称。", optional: true, errors: errors))
        }
    }

    private var sent: Typed {
        Typed(
            signInName: visit.form["signInName"] ?? "", name: visit.form["name"] ?? "",
            roles: Set(visit.form.values("roles")), scope: visit.form["scope"] ?? "", unit: visit.form["unit"] ?? "")
    }

    private func draft(_ typed: Typed) throws -> AccountDraft {
        guard !typed.roles.isEmpty else { throw FieldFault("roles", "请至少选择一个角色。") }
        let order = access.roles.roles.map(\.name)
        return AccountDraft(
            signInName: typed.signInName, name: typed.name, roles: order.filter(typed.roles.contains),
            scope: try scope(typed.scope), unit: typed.unit.trimmed.isEmpty ? nil : typed.unit.trimmed)
    }

    /// Regions as they are written, one a line or with commas between.
    private func scope(_ written: String) throws -> RegionScope {
        let names = written.split(whereSeparator: { $0.isNewline || "，,、；;".contains($0) })
            .map { String($0).trimmed }.filter { !$0.isEmpty }
        if names == ["全部"] { return .everywhere }
        guard !names.isEmpty else { throw FieldFault("scope", "请填写管辖的区划，管全部就写“全部”。") }
        return .within(
            RegionScope.outermost(
                try names.map { name in
                    let found = visit.regions.find(written: name)
                    guard let code = found.first else {
                        throw FieldFault("scope", "没有“\(name)”这个区划，请写全名或区划代码。")
                    }
                    guard found.count == 1 else {
                        let several = found.prefix(4).map { visit.regions.fullName(of: $0) }.joined(separator: "、")
                        throw FieldFault("scope", "“\(name)”有 \(found.count) 个（\(several)），请写上它所在的县和乡镇。")
                    }
                    return code
                }))
    }

    /// The field to which a refusal belongs.
    private static func error(_ error: AccessError) -> FieldError {
        let field: String? =
            switch error {
            case .signInNameTaken, .signInNameForm: "signInName"
            case .nameForm: "name"
            case .noRole, .roleNotGrantable, .rolesConflict: "roles"
            case .outOfScope: "scope"
            case .unitMissing: "unit"
            default: nil
            }
        return FieldError(field: field, message: error.description)
    }
}
