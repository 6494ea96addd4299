import Access
import Base
import HTML
import House
import Kit
import Quota
import Registers

/// Making a new record: for people first a look whether they are there already, then the form, then a last look.
struct EntryFlow {
    let visit: Visit
    private let register: RegisterDefinition

    init(visit: Visit) throws {
        self.visit = visit
        register = try visit.register(try visit.part("register"))
        try visit.actor.require(.write, register.name)
    }

    private var work: FormWork { FormWork(visit: visit, register: register, existing: nil) }
    private var address: String { RegisterAddress.new(register.name).text }
    private var fields: [FieldDefinition] { visit.enteredFields(register) }
    private var back: String? {
        (visit.query("back") ?? visit.form[FormWork.backName]).map(SignInRoutes.safe)
    }

    /// The first page: who it is about where that must be chosen, the look-up where people could be there twice,
    /// else the form.
    func start() async throws -> Answer {
        var typed = TypedRecord(register, fields: fields)
        for field in fields where !field.secret && !field.kind.isPersonalNumber {
            for text in visit.address.values(field.name) where !text.isEmpty { fill(&typed, field, text) }
        }
        if let subject = register.subject, typed.text(subject).isEmpty, let picker = FormContext.picker(register) {
            return .redirect(picker)
        }
        if register.duplicates != nil { return .page(LookUp(visit: visit, register: register).page(errors: [])) }
        for field in fields where field.standard?.source == "today()" && typed.parts(field.name).text.isEmpty {
            typed.put(.day(visit.today), in: field, regions: visit.regions)
        }
        for field in fields where field.startsWithOwnName && typed.text(field.name).isEmpty {
            typed.put(.text(visit.actor.name), in: field, regions: visit.regions)
        }
        return .page(try await formPage(FormWork.Outcome(typed: typed, values: [:], faults: [])))
    }

    private func fill(_ typed: inout TypedRecord, _ field: FieldDefinition, _ text: String) {
        guard let value = try? FieldText.read(text, as: field, regions: visit.regions) else { return }
        typed.put(value, in: field, regions: visit.regions)
    }

    /// What was sent from any of the pages.
    func take() async throws -> Answer {
        let step = visit.form[FormStep.name] ?? FormStep.check
        if step == FormStep.find { return try await LookUp(visit: visit, register: register).find() }
        var typed = TypedRecord(register, fields: fields, sent: visit.form)
        if let added = FormStep.added(step) {
            if let field = register.field(added) {
                typed.replace("\(added).count", String(typed.rowCount(field) + 1))
            }
            return .page(try await formPage(FormWork.Outcome(typed: typed, values: [:], faults: [])))
        }
        if step == FormStep.start || step == FormStep.change {
            return .page(try await formPage(FormWork.Outcome(typed: typed, values: [:], faults: [])))
        }
        let outcome = try await work.examine(typed)
        let isAccepted = visit.form[FormWork.acceptName] == "yes"
        if outcome.isRefused || (!outcome.faults.isEmpty && !isAccepted) {
            return .page(try await formPage(outcome), status: 422)
        }
        if register.duplicates != nil, step != FormStep.save {
            return .page(try await checkPage(outcome))
        }
        return try await save(outcome)
    }

    private func save(_ outcome: FormWork.Outcome) async throws -> Answer {
        let (name, values) = (register.name, outcome.values)
        do {
            let id = try await visit.house.registers.write(as: visit.actor) { writing in
                try writing.create(name, values, source: .page)
            }
            return .redirect(target(id, values), notice: "\(register.title)已保存。")
        } catch let refusal as Refusal {
            var refused = outcome
            refused.faults = refusal.faults
            return .page(try await formPage(refused), status: 422)
        }
    }

    /// Where one goes on: back to where the form was opened, to the file of the person, or to the record.
    private func target(_ id: Int64, _ values: FieldValues) -> String {
        if let back { return back }
        // What an employer declares is gone on with on its own pages: worked out, then reviewed.
        if visit.house.audits.book.audit(ofDeclarations: register.name) != nil {
            return RegisterAddress.record(register.name, id)
        }
        if let field = register.subject.flatMap(register.field), let owner = values[field.name]?.integer,
            let target = field.target
        {
            return RegisterAddress.record(target, owner)
        }
        return RegisterAddress.record(register.name, id)
    }

    // MARK: Pages

    private func formPage(_ outcome: FormWork.Outcome) async throws -> Page {
        let form = try await work.form(outcome.typed, errors: outcome.errors)
        let isChecked = register.duplicates != nil
        return Page(
            title: register.newTitle, shell: visit.shell(current: "registers"), caption: register.listTitle,
            back: Link(register.listTitle, RegisterAddress.list(register.name).text), errors: outcome.errors,
            width: .narrow
        ) {
            postForm(address, csrf: visit.csrf, multipart: true) {
                if let back { hiddenField(FormWork.backName, back) }
                form.sections
                FormWork.acceptance(outcome)
                submitButton(
                    isChecked ? "检查后保存" : "保存", name: FormStep.name,
                    value: isChecked ? FormStep.check : FormStep.save)
            }
        }
    }

    private func checkPage(_ outcome: FormWork.Outcome) async throws -> Page {
        let form = try await work.form(outcome.typed, errors: [])
        return Page(
            title: "检查后保存", shell: visit.shell(current: "registers"), caption: register.newTitle,
            width: .narrow
        ) {
            p("请再看一遍。没有错就保存；要改就回到表格，填过的都还在。")
            form.answers(outcome.values)
            postForm(address, csrf: visit.csrf) {
                form.hidden
                if let back { hiddenField(FormWork.backName, back) }
                hiddenField(FormWork.acceptName, "yes")
                buttonRow {
                    submitButton("保存\(register.title)", name: FormStep.name, value: FormStep.save)
                    submitButton("回去修改", .secondary, name: FormStep.name, value: FormStep.change)
                }
            }
        }
    }
}
