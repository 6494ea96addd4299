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
        if !visit.catalogue.registers(about: view.register.name).isEmpty {
            return .page(try await PersonFile(view: view).page())
        }
        return .page(page(view, current: "", view.facts))
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
