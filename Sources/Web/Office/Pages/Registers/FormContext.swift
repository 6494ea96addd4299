import Access
import Base
import HTML
import Kit
import Registers

/// What a form needs to know beside what was typed: names of records, what can be chosen, files.
struct FormContext: Sendable {
    let register: RegisterDefinition
    let regions: RegionTree
    let actor: Actor
    let labels: RecordLabels
    /// Records of the same person that a reference may lead to, and accounts that may be chosen, by field.
    let options: [String: [Choice]]
    let files: [String: Attachment]
    /// Where another person is chosen; nil where that is fixed.
    let picker: String?

    /// The most villages that a list is offered for; beyond that the name is typed.
    private static let mostRegions = 300

    init(_ typed: TypedRecord, isNew: Bool, reading: RegisterReading) throws {
        register = typed.register
        regions = reading.regions
        actor = reading.actor
        let references = typed.fields.filter { $0.kind == .reference }
        var labels = RecordLabels()
        for field in references {
            guard let target = field.target, let id = Int64(typed.text(field.name)), actor.can(.read, target) else {
                continue
            }
            labels.add(try reading.records(target, [id]), reading: reading)
        }
        var options = try FormContext.options(typed, references, reading)
        for field in typed.fields where field.kind == .account {
            let now = FormContext.account(typed.text(field.name))
            try labels.addAccounts(now.map { [.integer($0)] } ?? [], reading)
            options[field.name] = try FormContext.accounts(for: field, now: now, labels, reading)
        }
        self.options = options
        self.labels = labels
        var files: [String: Attachment] = [:]
        for field in typed.fields where field.kind == .attachment {
            for digest in typed.texts(field.name) {
                files[digest] = try AttachmentStore().info(digest, in: reading.connection)
            }
        }
        self.files = files
        picker = isNew ? FormContext.picker(register) : nil
    }

    /// The page where the one to whom a record belongs is looked up.
    static func picker(_ register: RegisterDefinition) -> String? {
        guard let field = register.subject.flatMap(register.field), let target = field.target else { return nil }
        return PageAddress("/registers/\(target)/pick").with("for", register.name).text
    }

    private static func options(
        _ typed: TypedRecord, _ references: [FieldDefinition], _ reading: RegisterReading
    ) throws -> [String: [Choice]] {
        guard let name = typed.register.subject, let subject = typed.register.field(name), let about = subject.target,
            let id = Int64(typed.text(name))
        else { return [:] }
        let fields = references.filter { field in
            field.name != name && reading.catalogue.registers(about: about).contains { $0.name == field.target }
        }
        guard !fields.isEmpty else { return [:] }
        let related = try reading.related(to: about, id)
        var options: [String: [Choice]] = [:]
        for field in fields {
            options[field.name] = related.filter { $0.register == field.target }.compactMap { record in
                reading.catalogue.register(record.register).map { register in
                    Choice(String(record.id), RecordLabels.name(record, register, regions: reading.regions))
                }
            }
        }
        return options
    }

    /// The accounts that may be chosen, with the one that stands there now; nil when they are so many that a name is typed.
    private static func accounts(
        for field: FieldDefinition, now: Int64?, _ labels: RecordLabels, _ reading: RegisterReading
    ) throws -> [Choice]? {
        let cards = try reading.accounts(for: field)
        guard cards.count <= mostRegions else { return nil }
        var choices = cards.map { Choice("#\($0.id)", $0.title) }
        if let now, !cards.contains(where: { $0.id == now }) { choices.append(Choice("#\(now)", labels.account(now))) }
        return choices
    }

    /// The account whose number stands in a form.
    private static func account(_ text: String) -> Int64? {
        text.hasPrefix("#") ? Int64(text.dropFirst()) : nil
    }

    /// What a form says of an account whose name is typed.
    func accountName(_ text: String) -> String {
        FormContext.account(text).map(labels.account) ?? text
    }

    /// The name of the record whose number stands in a field; nil when there is none to be read.
    func name(_ field: FieldDefinition, _ text: String) -> String? {
        guard let target = field.target, let id = Int64(text) else { return nil }
        return labels.name(target, id)
    }

    func otherSubject(_ field: FieldDefinition) -> Link? {
        picker.map { Link("换一个", $0) }
    }

    /// The regions that may be chosen; none when there are too many.
    func regionChoices(lowest: RegionLevel?) -> [Choice] {
        let fitting = regions.all.filter { entry in
            entry.code.level >= (lowest ?? .county) && actor.scope.contains(entry.code)
        }
        guard fitting.count <= FormContext.mostRegions else { return [] }
        return fitting.map { Choice($0.code.text, regions.fullName(of: $0.code)) }
    }

    /// A value in words.
    func words(_ value: FieldValue, _ field: FieldDefinition) -> String {
        if field.kind == .attachment {
            return (value.list ?? []).map { files[$0]?.name ?? "文件" }.joined(separator: "、")
        }
        if field.kind == .reference, let target = field.target, let id = value.integer {
            return labels.name(target, id)
        }
        if field.kind == .account, let id = value.integer { return labels.account(id) }
        if case .day(let day) = value { return day.chinese }
        return FieldText.write(value, of: field, regions: regions)
    }
}
