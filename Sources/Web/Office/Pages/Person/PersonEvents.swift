import Base
import HTML
import House
import Kit
import Registers

/// Everything that happened to somebody: records of other registers and changes of the file, newest first.
struct PersonEvents: Sendable {
    let related: [Record]
    let computed: [String: [Int64: FieldValues]]
    let labels: RecordLabels
    let entries: [TimelineEntry]

    /// Of how many records the file says who made them.
    private static let mostNamed = 30

    static func read(_ view: RecordView) async throws -> PersonEvents {
        let (name, id) = (view.register.name, view.record.id)
        return try await view.visit.house.registers.read(as: view.visit.actor) { reading in
            let related = try reading.related(to: name, id)
            let registers = reading.catalogue.registers(about: name)
            var labels = RecordLabels()
            var computed: [String: [Int64: FieldValues]] = [:]
            for register in registers {
                let own = related.filter { $0.register == register.name }
                labels.merge(try RecordLabels(of: own, fields: register.fields, reading: reading))
                for record in own { computed[register.name, default: [:]][record.id] = try reading.computed(record) }
            }
            let makers = try reading.makers(of: Array(related.prefix(mostNamed)))
            let changes = try reading.history(name, id, limit: mostNamed)
            var view = view
            try view.labels.addAccounts(of: changes, view.register, reading)
            return PersonEvents(
                related: related, computed: computed, labels: labels,
                entries: entries(view, related, makers, changes))
        }
    }

    private static func entries(
        _ view: RecordView, _ related: [Record], _ makers: [String: [Int64: String]], _ changes: [Change]
    ) -> [TimelineEntry] {
        let table = ChangeTable(view: view, changes: changes)
        var dated: [(Day, TimelineEntry)] = related.compactMap { record in
            guard let register = view.visit.catalogue.register(record.register) else { return nil }
            let day = register.when.flatMap { record[$0].day } ?? record.createdAt.chinaDay
            let who = makers[record.register]?[record.id]
            return (day, entry(record, register, on: day, who: who ?? "已登记", view))
        }
        dated += changes.map { change in
            let day = change.at.chinaDay
            return (
                day,
                TimelineEntry(
                    date: day.chinese, heading: "档案\(change.kind.title)", who: change.actor,
                    detail: change.kind == .created ? .empty : table.differences(change))
            )
        }
        return dated.enumerated().sorted { ($0.element.0.number, -$0.offset) > ($1.element.0.number, -$1.offset) }
            .map(\.element.1)
    }

    private static func entry(
        _ record: Record, _ register: RegisterDefinition, on day: Day, who: String, _ view: RecordView
    ) -> TimelineEntry {
        let label = register.field(register.label).map { view.view.text(record[$0.name], $0) } ?? ""
        return TimelineEntry(
            date: day.chinese, heading: label.isEmpty ? register.title : "\(register.title)：\(label)", who: who,
            detail: linkLine(
                "打开这条\(register.title)（编号 \(record.id)）", RegisterAddress.record(register.name, record.id)))
    }
}
