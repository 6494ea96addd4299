import Access
import HTML
import House
import Kit
import Registers

/// Where the one is chosen about whom a record is to be made.
struct RecordPicker {
    let visit: Visit

    func answer() async throws -> Answer { try await numbers.answer(page) }
    func search() async throws -> Answer { try await numbers.search(page) }

    private var numbers: NumberSearch { NumberSearch(visit: visit, name: ListState.searchName) }

    private func page(_ search: String?) async throws -> Answer {
        let target = try visit.register(try visit.part("register"))
        guard let register = visit.query("for").flatMap(visit.catalogue.register),
            let field = register.subject.flatMap(register.field), field.target == target.name
        else { throw NotFound() }
        try visit.actor.require(.write, register.name)
        let query = ListQuery(register: target.name, view: target.widestView, search: search, limit: 20)
        let columns = target.view(nil).columns.compactMap(target.field)
        let (records, computed, labels) = try await visit.house.registers.read(as: visit.actor) { reading in
            let records = search == nil ? [] : try reading.list(query).records
            return (
                records, try records.map(reading.computed),
                try RecordLabels(of: records, fields: columns, reading: reading)
            )
        }
        let cells = ListCells(
            register: target, columns: columns,
            values: ValueView(actor: visit.actor, regions: visit.regions, labels: labels),
            href: { RegisterAddress.new(register.name).with(field.name, String($0.id)).text })
        return .page(
            Page(
                title: "\(register.newTitle)：先选\(target.title)", shell: visit.shell(current: "registers"),
                caption: register.listTitle, back: Link(register.listTitle, RegisterAddress.list(register.name).text)
            ) {
                searchBox(
                    Field(ListState.searchName, "查找\(target.title)", value: search ?? "", hint: "名称、拼音首字母或完整的证件号。"),
                    at: visit.address, posting: visit.csrf)
                if records.isEmpty {
                    if let search {
                        emptyState(PersonalNumber.isLike(search) ? "没有找到这个号码" : "没有找到“\(search)”") {
                            p("可以换个写法再找。")
                        }
                    }
                } else {
                    dataTable(
                        "找到的\(target.title)，\(records.count) \(target.unit)，点名称选定",
                        columns: columns.map { TableColumn($0.title, isNumber: $0.kind.isNumber) },
                        rows: cells.rows(records, computed: computed))
                }
            })
    }
}
