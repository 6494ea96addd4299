import Access
import Base
import Database
import HTML
import House
import Kit
import Registers
import Rounds

/// A step done on the spot: who it is, a few questions, and on to the next one in the village.
struct VisitPage {
    let visit: Visit

    private static let acceptName = "accept"
    private static let accepted = "已经核实，就是这样"
    /// What is said at each question of how it is answered.
    private static let keeping = "核实过的，在表末勾选“\(accepted)”，再保存一次，就按填的存。"

    func start() async throws -> Answer {
        let scene = try await Scene(visit)
        let values = scene.form.start(from: scene.subject, on: visit.today, by: visit.actor.name)
        return .page(page(scene, values, typed: nil, errors: []))
    }

    func take() async throws -> Answer {
        let scene = try await Scene(visit)
        let read = scene.form.read(visit.form)
        guard read.errors.isEmpty else { return refused(scene, read.errors) }
        guard let subject = scene.doneBy.subject else { throw NotFound() }
        var values = read.values
        values[subject] = .integer(scene.subject.id)
        let outside = scene.outside(values)
        let isAccepted = visit.form[VisitPage.acceptName] == "yes"
        if let outside, !isAccepted {
            let (record, register) = (values, scene.doneBy.name)
            let faults = try await visit.house.registers.read(as: visit.actor) { reading in
                try reading.checked(register, record, existing: nil).faults
            }
            // Of this round it is said once, in the words of the visit.
            let others = faults.filter { $0.level == .error || !$0.message.hasSuffix(outside) }
            let isRefused = others.contains { $0.level == .error }
            let question = FieldError(
                field: scene.doneBy.when, message: outside + (isRefused ? "" : VisitPage.keeping), isQuestion: true)
            return refused(scene, errors(others, scene) + [question])
        }
        let next = VisitNext(visit: visit, place: scene.place, step: scene.step, subject: scene.subject)
        let village = try await next.village()
        do {
            try await save(scene, values, acceptWarnings: isAccepted)
        } catch let refusal as Refusal {
            return refused(scene, errors(refusal.faults, scene))
        }
        let isLeft = try await waits(scene)
        let remark = outside ?? (isLeft ? "这一步还没有做完，仍是待办。" : "")
        let done = "“\(scene.name)”的\(scene.step.title)已保存。" + remark
        return try await onward(scene, next.outcome(after: village), done, isLeft: isLeft)
    }

    /// Whether the step still waits: one record need not do it.
    private func waits(_ scene: Scene) async throws -> Bool {
        let steps = try await visit.house.rounds.steps(scene.place.round.id, of: [scene.subject.id], as: visit.actor)
        return steps[scene.subject.id]?.contains { $0.step == scene.step.name && $0.state == .waiting } ?? false
    }

    /// Where one goes on after a visit, and what is true of those who are left behind.
    /// - Parameter isLeft: whether the one visited still waits.
    private func onward(_ scene: Scene, _ outcome: VisitNext.Outcome, _ done: String, isLeft: Bool) -> Answer {
        let isList = visit.form["then"] == "list"
        let step = scene.step.title
        switch outcome {
        case .here(let next) where !isList:
            return .redirect(scene.address(next.id), notice: done + "下一位：\(scene.place.name(next))。")
        case .elsewhere(let next) where !isList:
            return .redirect(scene.address(next.id), notice: done + elsewhere(scene, next, isLeft: isLeft))
        case .beyond(let next, let list) where !isList:
            return .redirect(scene.address(next.id, from: list), notice: done + elsewhere(scene, next, isLeft: isLeft))
        case .listDone(let othersWait) where !isLeft:
            let all = othersWait ? "这份名单里的\(step)都做完了，别处还有待办的。" : "没有待办的\(step)了。"
            return .redirect(scene.back, notice: done + all)
        case .beyond where !isLeft:
            return .redirect(scene.back, notice: done + "这份名单里的\(step)都做完了，别处还有待办的。")
        case .here, .elsewhere, .beyond, .listDone: return .redirect(scene.back, notice: done)
        }
    }

    /// That the village is done, and where the next one lives.
    private func elsewhere(_ scene: Scene, _ next: Record, isLeft: Bool) -> String {
        let village = scene.place.region(of: scene.subject).flatMap { visit.regions.name(of: $0) }
        let left = village.map { isLeft ? "" : "\($0)的\(scene.step.title)都做完了，" } ?? ""
        let place = scene.place.region(of: next).map { visit.regions.fullName(of: $0) + "的" } ?? ""
        return "\(left)接着是\(place)\(scene.place.name(next))。"
    }

    private func save(_ scene: Scene, _ record: FieldValues, acceptWarnings: Bool) async throws {
        let register = scene.doneBy.name
        let source = Source(.round, note: scene.place.round.title)
        try await visit.house.registers.write(as: visit.actor) { writing in
            try writing.create(register, record, source: source, acceptWarnings: acceptWarnings)
        }
    }

    /// Faults as messages at their fields; those of fields which are not asked here concern the whole page. Questions wait
    /// until nothing is wrong.
    private func errors(_ faults: [FieldFault], _ scene: Scene) -> [FieldError] {
        let wrong = faults.filter { $0.level == .error }
        return (wrong.isEmpty ? faults : wrong).map { fault in
            let isAsked = (scene.form.first + scene.form.more).contains { $0.name == fault.field }
            return FieldError(
                field: isAsked ? fault.field : nil,
                message: fault.message + (fault.level == .warning ? VisitPage.keeping : ""),
                isQuestion: fault.level == .warning)
        }
    }

