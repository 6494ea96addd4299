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

    static let searchName = "q"
    static let viewName = "view"
    static let sortName = "sort"
    static let beforeName = "before"
    static let pageSize = 20

    init(_ register: RegisterDefinition, address: PageAddress, regions: RegionTree) {
        self.register = register
        self.address = address
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
        ListQuery(
            register: register.name, view: view.name, filters: conditions.map(\.filter), search: search,
            sort: sort.map { [$0] } ?? [], after: cursor(pagingName), before: cursor(ListState.beforeName),
            limit: ListState.pageSize)
    }

    var search: String? {
        let text = normalised(address.value(ListState.searchName) ?? "")
        return text.isEmpty ? nil : text
    }

    /// The list from its beginning.
    var start: PageAddress { address.without(pagingName, ListState.beforeName) }

    /// The same question at another path, such as that of the export.
    func address(at path: String) -> PageAddress {
        var other = start
        other.path = path
        return other
    }

    /// The fields by which a list may be put in order: those whose order the database keeps ready.
    static func sortable(_ register: RegisterDefinition) -> Set<String> {
        var names = Set([register.region, register.when, register.label].compactMap { $0 })
        names.formUnion(register.views.compactMap { $0.sort.first?.field })
        return names.filter { name in
            guard let field = register.field(name) else { return false }
            return field.isStored && !field.secret && ![.choices, .attachment, .reference].contains(field.kind)
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
        return chosen.isEmpty ? view.columns : [first] + register.fields.map(\.name).filter(known.contains)
    }
}
