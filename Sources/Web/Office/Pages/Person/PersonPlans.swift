import Access
import HTML
import House
import Kit
import Registers

/// The plans made for somebody, each with what belongs to it: its steps and its follow-ups.
///
/// A plan is a record without which another register's records cannot stand: their key names it.
struct PersonPlans {
    let view: RecordView
    let events: PersonEvents

    /// How many plans the file shows, the newest first.
    private static let most = 2

    var panels: HTML {
        let registers = view.visit.catalogue.registers(about: view.register.name)
        let plans = registers.filter { plan in
            registers.contains { part in
                part.key.contains { part.field($0)?.kind == .reference && part.field($0)?.target == plan.name }
            }
        }
        return HTML {
            for plan in plans {
                let records = events.related.filter { $0.register == plan.name }
                for record in records.prefix(PersonPlans.most) { panelHTML(record, plan, registers) }
            }
        }
    }

    private var values: ValueView {
        ValueView(actor: view.visit.actor, regions: view.visit.regions, labels: events.labels)
    }

    private func panelHTML(
        _ record: Record, _ plan: RegisterDefinition, _ registers: [RegisterDefinition]
    ) -> HTML {
        let address = RegisterAddress.record(plan.name, record.id)
        let name = RecordLabels.name(record, plan, regions: view.visit.regions)
        return panel("\(plan.title)：\(name)", id: "plan-\(record.id)", actions: a("打开这份\(plan.title)", .href(address)))
        {
            summaryList(facts(record, plan))
            for part in registers {
                for field in part.fields where field.kind == .reference && field.target == plan.name {
                    parts(part, by: field, of: record)
                }
            }
        }
    }

    private func facts(_ record: Record, _ plan: RegisterDefinition) -> [SummaryRow] {
        var rows = plan.view(plan.widestView).columns.compactMap(plan.field).compactMap { field -> SummaryRow? in
            let value = record[field.name]
            guard !value.isNull, field.name != plan.subject, field.name != plan.region else { return nil }
            return SummaryRow(field.title, values.html(value, field))
        }
        if let state = record.state, let machine = plan.states {
            rows.append(SummaryRow("状态", tag(machine.title(of: state))))
        }
        return rows
    }

    private func parts(_ part: RegisterDefinition, by field: FieldDefinition, of plan: Record) -> HTML {
        let records = events.related.filter { record in
            record.register == part.name && record[field.name].integer == plan.id
        }.reversed()
        let hidden: Set<String> = Set([part.subject, part.region, field.name].compactMap { $0 })
        let columns = part.view(part.widestView).columns.filter { !hidden.contains($0) }.compactMap(part.field)
        let mayAdd =
            view.visit.actor.can(.write, part.name) && view.record.removedAt == nil && view.closing == nil
        return HTML {
            if !records.isEmpty {
                dataTable(
                    "\(part.title)，\(records.count) \(part.unit)", id: "parts-\(plan.id)-\(part.name)",
                    columns: columns.map { TableColumn($0.title, isNumber: $0.kind.isNumber) },
                    rows: ListCells(register: part, columns: columns, values: values).rows(
                        Array(records), computed: records.map { events.computed[part.name]?[$0.id] ?? [:] }))
            }
            if mayAdd, let subject = part.subject {
                linkLine(
                    "给这份计划加\(part.title)",
                    RegisterAddress.new(part.name).with(subject, String(view.record.id))
                        .with(field.name, String(plan.id)).text)
            }
        }
    }
}
