import Access
import Base
import HTML
import House
import Kit
import Registers

/// Changing a record: the whole of it, or one section.
struct EditFlow {
    let visit: Visit
    private let register: RegisterDefinition
    private let id: Int64

    init(visit: Visit) throws {
        self.visit = visit
        register = try visit.register(try visit.part("register"))
        id = try visit.number("id")
        try visit.actor.require(.write, register.name)
    }

    /// The number of the section that is changed alone, from 1.
    private var section: Int? {
        visit.query("section").flatMap { Int($0) }.flatMap { register.sections.indices.contains($0 - 1) ? $0 : nil }
    }

    private var fields: [FieldDefinition] {
        let names = section.map { Set(register.sections[$0 - 1].fields) }
        return visit.enteredFields(register).filter { names?.contains($0.name) ?? true }
    }

    private var address: String {
        RegisterAddress.record(register.name, id, "edit") + (section.map { "?section=\($0)" } ?? "")
    }

    func start() async throws -> Answer {
        let record = try await record()
        let typed = TypedRecord(register, fields: fields, record: record, regions: visit.regions)
        return .page(try await page(FormWork.Outcome(typed: typed, values: [:], faults: []), record, record.version))
    }

    func take() async throws -> Answer {
        let record = try await record()
        let version = visit.form[FormWork.versionName].flatMap { Int64($0) } ?? record.version
        let step = visit.form[FormStep.name] ?? FormStep.save
        var typed = TypedRecord(register, fields: fields, sent: visit.form)
        if let added = FormStep.added(step), let field = register.field(added) {
            typed.replace("\(added).count", String(typed.rowCount(field) + 1))
            return .page(try await page(FormWork.Outcome(typed: typed, values: [:], faults: []), record, version))
        }
        if step == FormStep.change {
            return .page(try await page(FormWork.Outcome(typed: typed, values: [:], faults: []), record, version))
        }
        let outcome = try await FormWork(visit: visit, register: register, existing: record).examine(typed)
        let isAccepted = visit.form[FormWork.acceptName] == "yes"
        if outcome.isRefused || (!outcome.faults.isEmpty && !isAccepted) {
            return .page(try await page(outcome, record, version), status: 422)
        }
        return try await save(outcome, record, version)
    }

    private func save(_ outcome: FormWork.Outcome, _ record: Record, _ version: Int64) async throws -> Answer {
        let (name, id, values) = (register.name, id, outcome.values)
        let reason = (visit.form[EditFlow.reasonName] ?? "").trimmed
        do {
            let changed = try await visit.house.registers.write(as: visit.actor) { writing in
                try writing.update(
                    name, id, version: version, values, source: .page, reason: reason.isEmpty ? nil : reason)
            }
            return .redirect(
                isFile ? RegisterAddress.record(register.name, id, "facts") : RegisterAddress.record(register.name, id),
                notice: changed ? "修改已保存。" : "没有改动，什么也没有保存。")
        } catch let refusal as Refusal {
            var refused = outcome
            refused.faults = refusal.faults
            return .page(try await page(refused, record, version), status: 422)
        } catch let stale as StaleRecord {
            return .page(try await stalePage(outcome, stale.current), status: 409)
        }
    }

    private var isFile: Bool { !visit.catalogue.registers(about: register.name).isEmpty }

    private func record() async throws -> Record {
        let (name, id) = (register.name, id)
        return try await visit.house.registers.read(as: visit.actor) { reading in
            guard let record = try reading.record(name, id), record.removedAt == nil else {
                throw NoSuchRecord(register: name, id: id)
            }
            return record
        }
    }

    // MARK: Pages

    private static let reasonName = "_reason"

    private func page(_ outcome: FormWork.Outcome, _ record: Record, _ version: Int64) async throws -> Page {
        let work = FormWork(visit: visit, register: register, existing: record)
        let form = try await work.form(outcome.typed, errors: outcome.errors)
        let name = RecordLabels.name(record, register, regions: visit.regions)
        let part = section.map { register.sections[$0 - 1].title } ?? "资料"
        return Page(
            title: "修改\(part)", shell: visit.shell(current: "registers"), caption: name,
            back: Link("记录", RegisterAddress.record(register.name, id)), errors: outcome.errors, width: .narrow
        ) {
            postForm(address, csrf: visit.csrf, multipart: true) {
                hiddenField(FormWork.versionName, String(version))
                form.sections
                textField(
                    Field(
                        EditFlow.reasonName, "修改的原因", value: visit.form[EditFlow.reasonName] ?? "",
                        hint: "记在修改历史里。", optional: true))
                FormWork.acceptance(outcome)
                submitButton("保存修改", name: FormStep.name, value: FormStep.save)
            }
        }
    }

    /// Somebody else was quicker: both contents side by side, to choose again.
    private func stalePage(_ outcome: FormWork.Outcome, _ current: Record) async throws -> Page {
        let work = FormWork(visit: visit, register: register, existing: current)
        let form = try await work.form(outcome.typed, errors: [])
        let theirs = TypedRecord(register, fields: fields, record: current, regions: visit.regions)
        let known = try await work.form(theirs, errors: [])
        let rows = fields.filter { !$0.secret && $0.kind != .rows }.compactMap { field -> CompareRow? in
            let left = known.context.words(current[field.name], field)
            let right = form.context.words(outcome.values[field.name] ?? .null, field)
            return left == right ? nil : CompareRow(field.title, HTML(left), HTML(right), difference: "不同")
        }
        return Page(
            title: "别人刚改过这条记录", shell: visit.shell(current: "registers"),
            caption: RecordLabels.name(current, register, regions: visit.regions),
            back: Link("记录，放弃我的修改", RegisterAddress.record(register.name, id))
        ) {
            p("您打开表格以后，别人保存了新的内容，您的修改还没有保存。请对照两边，再决定怎么办。")
            compareTable(
                "不同的内容，\(rows.count) 项", left: "现在台账里的（第 \(current.version) 版）", right: "您填的", rows)
            postForm(address, csrf: visit.csrf) {
                form.hidden
                hiddenField(FormWork.versionName, String(current.version))
                hiddenField(FormWork.acceptName, "yes")
                hiddenField(EditFlow.reasonName, visit.form[EditFlow.reasonName] ?? "")
                buttonRow {
                    submitButton("按我填的保存", name: FormStep.name, value: FormStep.save)
                    submitButton("回到表格再改", .secondary, name: FormStep.name, value: FormStep.change)
                }
            }
        }
    }
}
