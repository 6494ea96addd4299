import HTML
import House
import Kit
import Registers

/// The pages of one record.
struct RecordPages {
    let visit: Visit

    /// The first page: the file of somebody to whom other registers point, else the facts.
    func front() async throws -> Answer {
        let view = try await RecordView.read(visit)
        if let answer = try await merged(view.record) { return answer }
        if !visit.catalogue.registers(about: view.register.name).isEmpty {
            return .page(try await PersonFile(view: view).page())
        }
        return .page(page(view, current: "", view.facts))
    }

    /// Who asks for a record that was merged comes to the one that stands for it.
    private func merged(_ record: Record) async throws -> Answer? {
        guard record.mergedInto != nil else { return nil }
        let kept = try await visit.house.registers.read(as: visit.actor) { reading in
            var (kept, seen) = (record, Set([record.id]))
            while let next = kept.mergedInto, seen.insert(next).inserted {
                guard let found = try reading.record(record.register, next) else { return Record?.none }
                kept = found
            }
            return kept
        }
        guard let kept, kept.id != record.id else { return nil }
        let title = try visit.register(record.register).title
        return .redirect(
            RegisterAddress.record(kept.register, kept.id),
            notice: "您打开的\(title)记录（编号 \(record.id)）已经合并到这一条（编号 \(kept.id)），现在看到的是合并后的记录。")
    }

    func facts() async throws -> Answer {
        let view = try await RecordView.read(visit)
        return .page(page(view, current: "facts", suffix: "资料", view.facts))
    }

    func history() async throws -> Answer {
        var view = try await RecordView.read(visit)
        let (register, id, known) = (view.register, view.record.id, view.labels)
        let (changes, labels) = try await visit.house.registers.read(as: visit.actor) { reading in
            let changes = try reading.history(register.name, id)
            var labels = known
            try labels.addAccounts(of: changes, register, reading)
            return (changes, labels)
        }
        view.labels = labels
        return .page(
            page(view, current: "history", suffix: "修改历史", ChangeTable(view: view, changes: changes).html))
    }

    func related() async throws -> Answer {
        let view = try await RecordView.read(visit)
        let groups = try await RelatedRecords.read(view)
        return .page(page(view, current: "related", suffix: "关联记录", RelatedRecords.html(groups, of: view)))
    }

    private func page(_ view: RecordView, current: String, suffix: String? = nil, _ content: HTML) -> Page {
        Page(
            title: suffix.map { "\(view.title)：\($0)" } ?? view.title, shell: visit.shell(current: "registers"),
            caption: view.register.listTitle, breadcrumb: view.breadcrumb, notice: visit.notice,
            actions: view.actions
        ) {
            view.identity
            view.navigation(current: current)
            view.standing
            content
        }
    }
}
