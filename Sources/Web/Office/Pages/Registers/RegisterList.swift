import Access
import Exchange
import HTML
import House
import Kit
import Registers

/// The list of a register.
struct RegisterList {
    let visit: Visit
    private let register: RegisterDefinition
    private let state: ListState

    init(visit: Visit, number: String? = nil) throws {
        self.visit = visit
        register = try visit.register(try visit.part("register"))
        state = ListState(register, address: visit.address, regions: visit.regions, number: number)
    }

    private struct Found: Sendable {
        let page: ListPage
        let count: Int
        /// Those who were looked for among all and do not belong to the list shown.
        let outside: Set<Int64>
        let computed: [FieldValues]
        let labels: RecordLabels
        let accounts: [String: [Choice]]
    }

    func answer() async throws -> Answer {
        if let answer = NumberSearch(visit: visit, name: ListState.searchName).withoutNumber { return answer }
        let views = try await visit.house.registers.savedViews(register.name, as: visit.actor)
        // The bare number of a saved list leads to the address that says all that it shows.
        if let saved = views.first(where: { $0.id == state.saved }), visit.address.items.count == 1 {
            return .redirect(ListState.address(of: saved).text)
        }
        return .page(page(try await found(), views))
    }

    /// Looks for what was sent: words in the address of the list, a number here and now.
    static func search(_ visit: Visit) async throws -> Answer {
        let search = NumberSearch(visit: visit, name: ListState.searchName)
        if let redirect = search.redirect { return redirect }
        let list = try RegisterList(visit: visit, number: search.number)
        let found = try await list.found()
        if found.page.records.count == 1 {
            return .redirect(RegisterAddress.record(list.register.name, found.page.records[0].id))
        }
        let views = try await visit.house.registers.savedViews(list.register.name, as: visit.actor)
        return .page(list.page(found, views))
    }

    /// Where one chooses the columns.
    func columnPage() throws -> Answer {
        let list = state.address(at: RegisterAddress.list(register.name).path)
        let choices = register.fields.filter { $0.kind != .rows && $0.name != state.columns.first }
        return .page(
            Page(
                title: "\(register.listTitle)：选择列", shell: visit.shell(current: "registers"),
                back: Link(register.listTitle, list.text), width: .narrow
            ) {
                columnChooser(
                    at: list, columns: choices.map { Choice($0.name, $0.title, hint: $0.section) },
                    selected: Set(state.columns))
            })
    }

    private func found() async throws -> Found {
        let (register, names, filters) = (register, state.columns, state.view.filters)
        var query = state.query
        // A number is looked for among all: “not found” leads to registering somebody anew.
        if state.looksForNumber { (query.ignoresViewCondition, query.filters) = (true, []) }
        let asked = query
        let condition = asked.ignoresViewCondition ? state.view.condition : nil
        return try await visit.house.registers.read(as: visit.actor) { reading in
            let page = try reading.list(asked)
            let fields = names.compactMap(register.field)
            let needsComputed = fields.contains { $0.computed != nil }
            var accounts: [String: [Choice]] = [:]
            for field in register.accountFields where filters.contains(field.name) {
                accounts[field.name] = try reading.accounts(for: field).map { Choice("#\($0.id)", $0.title) }
            }
            return Found(
                page: page, count: try reading.count(asked, atMost: ListCount.limit(asked)),
                outside: Set(
                    try condition.map { held in try page.records.filter { try !reading.holds(held, $0) } }?.map(\.id)
                        ?? []),
                computed: needsComputed ? try page.records.map(reading.computed) : [],
                labels: try RecordLabels(of: page.records, fields: fields, reading: reading), accounts: accounts)
        }
    }

    // MARK: The page

    private func page(_ found: Found, _ views: [SavedView]) -> Page {
        let filters = FilterFields(
            state: state, accounts: found.accounts, actor: visit.actor, regions: visit.regions)
        let saved = shown(views)
        return Page(
            title: register.listTitle, shell: visit.shell(current: "registers"),
            caption: saved?.title ?? state.view.title,
            breadcrumb: [Link("工作台", "/"), Link("台账", "/registers")], notice: visit.notice, errors: state.errors,
            actions: actions
        ) {
            if register.views.count + views.count > 1 { sectionNav("名单", navigation(views)) }
            if let saved { missing(saved) }
            searchBox(
                Field(ListState.searchName, "查找", value: state.search ?? "", hint: searchHint), at: state.start,
                posting: visit.csrf)
            filters.panel
            filters.chipList
            if found.page.records.isEmpty { nothing } else { table(found) }
        }
    }

    private var searchHint: String {
        let hasNumber = register.fields.contains { $0.kind.isPersonalNumber }
        let names = register.fields.contains(where: \.searchable) ? "名称、拼音或拼音首字母" : "名称"
        return hasNumber ? "\(names)，也可以用完整的证件号或电话号码；号码不会留在网址里。" : "\(names)。"
    }

    private var actions: HTML {
        let actor = visit.actor
        return HTML {
            if actor.can(.write, register.name) {
                buttonLink(register.newTitle, RegisterAddress.new(register.name).text, .primary)
            }
            if actor.can(.import, register.name) {
                buttonLink("从表格导入", PageAddress("/imports/new").with("register", register.name).text)
            }
        }
    }