    private func refused(_ scene: Scene, _ errors: [FieldError]) -> Answer {
        .page(page(scene, [:], typed: visit.form, errors: errors), status: 422)
    }

    // MARK: The page

    /// All that one visit is about.
    private struct Scene {
        let place: RoundPlace
        let step: RoundDefinition.Step
        let doneBy: RegisterDefinition
        let subject: Record
        let form: VisitForm
        let name: String
        let back: String
        let standing: MemberStep?

        init(_ visit: Visit) async throws {
            place = try await RoundPlace(visit)
            step = try place.step()
            guard place.round.isOpen else { throw Refusal([FieldFault(nil, "这一轮已经结束，不能再登记。")]) }
            try visit.actor.require(.rounds, "work")
            try visit.actor.require(.write, step.doneBy)
            doneBy = try visit.register(step.doneBy)
            subject = try await place.member()
            let region = place.region(of: subject)
            form = VisitForm(register: doneBy, regions: visit.regions, region: region)
            name = place.name(subject)
            back = place.next(step, in: region)
            let steps = try await visit.house.rounds.steps(place.round.id, of: [subject.id], as: visit.actor)
            standing = steps[subject.id]?.first { [step] in $0.step == step.name }
        }

        /// Who asked for no list comes back to that of the village in which they are then.
        func address(_ record: Int64, from list: String? = nil) -> String {
            RoundAddress.visit(place.round.id, record, step: step.name, next: list ?? place.askedNext)
        }

        /// What must be asked when the date is not one of the round's: the record is kept, but the step is not done.
        func outside(_ values: FieldValues) -> String? {
            guard let when = doneBy.when, let day = values[when]?.day, !place.round.counts(on: day) else { return nil }
            return place.round.question(about: day)
        }
    }

    private func page(
        _ scene: Scene, _ values: FieldValues, typed: FormData?, errors: [FieldError]
    ) -> Page {
        Page(
            title: "\(scene.name)：\(scene.step.title)", shell: visit.shell(current: "rounds"),
            caption: scene.place.round.title, back: Link("名单", scene.back), notice: visit.notice, errors: errors,
            width: .narrow
        ) {
            identityBar(facts(scene))
            if let standing = scene.standing, standing.state != .waiting {
                inset {
                    p(
                        "这一步现在是：\(RoundWords.standing(standing, reasons: scene.place.definition.notDone, on: visit.today))。"
                    )
                }
            }
            postForm(scene.address(scene.subject.id), csrf: visit.csrf) {
                for field in scene.form.first {
                    scene.form.control(field, values[field.name] ?? .null, typed: typed, errors: errors)
                }
                more(scene, values, typed: typed, errors: errors)
                acceptance(errors)
                buttonRow {
                    submitButton("保存，下一位")
                    submitButton("保存，回到名单", .secondary, name: "then", value: "list")
                }
            }
            others(scene)
        }
    }

    private func facts(_ scene: Scene) -> [SummaryRow] {
        // What tells people apart at the door: the register's own first list, without what only lists need.
        let columns = scene.place.register.view(nil).columns.filter { $0 != scene.place.register.region }
        let shown = columns.compactMap { scene.place.register.field($0) }.filter {
            $0.isStored && $0.kind != .reference
        }
        let rows = shown.prefix(7).compactMap { field -> SummaryRow? in
            let value = scene.subject[field.name]
            return value.isNull
                ? nil : SummaryRow(field.title, FieldText.write(value, of: field, regions: visit.regions))
        }
        let region = scene.place.region(of: scene.subject).map { visit.regions.fullName(of: $0) } ?? ""
        return rows + [SummaryRow("所在区划", region)]
    }

    private func more(_ scene: Scene, _ values: FieldValues, typed: FormData?, errors: [FieldError]) -> HTML {
        let fields = scene.form.more
        guard !fields.isEmpty else { return .empty }
        let hasErrors = errors.contains { error in fields.contains { $0.name == error.field } }
        return disclosure("更多内容（可以不填），\(fields.count) 项", isOpen: hasErrors) {
            for field in fields {
                scene.form.control(field, values[field.name] ?? .null, typed: typed, errors: errors)
            }
        }
    }

    /// Questions are answered by saying that what was typed is right.
    @HTMLBuilder private func acceptance(_ errors: [FieldError]) -> HTML {
        if !errors.isEmpty, errors.allSatisfy(\.isQuestion) {
            for error in errors where error.field == nil { warningText(error.message) }
            checkbox(Field(VisitPage.acceptName, VisitPage.accepted))
        }
    }

    private func others(_ scene: Scene) -> HTML {
        let full = RegisterAddress.new(scene.doneBy.name).with(scene.doneBy.subject ?? "", "\(scene.subject.id)")
            .with("round", "\(scene.place.round.id)").with("step", scene.step.name).with("next", scene.back).with(
                "back", scene.back)
        return linkList(
            [
                Link(
                    "做不了这一步，写明原因",
                    RoundAddress.notDone(
                        scene.place.round.id, scene.subject.id, step: scene.step.name, next: scene.back)),
                Link("打开\(scene.name)的档案", RegisterAddress.record(scene.subject.register, scene.subject.id)),
                Link("用完整的\(scene.doneBy.title)表填写", full.text),
            ], label: "别的做法")
    }
}
