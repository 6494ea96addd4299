import Access
import HTML
import House
import Kit
import Registers

/// Saving the list that one sees under a name, renaming it, sharing it, deleting it.
struct SavedViewPages {
    let visit: Visit
    private let register: RegisterDefinition

    init(visit: Visit) throws {
        self.visit = visit
        register = try visit.register(try visit.part("register"))
    }

    private static let titleName = "title"
    private static let sharedName = "shared"

    /// What a saved list is called among the others.
    static func words(_ view: SavedView) -> String {
        view.isOwn ? "我的：\(view.title)" : "\(view.owner)分享：\(view.title)"
    }

    // MARK: All of them

    func list() async throws -> Answer {
        let views = try await visit.house.registers.savedViews(register.name, as: visit.actor)
        return .page(
            Page(
                title: "存下的名单", shell: visit.shell(current: "registers"), caption: register.listTitle,
                back: Link(register.listTitle, RegisterAddress.list(register.name).text), notice: visit.notice
            ) {
                if views.isEmpty {
                    emptyState("还没有存下的名单") {
                        p("在名单页选好条件、列和排序，再点“把这份名单存起来”。")
                    }
                } else {
                    dataTable(
                        "存下的名单，\(views.count) 份", id: "saved-views",
                        columns: [TableColumn("名称"), TableColumn("谁存的"), TableColumn("谁能看到"), TableColumn("可以做的")],
                        rows: views.map(row))
                }
            })
    }

    private func row(_ view: SavedView) -> TableRow {
        TableRow([
            a(view.title, .href(ListState.address(of: view).text)),
            HTML(view.isOwn ? "我" : view.owner), HTML(view.isShared ? "本区划的同事" : "只有我"),
            view.isOwn
                ? a(.href(address(view.id))) {
                    "改名、分享或删除"
                    span("（\(view.title)）", .class("vh"))
                } : HTML("只能看"),
        ])
    }

    // MARK: Saving

    func start() async throws -> Answer {
        .page(newPage(errors: []))
    }

    func save() async throws -> Answer {
        let content = state.content
        do {
            let id = try await visit.house.registers.saveView(
                register.name, title: visit.form[SavedViewPages.titleName] ?? "", content: content,
                isShared: isShared, as: visit.actor)
            guard let saved = try await visit.house.registers.savedView(id, as: visit.actor) else { throw NotFound() }
            return .redirect(ListState.address(of: saved).text, notice: "名单已存为“\(saved.title)”。")
        } catch let refusal as Refusal {
            return .page(newPage(errors: SavedViewPages.errors(refusal)), status: 422)
        }
    }

    private var state: ListState { ListState(register, address: visit.address, regions: visit.regions) }
    private var isShared: Bool { visit.form[SavedViewPages.sharedName] == "yes" }

    private func newPage(errors: [FieldError]) -> Page {
        let state = state
        let here = state.address(at: RegisterAddress.savedViews(register.name) + "/new")
        return Page(
            title: "把这份名单存起来", shell: visit.shell(current: "registers"), caption: register.listTitle,
            back: Link("名单", state.address(at: RegisterAddress.list(register.name).path).text), errors: errors,
            width: .narrow
        ) {
            p("存下的是条件、列和排序，不是里面的人：下次打开时按当时的台账重新列出。")
            summaryList(contents(state))
            postForm(here.text, csrf: visit.csrf) {
                fields(title: visit.form[SavedViewPages.titleName] ?? "", isShared: isShared, errors: errors)
                submitButton("存下名单")
            }
        }
    }

    private func contents(_ state: ListState) -> [SummaryRow] {
        var rows = [SummaryRow("名单", HTML(state.view.title))]
        if !state.conditions.isEmpty {
            rows.append(SummaryRow("条件", HTML(state.conditions.map(\.words).joined(separator: "；"))))
        }
        if let search = state.content.search { rows.append(SummaryRow("查找", HTML(search))) }
        let titles = state.columns.compactMap { register.field($0)?.title }
        rows.append(SummaryRow("列", HTML(titles.joined(separator: "、"))))
        if let sort = state.sort, let field = register.field(sort.field) {
            rows.append(SummaryRow("排序", HTML("\(field.title)，\(sort.descending ? "从大到小" : "从小到大")")))
        }
        return rows
    }

    private func fields(title: String, isShared: Bool, errors: [FieldError]) -> HTML {
        HTML {
            textField(
                Field(
                    SavedViewPages.titleName, "名称", value: title, hint: "最多 30 字，例如：有意愿的肢体残疾人。", errors: errors))
            if visit.actor.mayShareViews {
                checkbox(
                    Field(
                        SavedViewPages.sharedName, "分享给本区划的同事", value: isShared ? "yes" : "",
                        hint: "您管辖范围内的同事都能打开；他们各自只看到自己权限内的人。", errors: errors))
            }
        }
    }

    private static func errors(_ refusal: Refusal) -> [FieldError] {
        refusal.faults.map { FieldError(field: $0.field, message: $0.message) }
    }

    // MARK: Changing

    func edit() async throws -> Answer {
        let view = try await own()
        return .page(editPage(view, title: view.title, isShared: view.isShared, errors: []))
    }

    func change() async throws -> Answer {
        let view = try await own()
        let title = visit.form[SavedViewPages.titleName] ?? ""
        do {
            try await visit.house.registers.changeView(view.id, title: title, isShared: isShared, as: visit.actor)
            return .redirect(RegisterAddress.savedViews(register.name), notice: "“\(title.trimmed)”已保存。")
        } catch let refusal as Refusal {
            let page = editPage(view, title: title, isShared: isShared, errors: SavedViewPages.errors(refusal))
            return .page(page, status: 422)
        }
    }

    func remove() async throws -> Answer {
        let view = try await own()
        try await visit.house.registers.removeView(view.id, as: visit.actor)
        return .redirect(RegisterAddress.savedViews(register.name), notice: "存下的名单“\(view.title)”已删除，台账里的记录没有动。")
    }

    private func own() async throws -> SavedView {
        let view = try await visit.house.registers.savedView(try visit.number("saved"), as: visit.actor)
        guard let view, view.isOwn, view.register == register.name else { throw NotFound() }
        return view
    }

    private func editPage(_ view: SavedView, title: String, isShared: Bool, errors: [FieldError]) -> Page {
        Page(
            title: "存下的名单：\(view.title)", shell: visit.shell(current: "registers"), caption: register.listTitle,
            back: Link("存下的名单", RegisterAddress.savedViews(register.name)), errors: errors, width: .narrow
        ) {
            postForm(address(view.id), csrf: visit.csrf) {
                fields(title: title, isShared: isShared, errors: errors)
                submitButton("保存")
            }
            panel("不再需要这份名单", id: "remove") {
                p("只删去存下的条件，台账里的记录不动。")
                postForm("\(address(view.id))/remove", csrf: visit.csrf) { submitButton("删除这份名单", .warning) }
            }
        }
    }

    private func address(_ id: Int64) -> String { "\(RegisterAddress.savedViews(register.name))/\(id)" }
}
