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

    init(visit: Visit) throws {
        self.visit = visit
        register = try visit.register(try visit.part("register"))
        state = ListState(register, address: visit.address, regions: visit.regions)
    }

    private struct Found: Sendable {
        let page: ListPage
        let count: Int
        let computed: [FieldValues]
        let labels: RecordLabels
    }

    func answer() async throws -> Answer {
        .page(page(try await found()))
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
        let (register, query, names) = (register, state.query, state.columns)
        return try await visit.house.registers.read(as: visit.actor) { reading in
            let page = try reading.list(query)
            let fields = names.compactMap(register.field)
            let needsComputed = fields.contains { $0.computed != nil }
            return Found(
                page: page, count: try reading.count(query, atMost: ListCount.limit(query)),
                computed: needsComputed ? try page.records.map(reading.computed) : [],
                labels: try RecordLabels(of: page.records, fields: fields, reading: reading))
        }
    }

    // MARK: The page

    private func page(_ found: Found) -> Page {
        let filters = FilterFields(state: state, actor: visit.actor, regions: visit.regions)
        return Page(
            title: register.listTitle, shell: visit.shell(current: "registers"), caption: state.view.title,
            breadcrumb: [Link("工作台", "/"), Link("台账", "/registers")], notice: visit.notice, errors: state.errors,
            actions: actions
        ) {
            if register.views.count > 1 { sectionNav("名单", views) }
            searchBox(
                Field(
                    ListState.searchName, "查找", value: state.address.value(ListState.searchName) ?? "",
                    hint: searchHint), at: state.start)
            filters.panel
            filters.chipList
            if found.page.records.isEmpty { nothing } else { table(found) }
        }
    }

    private var searchHint: String {
        let hasSecret = register.fields.contains { $0.secret && $0.kind.isIdentifier }
        let names = register.fields.contains(where: \.searchable) ? "名称、拼音或拼音首字母" : "名称"
        return hasSecret ? "\(names)，也可以用完整的证件号。" : "\(names)。"
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

    private var views: [NavigationItem] {
        register.views.map { view in
            var address = RegisterAddress.list(register.name).with(ListState.viewName, view.name)
            if let search = state.search { address = address.with(ListState.searchName, search) }
            return NavigationItem(view.title, address.text, isCurrent: view.name == state.view.name)
        }
    }

    private var nothing: HTML {
        emptyState(state.search.map { "没有找到“\($0)”" } ?? "这里还没有\(register.title)记录") {
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
            values: ValueView(actor: visit.actor, regions: visit.regions, labels: found.labels))
        return HTML {
            dataTable(
                "\(state.view.title)，共 \(total)", columns: heads,
                rows: cells.rows(found.page.records, computed: found.computed))
            pager(
                "共 \(total)，每页 \(ListState.pageSize) \(register.unit)",
                previous: found.page.previous.map { state.start.with(ListState.beforeName, $0.encoded).text },
                next: found.page.next.map { state.start.with(pagingName, $0.encoded).text })
            linkList(tools, label: "名单工具")
            if visit.actor.can(.export, register.name) { downloads(total) }
        }
    }

    private var heads: [TableColumn] {
        let sortable = state.search == nil ? ListState.sortable(register) : []
        let order = state.sort ?? state.view.sort.first
        return state.columns.compactMap(register.field).map { field in
            guard sortable.contains(field.name) else { return TableColumn(field.title, isNumber: field.kind.isNumber) }
            let isCurrent = order?.field == field.name
            let descending = order?.descending ?? false
            let next = isCurrent && !descending ? "-\(field.name)" : field.name
            return TableColumn(
                field.title, isNumber: field.kind.isNumber,
                sortHref: state.start.with(ListState.sortName, next).text,
                order: isCurrent ? (descending ? .descending : .ascending) : nil)
        }
    }

    private var tools: [Link] {
        var links = [Link("选择显示哪些列", state.address(at: "/registers/\(register.name)/columns").text)]
        if visit.actor.can(.import, register.name) {
            links.append(Link("下载空白登记表（XLSX）", "/registers/\(register.name)/template"))
        }
        return links
    }

    private func downloads(_ total: String) -> HTML {
        let address = state.address(at: "/registers/\(register.name)/export")
        return exportLinks(
            "这份名单",
            RegisterFiles.formats.map { format in
                ExportLink(
                    format: format.title, size: total, href: address.with("format", format.rawValue).text)
            })
    }
}
