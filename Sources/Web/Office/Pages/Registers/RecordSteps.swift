import Access
import FEEL
import HTML
import House
import Kit
import Registers

/// What is done with a record beside changing its values: removing, bringing back, going from state to state.
struct RecordSteps {
    let visit: Visit

    // MARK: Removing

    func askRemoval() async throws -> Answer {
        .page(removalPage(try await RecordView.read(visit), errors: []))
    }

    func remove() async throws -> Answer {
        let view = try await RecordView.read(visit)
        let reason = (visit.form["reason"] ?? "").trimmed
        guard !reason.isEmpty else {
            let errors = [FieldError(field: "reason", message: "请写明删除的原因。")]
            return .page(removalPage(view, errors: errors), status: 422)
        }
        let (name, id, version) = (view.register.name, view.record.id, visit.form["version"].flatMap { Int64($0) })
        try await visit.house.registers.write(as: visit.actor) { writing in
            try writing.remove(name, id, version: version, reason: reason, source: .page)
        }
        return .redirect(view.address(), notice: "“\(view.title)”已删除。需要时可以在这一页恢复。")
    }

    func restore() async throws -> Answer {
        let view = try await RecordView.read(visit)
        let reason = (visit.form["reason"] ?? "").trimmed
        let (name, id) = (view.register.name, view.record.id)
        try await visit.house.registers.write(as: visit.actor) { writing in
            try writing.restore(name, id, reason: reason.isEmpty ? "恢复" : reason, source: .page)
        }
        return .redirect(view.address(), notice: "“\(view.title)”已恢复。")
    }

    private func removalPage(_ view: RecordView, errors: [FieldError]) -> Page {
        Page(
            title: "删除记录", shell: visit.shell(current: "registers"), caption: view.title,
            back: Link("记录", view.address()), errors: errors, width: .narrow
        ) {
            view.identity
            warningText("删除以后，这条记录不再出现在名单和统计里。历史还在，可以恢复。")
            postForm(view.address("remove"), csrf: visit.csrf) {
                hiddenField("version", String(view.record.version))
                textField(Field("reason", "删除的原因", value: visit.form["reason"] ?? "", errors: errors))
                submitButton("删除这条记录", .warning)
            }
        }
    }

    // MARK: States

    func askStep() async throws -> Answer {
        let view = try await RecordView.read(visit)
        return .page(try await stepPage(view, try step(of: view), errors: []))
    }

    func takeStep() async throws -> Answer {
        let view = try await RecordView.read(visit)
        let step = try step(of: view)
        let note = (visit.form["note"] ?? "").trimmed
        let (name, id, version) = (view.register.name, view.record.id, visit.form["version"].flatMap { Int64($0) })
        do {
            try await visit.house.registers.write(as: visit.actor) { writing in
                try writing.transition(
                    name, id, version: version, step.name, note: note.isEmpty ? nil : note, source: .page)
            }
            return .redirect(view.address(), notice: "已经“\(step.title)”。")
        } catch let refusal as Refusal {
            let isGuard = try await !holds(step, view) && refusal.faults.allSatisfy { $0.field == nil }
            let errors = refusal.faults.map { fault in
                FieldError(field: fault.field, message: isGuard ? unmet(step, view) : fault.message)
            }
            return .page(try await stepPage(view, step, errors: errors), status: 422)
        }
    }

    private func step(of view: RecordView) throws -> StateMachine.Transition {
        let name = try visit.part("step")
        guard let step = view.openSteps.first(where: { $0.name == name }) else { throw NotFound() }
        return step
    }

    private func holds(_ step: StateMachine.Transition, _ view: RecordView) async throws -> Bool {
        let record = view.record
        return try await visit.house.registers.read(as: visit.actor) { reading in
            try step.guardCondition.map { try reading.holds($0, record) } ?? true
        }
    }

    private func stepPage(
        _ view: RecordView, _ step: StateMachine.Transition, errors: [FieldError]
    ) async throws -> Page {
        let holds = try await holds(step, view)
        let next = view.register.states?.title(of: step.to) ?? step.to
        return Page(
            title: step.title, shell: visit.shell(current: "registers"), caption: view.title,
            back: Link("记录", view.address()), errors: errors, width: .narrow
        ) {
            view.identity
            if holds {
                p("办完以后，状态变为“\(next)”。")
                postForm(view.address("steps/\(step.name)"), csrf: visit.csrf) {
                    hiddenField("version", String(view.record.version))
                    textArea(
                        Field(
                            "note", "说明", value: visit.form["note"] ?? "", optional: !step.noteRequired,
                            errors: errors), rows: 3)
                    submitButton(step.title)
                }
            } else {
                inset { p(unmet(step, view)) }
                if view.mayWrite { buttonRow { buttonLink("去填写", view.address("edit"), .primary) } }
            }
        }
    }

    private func unmet(_ step: StateMachine.Transition, _ view: RecordView) -> String {
        let names = step.guardCondition?.expression.referencedNames ?? []
        let titles = view.register.fields.filter { names.contains($0.name) }.map { "“\($0.title)”" }
        return "还不能“\(step.title)”：请先填好\(titles.joined(separator: "、"))。"
    }
}

extension String {
    /// Without blanks at both ends.
    var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(start[..<(start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex)])
    }
}
