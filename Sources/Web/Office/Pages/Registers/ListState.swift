import Base
import Kit
import Registers

/// What the address of a list asks for: saved list, search, conditions, order, columns, place in the paging.
struct ListState: Sendable {
    let register: RegisterDefinition
    let address: PageAddress
    let view: RegisterDefinition.View
    let conditions: [ListCondition]
    let errors: [FieldError]
    let sort: RegisterDefinition.SortKey?
    /// The names of the columns shown, the first of which links to the record.
    let columns: [String]
    /// A number that was sent in a form and stands in no address.
    private let number: String?

    static let searchName = "q"
    static let viewName = "view"
    static let savedName = "saved"
    static let sortName = "sort"
    static let beforeName = "before"
    static let pageSize = 20

    /// - Parameter number: what is looked for, where it must not stand in the address.
    init(_ register: RegisterDefinition, address: PageAddress, regions: RegionTree, number: String? = nil) {
        self.register = register
        self.address = address
        self.number = number
        view = register.view(address.value(ListState.viewName))
        var conditions: [ListCondition] = []
        var errors: [FieldError] = []
        for field in ListCondition.Subject.all(of: register) {
            let (found, faults) = ListCondition.read(field, address: address, regions: regions)
            conditions += found
            errors += faults
        }
        self.conditions = conditions
        self.errors = errors
        sort = address.value(ListState.sortName).flatMap { ListState.sortKey($0, of: register) }
        columns = ListState.columns(view, chosen: address.values(columnName), register)
    }

    /// What is asked of the store.
    var query: ListQuery {
        var query = ListQuery(
            register: register.name, view: view.name, filters: conditions.map(\.filter), search: search,
            sort: sort.map { [$0] } ?? [], after: cursor(pagingName), before: cursor(ListState.beforeName),
            limit: ListState.pageSize)
        query.ignoresViewCondition = looksAmongAll
        return query
    }

    /// Whoever looks for a name on the register's front page looks for it among all: who has left the list is found, too.
    var looksAmongAll: Bool { search != nil && view.name == register.views.first?.name }

    var search: String? {
        let text = number ?? normalised(address.value(ListState.searchName) ?? "")
        return text.isEmpty ? nil : text
    }

    /// Whether somebody's number is looked for, which no link may carry on.
    var looksForNumber: Bool { number != nil }

    /// The number of the saved list that is shown.
    var saved: Int64? { address.value(ListState.savedName).flatMap { Int64($0) } }

    /// The list from its beginning.
    var start: PageAddress { address.without(pagingName, ListState.beforeName) }

    /// The same question at another path, such as that of the export.
    func address(at path: String) -> PageAddress {
        var other = start
        other.path = path
        return other
    }

    // MARK: Saving

    /// What the list shows, to be saved.
    var content: SavedView.Content {
        let subjects = Dictionary(
            ListCondition.Subject.all(of: register).map { ($0.key, $0.name) }, uniquingKeysWith: { first, _ in first })
        let conditions = start.items.compactMap { item -> SavedView.Content.Condition? in
            guard !item.value.isEmpty else { return nil }
            if let field = subjects[item.name] { return .init(field, .same, item.value) }
            for part in [SavedView.Content.Condition.Part.from, .to] where item.name.hasSuffix(".\(part.rawValue)") {
                let key = String(item.name.dropLast(part.rawValue.count + 1))
                if let field = subjects[key] { return .init(field, part, item.value) }
            }
            return nil
        }
        return SavedView.Content(
            view: view.name, columns: columns, conditions: conditions, sort: sort.map(ListState.text),
            search: looksForNumber ? nil : search, of: register)
    }

    /// The address of a saved list with everything that it shows.
    static func address(of saved: SavedView) -> PageAddress {
        let content = saved.content
        var address = RegisterAddress.list(saved.register).with(savedName, String(saved.id))
            .with(viewName, content.view)
        for condition in content.conditions {
            let key = "f.\(condition.field)" + (condition.part == .same ? "" : ".\(condition.part.rawValue)")
            address = address.adding(key, condition.value)
        }
        for column in content.columns { address = address.adding(columnName, column) }
        return address.with(sortName, content.sort).with(searchName, content.search)
    }

    private static func text(_ sort: RegisterDefinition.SortKey) -> String {
        sort.descending ? "-\(sort.field)" : sort.field
    }

    // MARK: Order and columns

    /// The fields by which a list may be put in order: those whose order the database keeps ready.
    static func sortable(_ register: RegisterDefinition) -> Set<String> {
        var names = Set([register.region, register.when, register.label].compactMap { $0 })
        names.formUnion(register.views.compactMap { $0.sort.first?.field })
        return names.filter { name in
            guard let field = register.field(name) else { return false }
            // The place in a sorted list stands in its address, and with it the value.
            return field.isStored && !field.secret && !field.kind.isPersonalNumber
                && ![.choices, .attachment, .reference, .account].contains(field.kind)
        }
    }

    private func cursor(_ name: String) -> Cursor? {
        address.value(name).flatMap { Cursor(encoded: $0) }
    }

    private static func sortKey(_ text: String, of register: RegisterDefinition) -> RegisterDefinition.SortKey? {
        let name = text.hasPrefix("-") ? String(text.dropFirst()) : text
        return sortable(register).contains(name)
            ? RegisterDefinition.SortKey(name, descending: text.hasPrefix("-")) : nil
    }

    private static func columns(
        _ view: RegisterDefinition.View, chosen: [String], _ register: RegisterDefinition
    ) -> [String] {
        guard let first = view.columns.first else { return [register.label] }
        let known = chosen.filter { $0 != first && register.field($0) != nil }
        guard !chosen.isEmpty else { return view.columns }
        // Where records stand is not chosen: it is what such a list is about.
        let standing = view.columns.filter(register.standingColumns.contains)
        return [first] + register.fields.map(\.name).filter(known.contains) + standing.filter { $0 != first }
    }
}
