import Access
import Base
import HTML
import House
import Hummingbird
import Kit

/// A person's own account: password, sessions.
struct AccountRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/account") { visit in
            let sessions = try await visit.house.access.sessions(of: visit.actor)
            return .page(overview(visit, sessions: sessions))
        }
        routes.get("/account/password") { .page(passwordPage($0, errors: [])) }
        routes.post("/account/password") { try await changePassword($0) }
    }

    private func overview(_ visit: Visit, sessions: [SessionSummary]) -> Page {
        Page(title: "我的账号", shell: visit.shell(current: "account"), notice: visit.notice, width: .narrow) {
            summaryList([
                SummaryRow("姓名", visit.actor.name), SummaryRow("登录名", visit.actor.signInName),
                SummaryRow("角色", visit.actor.roleTitles.joined(separator: "、")),
                SummaryRow("管辖范围", ShellParts(visit: visit).place),
                SummaryRow("密码", "已设置", action: Link("修改", "/account/password")),
            ])
            dataTable(
                "正在登录的设备，\(sessions.count) 个", id: "sessions",
                columns: [TableColumn("浏览器"), TableColumn("地址"), TableColumn("登录时间"), TableColumn("最近使用")],
                rows: sessions.map { session in
                    TableRow([
                        HTML(BrowserName.of(session.agent)), HTML(session.address ?? ""),
                        HTML(session.startedAt.chinese), HTML(session.seenAt.chinese),
                    ])
                })
        }
    }

    private func passwordPage(_ visit: Visit, errors: [FieldError]) -> Page {
        Page(
            title: "修改密码", shell: visit.shell(current: "account"), back: Link("我的账号", "/account"),
            notice: visit.notice, errors: errors,
            width: .narrow
        ) {
            if visit.session.mustChangePassword { inset { p("这是一次性密码。请先换成您自己的密码，再开始使用。") } }
            postForm("/account/password", csrf: visit.csrf) {
                textField(Field("old", "现在的密码", errors: errors), .password)
                textField(Field("new", "新密码", hint: "至少 10 个字，可以是一句好记的话。", errors: errors), .newPassword)
                textField(Field("again", "再输入一次新密码", errors: errors), .newPassword)
                submitButton("修改密码")
            }
        }
    }

    private func changePassword(_ visit: Visit) async throws -> Answer {
        let new = visit.form["new"] ?? ""
        guard new == visit.form["again"] else {
            let error = FieldError(field: "again", message: "两次输入的新密码不一样，请重新输入。")
            return .page(passwordPage(visit, errors: [error]), status: 422)
        }
        do {
            try await visit.house.access.changePassword(
                old: visit.form["old"] ?? "", new: new, session: visit.session)
            return .redirect("/account", notice: "密码已修改。其他设备上的登录已经退出。")
        } catch let error as AccessError {
            let field = error == .wrongPassword ? "old" : "new"
            return .page(
                passwordPage(visit, errors: [FieldError(field: field, message: error.description)]), status: 422)
        }
    }
}
