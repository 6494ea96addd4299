import Access
import HTML
import House
import Kit
import Registers

/// The records of other registers that refer to one.
struct RelatedRecords: Sendable {
    let register: RegisterDefinition
    /// The field that refers.
    let field: FieldDefinition
    let records: [Record]
    let computed: [FieldValues]
    let labels: RecordLabels

    /// How many of each register a page shows; the rest is in the register's list.
    static let most = 20

    static func read(_ view: RecordView) async throws -> [RelatedRecords] {
        let (name, id) = (view.register.name, view.record.id)
        return try await view.visit.house.registers.read(as: view.visit.actor) { reading in
            var groups: [RelatedRecords] = []
            for other in reading.catalogue.registers where reading.actor.can(.read, other.name) {
                for field in other.fields where field.kind == .reference && field.target == name && field.isStored {
                    let query = ListQuery(
                        register: other.name, view: other.widestView,
                        filters: [Filter(field.name, .equals(.integer(id)))],
                        sort: other.when.map { [.init($0, descending: true)] } ?? [], limit: most)
                    let records = try reading.list(query).records
                    let columns = shown(other, besides: field).compactMap(other.field)
                    groups.append(
                        RelatedRecords(
                            register: other, field: field, records: records,
                            computed: try records.map(reading.computed),
                            labels: try RecordLabels(of: records, fields: columns, reading: reading)))
                }
            }
            return groups
        }
    }

    static func shown(_ register: RegisterDefinition, besides field: FieldDefinition) -> [String] {
        let view = register.view(register.widestView)
        let rest = view.columns.filter { $0 != field.name && $0 != register.region }
        return rest.isEmpty ? [register.label] : rest
    }

    static func html(_ groups: [RelatedRecords], of view: RecordView) -> HTML {
        HTML {
            if groups.allSatisfy(\.records.isEmpty) { emptyState("还没有别的记录与它有关") }
            for group in groups {
                let add =
                    view.visit.actor.can(.write, group.register.name) && view.record.removedAt == nil
                    && view.closing == nil
                if add || !group.records.isEmpty { group.panelHTML(of: view, mayAdd: add) }
            }
        }
    }

    /// The form that adds a record of this register about another.
    func newAddress(_ id: Int64) -> String {
        RegisterAddress.new(register.name).with(field.name, String(id)).text
    }

    private func panelHTML(of view: RecordView, mayAdd: Bool) -> HTML {
        let id = view.record.id
        let columns = RelatedRecords.shown(register, besides: field).compactMap(register.field)
        let cells = ListCells(
            register: register, columns: columns,
            values: ValueView(actor: view.visit.actor, regions: view.visit.regions, labels: labels))
        let heading = field.name == register.subject ? register.title : "\(register.title)（\(field.title)）"
        return panel(
            heading, id: "related-\(register.name)-\(field.name)",
            actions: mayAdd ? a(register.newTitle, .href(newAddress(id))) : .empty
        ) {
            if records.isEmpty {
                p("还没有。")
            } else {
                dataTable(
                    records.count < RelatedRecords.most
                        ? "\(heading)，\(records.count) \(register.unit)"
                        : "\(heading)，最近 \(records.count) \(register.unit)",
                    id: "table-\(register.name)-\(field.name)",
                    columns: columns.map { TableColumn($0.title, isNumber: $0.kind.isNumber) },
                    rows: cells.rows(records, computed: computed))
                if records.count == RelatedRecords.most {
                    linkLine(
                        "看全部\(heading)",
                        RegisterAddress.list(register.name).with("view", register.widestView)
                            .with("f.\(field.name)", String(id)).text)
                }
            }
        }
    }
}
