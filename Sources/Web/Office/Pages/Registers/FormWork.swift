import Access
import Base
import HTML
import House
import Kit
import Registers

extension Visit {
    /// The fields that this person fills in. Who looks after a record is not for those to say who have only their own.
    func enteredFields(_ register: RegisterDefinition) -> [FieldDefinition] {
        let isOwnOnly = actor.ownCaseloadOnly(.write, register.name)
        let given = isOwnOnly ? Set(register.caseloadFields.map(\.name)) : []
        return register.fields.filter { $0.isEntered && !given.contains($0.name) }
    }
}

/// What happens with a form that was sent: files are taken in, names are looked up, values read, rules asked.
struct FormWork {
    let visit: Visit
    let register: RegisterDefinition
    /// The record that is changed; nil for a new one.
    let existing: Record?

    /// What came out: values, and what is wrong with them.
    struct Outcome: Sendable {
        var typed: TypedRecord
        var values: FieldValues
        var faults: [FieldFault]

        /// Whether something stands in the way of saving.
        var isRefused: Bool { faults.contains { $0.level == .error } }

        /// The faults as messages at the fields of the page; those of other fields concern the whole page.
        var errors: [FieldError] {
            let remark = isRefused ? "" : FormWork.keeping
            return faults.map { fault in
                let own = fault.field.map { name in
                    typed.fields.contains { $0.isEntered && (name == $0.name || name.hasPrefix($0.name + ".")) }
                }
                return FieldError(
                    field: own == true ? fault.field : nil, message: fault.message + remark,
                    isQuestion: fault.level == .warning)
            }
        }
    }

    /// Reads what was sent and asks the rules, without writing a record.
    func examine(_ sent: TypedRecord) async throws -> Outcome {
        var typed = sent
        var faults = try await takeFiles(&typed)
        faults += try await findReferences(&typed)
        let roots = visit.actor.scope.roots ?? []
        let read = typed.values(
            isNew: existing == nil, regions: visit.regions, within: roots.count == 1 ? roots[0] : nil)
        faults += read.faults
        let unread = Set(faults.compactMap(\.field))
        let (name, id, values) = (register.name, existing?.id, read.values)
        let ruled = try await visit.house.registers.read(as: visit.actor) { reading in
            let plain = try id.map { try reading.plain(name, $0) }
            return try reading.checked(name, values, existing: plain).faults
        }
        faults += ruled.filter { fault in !(fault.field.map(unread.contains) ?? false) }
        return Outcome(typed: typed, values: values, faults: faults)
    }

    /// Files are kept as soon as they arrive, so that nobody must choose them again after an error elsewhere.
    private func takeFiles(_ typed: inout TypedRecord) async throws -> [FieldFault] {
        var faults: [FieldFault] = []
        for field in typed.fields where field.kind == .attachment {
            let name = "\(field.name).file"
            guard let file = visit.form.file(name) else { continue }
            if let fault = AttachmentStore.fault(file.bytes, name: file.name, field: name) {
                faults.append(fault)
                continue
            }
            let actor = visit.actor
            let kept = try await visit.house.registers.write(as: actor) { writing in
                try AttachmentStore().put(file.bytes, name: file.name, as: actor, in: writing.connection)
            }
            if !typed.texts(field.name).contains(kept.digest) { typed.add(field.name, kept.digest) }
        }
        return faults
    }

    /// A reference may be typed as a name; when exactly one record is called so, that one is meant.
    private func findReferences(_ typed: inout TypedRecord) async throws -> [FieldFault] {
        var faults: [FieldFault] = []
        for field in typed.fields where field.kind == .reference {
            let text = typed.text(field.name).trimmed
            guard !text.isEmpty, Int64(text) == nil, let target = field.target else { continue }
            if let id = try await numbered(text, target) {
                typed.replace(field.name, String(id))
                continue
            }
            let found = try await visit.house.registers.read(as: visit.actor) { reading in
                guard let register = reading.catalogue.register(target) else { return [(Int64, String)]() }
                let query = ListQuery(register: target, view: register.widestView, search: text, limit: 5)
                return try reading.list(query).records.map {
                    ($0.id, RecordLabels.name($0, register, regions: reading.regions))
                }
            }
            if found.count == 1 {
                typed.replace(field.name, String(found[0].0))
            } else {
                let names = found.map { "\($0.1)（编号 \($0.0)）" }.joined(separator: "、")
                let words = found.isEmpty ? "没有找到“\(text)”，请核对名称，或先新建。" : "有好几个“\(text)”，请写编号：\(names)。"
                faults.append(FieldFault(field.name, words))
            }
        }
        return faults
    }

    /// The record that is written as the form shows it, with its number, unless the name was written over.
    private func numbered(_ text: String, _ target: String) async throws -> Int64? {
        guard let written = WrittenReference(text) else { return nil }
        return try await visit.house.registers.read(as: visit.actor) { reading in
            guard reading.actor.can(.read, target), let register = reading.catalogue.register(target),
                let record = try reading.records(target, [written.id]).first
            else { return nil }
            return RecordLabels.name(record, register, regions: reading.regions) == written.name ? written.id : nil
        }
    }

    /// The form again, with what it needs to know.
    func form(_ typed: TypedRecord, errors: [FieldError]) async throws -> RecordForm {
        let isNew = existing == nil
        let context = try await visit.house.registers.read(as: visit.actor) { reading in
            try FormContext(typed, isNew: isNew, reading: reading)
        }
        return RecordForm(typed: typed, errors: errors, context: context, existing: existing)
    }

    /// The question that rules which only ask put before saving.
    static func acceptance(_ outcome: Outcome) -> HTML {
        guard !outcome.faults.isEmpty, !outcome.isRefused else { return .empty }
        return HTML {
            warningText("有 \(outcome.faults.count) 处请再核对一遍。没有填错的，勾选下面这一项，再保存一次，就按填的存。")
            checkbox(Field(acceptName, accepted))
        }
    }

    private static let accepted = "我核对过了，没有填错"
    /// What is said at each question of how it is answered.
    private static let keeping = "没有填错的，在表末勾选“\(accepted)”，再保存一次，就按填的存。"
    static let acceptName = "_accept"
    static let versionName = "_version"
    static let backName = "_back"
}
