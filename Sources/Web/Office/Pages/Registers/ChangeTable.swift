import Base
import HTML
import Kit
import Registers

/// What was done to a record: who, when, what before and after, why, from where.
struct ChangeTable {
    let view: RecordView
    let changes: [Change]

    var html: HTML {
        dataTable(
            "修改历史，\(changes.count) 次，新的在前", id: "history",
            columns: [
                TableColumn("时间"), TableColumn("做了什么"), TableColumn("改前和改后"), TableColumn("谁"),
                TableColumn("原因"), TableColumn("来源"),
            ],
            rows: changes.map { change in
                TableRow([
                    HTML(change.at.chinese), HTML(change.kind.title), differences(change), HTML(change.actor),
                    HTML(change.reason ?? ""), HTML(source(change)),
                ])
            })
    }

    /// The fields that changed, old and new.
    func differences(_ change: Change) -> HTML {
        let names = view.register.fields.filter { change.before[$0.name] != nil || change.after[$0.name] != nil }
        return ul {
            if let state = stateWords(change) { li(state) }
            for field in names {
                let (old, new) = (text(change.before, field), text(change.after, field))
                li(change.kind == .created ? "\(field.title)：\(new)" : "\(field.title)：\(old) 改为 \(new)")
            }
        }
    }

    private func text(_ values: FieldValues, _ field: FieldDefinition) -> String {
        let text = view.view.text(values[field.name] ?? .null, field)
        return text.isEmpty ? "空" : text
    }

    private func stateWords(_ change: Change) -> String? {
        guard let machine = view.register.states, let new = change.after["state"]?.text else { return nil }
        let old = change.before["state"]?.text.map { machine.title(of: $0) } ?? "空"
        return "状态：\(old) 改为 \(machine.title(of: new))"
    }

    private func source(_ change: Change) -> String {
        [change.source.channel.title, change.source.note].compactMap { $0 }.joined(separator: "：")
    }
}
