import Access
import Base
import HTML
import House
import Kit
import Registers

/// The trail, a page at a time, filtered by kind, account, register, record and dates.
struct TrailList {
    let visit: Visit

    private static let names = ["kind", "account", "register", "record", "from", "to"]

    func answer() async throws -> Answer {
        try visit.actor.require(.admin, "trail")
        let (query, errors) = question
        let page = try await visit.house.access.trailPage(query, actor: visit.actor)
        let accounts =
            visit.actor.can(.admin, "accounts") ? try await visit.house.access.accounts(actor: visit.actor) : []
        return .page(self.page(page, accounts, errors))
    }

    private var question: (query: TrailQuery, errors: [FieldError]) {
        var query = TrailQuery()
        var errors: [FieldError] = []
        query.kinds = visit.address.values("kind").compactMap { TrailKind(rawValue: $0) }
        query.account = visit.query("account").flatMap { Int64($0) }
        query.register = visit.query("register")
        query.record = visit.query("record")
        for name in ["from", "to"] {
            guard let text = visit.query(name) else { continue }
            guard let day = WrittenDate.day(text) else {
                errors.append(FieldError(field: name, message: "日期请写成 2026-03-05 这样。"))
                continue
            }
            if name == "from" { query.from = day } else { query.to = day }
        }
        query.after = visit.query(pagingName).flatMap { TrailPage.End($0) }
        return (query, errors)
    }

    private var start: PageAddress { visit.address.without(pagingName) }

    private func page(_ page: TrailPage, _ accounts: [Account], _ errors: [FieldError]) -> Page {
        Page(
            title: "痕迹", shell: visit.shell(current: "trail"), breadcrumb: [Link("工作台", "/")], errors: errors
        ) {
            p("谁在什么时候登录、查看敏感信息、导入导出、改了账号和设置。痕迹只能看，不能改，也关不掉。")
            filterPanel(
                at: start, names: TrailList.names, active: active.count, isOpen: !active.isEmpty || !errors.isEmpty
            ) {
                fields(accounts, errors)
            }
            chips(active, clearHref: "/trail")
            if page.rows.isEmpty {
                emptyState("没有符合条件的痕迹") { p("可以去掉几个条件再看。") }
            } else {
                table(page.rows)
                pager(
                    visit.query(pagingName) == nil ? "最新的 \(page.rows.count) 条" : "较早的 \(page.rows.count) 条",
                    previous: visit.query(pagingName) == nil ? nil : start.text,
                    next: page.next.map { start.with(pagingName, $0.encoded).text })
            }
        }
    }

    private func fields(_ accounts: [Account], _ errors: [FieldError]) -> HTML {
        let value = { (name: String) in visit.address.value(name) ?? "" }
        return HTML {
            selectField(
                Field("kind", "做了什么", value: value("kind")),
                TrailKind.allCases.map { Choice($0.rawValue, $0.title) }, empty: "全部")
            if !accounts.isEmpty {
                selectField(
                    Field("account", "谁", value: value("account")),
                    accounts.map { Choice(String($0.id), "\($0.name)（\($0.signInName)）") }, empty: "所有人")
            }
            selectField(
                Field("register", "台账", value: value("register")),
                visit.catalogue.registers.map { Choice($0.name, $0.listTitle) }, empty: "全部台账")
            textField(Field("record", "记录编号", value: value("record")), .integer)
            textField(Field("from", "从哪天起", value: value("from"), hint: "例如 2026-03-05", errors: errors))
            textField(Field("to", "到哪天止", value: value("to"), hint: "例如 2026-03-31", errors: errors))
        }
    }

    private var active: [Chip] {
        visit.address.items.compactMap { item in
            guard !item.value.isEmpty, let words = words(item) else { return nil }
            return Chip(words, removeHref: start.removing(item.name, item.value).text)
        }
    }

    private func words(_ item: PageAddress.Item) -> String? {
        switch item.name {
        case "kind": TrailKind(rawValue: item.value).map { "做了什么：\($0.title)" }
        case "account": "账号编号：\(item.value)"
        case "register": "台账：\(visit.catalogue.register(item.value)?.listTitle ?? item.value)"
        case "record": "记录编号：\(item.value)"
        case "from": "从 \(item.value) 起"
        case "to": "到 \(item.value) 止"
        default: nil
        }
    }

    private func table(_ rows: [TrailRow]) -> HTML {
        dataTable(
            "痕迹，\(rows.count) 条，新的在前", id: "trail",
            columns: [
                TableColumn("时间"), TableColumn("谁"), TableColumn("做了什么"), TableColumn("哪条记录"), TableColumn("原因"),
                TableColumn("说明"), TableColumn("网络地址"),
            ],
            rows: rows.map { row in
                let entry = row.entry
                return TableRow([
                    HTML(entry.at.chinese), HTML(entry.actor), HTML(entry.kind.title), object(entry),
                    HTML(entry.reason ?? ""), HTML(entry.detail ?? ""), HTML(entry.address ?? ""),
                ])
            })
    }

    /// The record and field concerned; it leads to the record where the reader may see it.
    private func object(_ entry: TrailEntry) -> HTML {
        if let part = part(entry.record) { return part }
        guard let name = entry.register else { return .empty }
        let register = visit.catalogue.register(name)
        let title = register?.title ?? TrailList.others[name]?.title ?? name
        let field = entry.field.map { register?.field($0)?.title ?? $0 }
        let words = [title, entry.record.map { "编号 \($0)" }, field].compactMap { $0 }.joined(separator: " ")
        guard let id = entry.record.flatMap({ Int64($0) }) else { return HTML(words) }
        if let page = TrailList.others[name]?.page { return a(words, .href("\(page)/\(id)")) }
        guard register != nil, visit.actor.can(.read, name) else { return HTML(words) }
        return a(words, .href(RegisterAddress.record(name, id)))
    }

    /// A whole upload, written `import/6`.
    private func part(_ record: String?) -> HTML? {
        let parts = record?.split(separator: "/") ?? []
        guard parts.count == 2, let place = TrailList.uploads[String(parts[0])], Int64(parts[1]) != nil else {
            return nil
        }
        return a("\(place.title) 编号 \(parts[1])", .href("\(place.page)/\(parts[1])"))
    }

    private static let uploads: [String: (title: String, page: String)] = [
        "import": ("导入", "/imports"), "regions": ("区划名单", RegionAddress.start),
    ]

    /// What the trail speaks of beside records, and under which address one sees it.
    private static let others: [String: (title: String, page: String?)] = [
        "account": ("账号", nil), "round": ("轮次", "/rounds"), "plan": ("方案", "/plans"), "plan_task": ("方案任务", nil),
    ]
}