    private func navigation(_ saved: [SavedView]) -> [NavigationItem] {
        let current = shown(saved)?.id
        let own = register.views.map { view in
            var address = RegisterAddress.list(register.name).with(ListState.viewName, view.name)
            if let search = state.search, !state.looksForNumber {
                address = address.with(ListState.searchName, search)
            }
            return NavigationItem(view.title, address.text, isCurrent: current == nil && view.name == state.view.name)
        }
        return own
            + saved.map { view in
                NavigationItem(
                    SavedViewPages.words(view), ListState.address(of: view).text, isCurrent: view.id == current)
            }
    }

    /// The saved list that is shown as it was saved; once a condition or column is changed it is another list.
    private func shown(_ views: [SavedView]) -> SavedView? {
        views.first { view in
            view.id == state.saved
                && state.content
                    == ListState(
                        register, address: ListState.address(of: view), regions: visit.regions
                    ).content
        }
    }

    /// A saved list may ask for what a changed definition no longer has.
    private func missing(_ saved: SavedView) -> HTML {
        let names = saved.content.missing(in: register)
        guard !names.isEmpty else { return .empty }
        return inset {
            p("存下“\(saved.title)”以后，台账改过，现在没有这些内容了：\(names.joined(separator: "、"))。")
            p("其余的照常显示。可以把现在的名单另存一份，再删去旧的。")
        }
    }

    private var nothing: HTML {
        let title = state.looksForNumber ? "没有找到这个号码" : state.search.map { "没有找到“\($0)”" }
        if title == nil, state.conditions.isEmpty, state.view.name == RegisterDefinition.View.overdueName {
            return emptyState("没有逾期的\(register.title)") {
                p("下一步过了期限的\(register.title)会列在这里。")
            }
        }
        return emptyState(title ?? "这里还没有\(register.title)记录") {
            p("可以换个写法再找，或者去掉几个条件。确定没有登记过时，再登记。")
            buttonRow {
                buttonLink("看全部\(register.title)", RegisterAddress.list(register.name).text)
            }
        }
    }

    private func table(_ found: Found) -> HTML {
        let total = ListCount.words(found.count, upTo: ListCount.limit(state.query), unit: register.unit)
        let cells = ListCells(
            register: register, columns: state.columns.compactMap(register.field),
            values: ValueView(actor: visit.actor, regions: visit.regions, labels: found.labels), standing: standing,
            remarks: Dictionary(uniqueKeysWithValues: found.outside.map { ($0, "不在“\(state.view.title)”里") }))
        return HTML {
            dataTable(
                "\(state.view.title)，共 \(total)", columns: heads,
                rows: cells.rows(found.page.records, computed: found.computed))
            // What was found by a number cannot be asked for again by a link.
            if !state.looksForNumber {
                pager(
                    "共 \(total)，每页 \(ListState.pageSize) \(register.unit)",
                    previous: found.page.previous.map { state.start.with(ListState.beforeName, $0.encoded).text },
                    next: found.page.next.map { state.start.with(pagingName, $0.encoded).text })
                linkList(tools, label: "名单工具")
                if visit.actor.can(.export, register.name) { downloads(total) }
            }
        }
    }

    private var heads: [TableColumn] {
        let sortable = state.search == nil ? ListState.sortable(register) : []
        let order = state.sort ?? state.view.sort.first
        let fields = state.columns.compactMap(register.field).map { field in
            guard sortable.contains(field.name) else { return TableColumn(field.title, isNumber: field.kind.isNumber) }
            let isCurrent = order?.field == field.name
            let descending = order?.descending ?? false
            let next = isCurrent && !descending ? "-\(field.name)" : field.name
            return TableColumn(
                field.title, isNumber: field.kind.isNumber,
                sortHref: state.start.with(ListState.sortName, next).text,
                order: isCurrent ? (descending ? .descending : .ascending) : nil)
        }
        return fields + standing.map { TableColumn($0.title) }
    }

    private var standing: [StandingColumn] {
        StandingColumn.columns(state.columns, of: register, on: visit.today)
    }

    private var tools: [Link] {
        var links = [
            Link("选择显示哪些列", state.address(at: "/registers/\(register.name)/columns").text),
            Link("把这份名单存起来", state.address(at: RegisterAddress.savedViews(register.name) + "/new").text),
            Link("管理存下的名单", RegisterAddress.savedViews(register.name)),
        ]
        if visit.actor.can(.import, register.name) {
            links.append(Link("下载空白登记表（XLSX）", "/registers/\(register.name)/template"))
        }
        return links
    }

    private func downloads(_ total: String) -> HTML {
        let address = state.address(at: "/registers/\(register.name)/export")
        let files = state.address(at: "/registers/\(register.name)/attachments")
        return HTML {
            exportLinks(
                "这份名单",
                RegisterFiles.formats.map { format in
                    ExportLink(
                        format: format.title, size: total, href: address.with("format", format.rawValue).text)
                })
            if !ExportService.attachmentFields(of: register).isEmpty {
                exportLinks(
                    "这份名单的附件", [ExportLink(format: "ZIP", size: "每条记录一个文件夹", href: files.text)])
            }
        }
    }
}
