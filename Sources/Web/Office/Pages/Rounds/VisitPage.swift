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

    func start() async throws -> Answer {
        let scene = try await Scene(visit)
        let values = scene.form.start(from: scene.subject, on: visit.today, by: visit.actor.name)
        return .page(page(scene, values, typed: nil, errors: [], warnings: []))
    }

    func take() async throws -> Answer {
        let scene = try await Scene(visit)
        let read = scene.form.read(visit.form)
        guard read.errors.isEmpty else { return refused(scene, read.errors, warnings: []) }
        let following = try await following(scene)
        do {
            try await save(scene, read.values)
        } catch let error as Refusal {
            let errors = error.faults.filter { $0.level == .error }
            guard errors.isEmpty else {
                return refused(
                    scene, errors.map { FieldError(field: $0.field, message: $0.message) }, warnings: [])
            }
            return refused(scene, [], warnings: error.faults.map(\.message))
        }
        let done = "“\(scene.name)”的\(scene.step.title)已保存。"
        guard visit.form["then"] != "list", let following else {
            let all = following == nil ? "这里的\(scene.step.title)都做完了。" : ""
            return .redirect(scene.back, notice: done + all)
        }
        return .redirect(
            scene.address(following.id), notice: done + "下一位：\(scene.place.name(following))。")
    }

    private func save(_ scene: Scene, _ values: FieldValues) async throws {
        guard let subject = scene.doneBy.subject else { throw NotFound() }
        var values = values
        values[subject] = .integer(scene.subject.id)
        let (record, register) = (values, scene.doneBy.name)
        let acceptWarnings = visit.form[VisitPage.acceptName] == "yes"
        let source = Source(.round, note: scene.place.round.title)
        try await visit.house.registers.write(as: visit.actor) { writing in
            try writing.create(register, record, source: source, acceptWarnings: acceptWarnings)
        }
    }

    private func refused(_ scene: Scene, _ errors: [FieldError], warnings: [String]) -> Answer {
        .page(page(scene, [:], typed: visit.form, errors: errors, warnings: warnings), status: 422)
    }

    /// The next one of the village for whom this step waits; after the last one the first.
    private func following(_ scene: Scene) async throws -> Record? {
        var query = MemberQuery()
        query.step = scene.step.name
        query.state = .waiting
        query.region = scene.place.region(of: scene.subject)
        query.limit = 200
        let waiting = try await visit.house.rounds.members(scene.place.round.id, query, as: visit.actor).records
        let here = waiting.firstIndex { $0.id == scene.subject.id }
        if let here, here + 1 < waiting.count { return waiting[here + 1] }
        return waiting.first { $0.id != scene.subject.id }
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

        func address(_ record: Int64) -> String {
            RoundAddress.visit(place.round.id, record, step: step.name, next: back)
        }
    }

    private func page(
        _ scene: Scene, _ values: FieldValues, typed: FormData?, errors: [FieldError], warnings: [String]
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
                ask(warnings)
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

    @HTMLBuilder private func ask(_ warnings: [String]) -> HTML {
        if !warnings.isEmpty {
            for warning in warnings { warningText(warning) }
            checkbox(Field(VisitPage.acceptName, "已经核实，就是这样"))
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
