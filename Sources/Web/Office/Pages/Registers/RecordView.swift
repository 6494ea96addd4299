import Access
import Base
import HTML
import House
import Kit
import Quota
import Registers

/// A record as its pages show it: values, names of what it refers to, whom it is about.
struct RecordView: Sendable {
    let visit: Visit
    let register: RegisterDefinition
    let record: Record
    /// The values with the computed ones.
    let values: FieldValues
    var labels: RecordLabels
    /// The record to whom this one belongs, with its computed values.
    let subject: Subject?
    let files: [String: Attachment]
    /// What the record is called.
    var name: String { RecordLabels.name(record, register, regions: visit.regions) }

    /// The record to whom another belongs.
    struct Subject: Sendable {
        let register: RegisterDefinition
        let record: Record
        let values: FieldValues
    }

    /// Reads a record that lies in the person's scope.
    static func read(_ visit: Visit) async throws -> RecordView {
        let register = try visit.register(try visit.part("register"))
        let id = try visit.number("id")
        return try await visit.house.registers.read(as: visit.actor) { reading in
            guard let record = try reading.record(register.name, id) else {
                throw NoSuchRecord(register: register.name, id: id)
            }
            return try RecordView(visit, register, record, reading: reading)
        }
    }

    init(_ visit: Visit, _ register: RegisterDefinition, _ record: Record, reading: RegisterReading) throws {
        self.visit = visit
        self.register = register
        self.record = record
        values = record.values.merging(try reading.computed(record)) { $1 }
        var labels = try RecordLabels(of: [record], fields: register.fields, reading: reading)
        subject = try RecordView.subject(of: record, register, reading: reading)
        if let subject {
            labels.add([subject.record], reading: reading)
            try labels.addAccounts(subject.register.accountFields.map { subject.record[$0.name] }, reading)
        }
        self.labels = labels
        var files: [String: Attachment] = [:]
        for field in register.fields where field.kind == .attachment {
            for digest in record[field.name].list ?? [] {
                files[digest] = try AttachmentStore().info(digest, in: reading.connection)
            }
        }
        self.files = files
    }

    private static func subject(
        of record: Record, _ register: RegisterDefinition, reading: RegisterReading
    ) throws -> Subject? {
        guard let field = register.subject.flatMap(register.field), let id = record[field.name].integer,
            let target = field.target.flatMap(reading.catalogue.register), reading.actor.can(.read, target.name),
            let owner = try reading.record(target.name, id)
        else { return nil }
        let values = owner.values.merging(try reading.computed(owner)) { $1 }
        return Subject(register: target, record: owner, values: values)
    }

    var view: ValueView { ValueView(actor: visit.actor, regions: visit.regions, labels: labels) }

    var mayWrite: Bool { visit.actor.can(.write, register.name) && record.removedAt == nil }

    /// The day after which nothing more is registered of the record, or of whom it is about, with the field that says so.
    var closing: (field: FieldDefinition, day: Day)? {
        let (about, record) = subject.map { ($0.register, $0.record) } ?? (register, self.record)
        for name in about.closes {
            if let field = about.field(name), let day = record[name].day, day <= visit.today { return (field, day) }
        }
        return nil
    }

    /// The heading of the record's pages. Two that were merged have one name: those that no longer stand say so.
    var title: String {
        guard subject == nil else { return ownTitle }
        if record.mergedInto != nil { return "\(ownTitle)（编号 \(record.id)，已合并）" }
        return record.removedAt == nil ? ownTitle : "\(ownTitle)（编号 \(record.id)，已删除）"
    }

    private var ownTitle: String {
        guard let subject else { return name }
        let owner = RecordLabels.name(subject.record, subject.register, regions: visit.regions)
        return "\(owner)的\(register.title)"
    }

    func address(_ part: String? = nil) -> String {
        part.map { RegisterAddress.record(register.name, record.id, $0) }
            ?? RegisterAddress.record(register.name, record.id)
    }

    var breadcrumb: [Link] {
        [Link("台账", "/registers"), Link(register.listTitle, RegisterAddress.list(register.name).text)]
    }

    // MARK: Parts that all pages of a record share

    /// Who or what this is: the columns of the register's first list, those of the one it belongs to where it belongs
    /// to somebody.
    var identity: HTML {
        let (about, values) = subject.map { ($0.register, $0.values) } ?? (register, self.values)
        let fields = about.view(nil).columns.compactMap(about.field).filter { $0.kind != .reference }
        var rows = fields.compactMap { field -> SummaryRow? in
            let value = values[field.name] ?? .null
            return value.isNull ? nil : SummaryRow(field.title, HTML(view.text(value, field)))
        }
        if let subject {
            let name = RecordLabels.name(subject.record, subject.register, regions: visit.regions)
            let link = linkLine(name, RegisterAddress.record(subject.register.name, subject.record.id))
            rows.removeAll { $0.key == subject.register.field(subject.register.label)?.title }
            rows.insert(SummaryRow(subject.register.title, link), at: 0)
        }
        if let state = record.state, let machine = register.states {
            rows.append(SummaryRow("状态", tag(machine.title(of: state), .attention)))
            if let due = record.due, !openTransitions(of: machine).isEmpty {
                rows.append(SummaryRow("下一步期限", HTML(dueWords(due))))
            }
        }
        return identityBar(rows)
    }

    /// The pages of the record.
    func navigation(current: String) -> HTML {
        let isSubject = !visit.catalogue.registers(about: register.name).isEmpty
        var items = [(isSubject ? "档案" : "资料", "")]
        if isSubject { items.append(("资料", "facts")) }
        if visit.house.audits.book.audit(ofDeclarations: register.name) != nil { items.append(("核算", "audit")) }
        items.append(("关联记录", "related"))
        items.append(("修改历史", "history"))
        return sectionNav(
            "记录内容",
            items.map { text, part in
                NavigationItem(text, address(part.isEmpty ? nil : part), isCurrent: part == current)
            })
    }

    /// Why the record can only be read, where that is so.
    var standing: HTML {
        HTML {
            if let into = record.mergedInto {
                inset {
                    p {
                        "这条记录已经合并到"
                        a("编号 \(into)", .href(RegisterAddress.record(register.name, into)))
                        "。"
                    }
                }
            } else if let removed = record.removedAt {
                inset {
                    p("这条记录已于 \(removed.chinese) 删除，不再出现在名单里。")
                    if visit.actor.can(.write, register.name) {
                        postForm(address("restore"), csrf: visit.csrf) {
                            textField(Field("reason", "恢复的原因"))
                            submitButton("恢复这条记录", .secondary)
                        }
                    }
                }
            } else if !visit.actor.can(.write, register.name) {
                inset { p("您的角色只能查看这条记录。") }
            }
        }
    }

    /// What can be done with the record now.
    var actions: HTML {
        HTML {
            if mayWrite { buttonLink("修改资料", address("edit")) }
            for step in openSteps { buttonLink(step.title, address("steps/\(step.name)")) }
            if mayWrite { buttonLink("删除记录", address("remove")) }
        }
    }

    /// The steps that may be taken from the record's state by the person's roles.
    var openSteps: [StateMachine.Transition] {
        guard let machine = register.states, record.removedAt == nil else { return [] }
        return openTransitions(of: machine).filter { step in
            step.roles.isEmpty ? mayWrite : step.roles.contains(where: visit.actor.roles.contains)
        }
    }

    private func openTransitions(of machine: StateMachine) -> [StateMachine.Transition] {
        machine.transitions.filter { $0.from.contains(record.state ?? machine.initial) }
    }

    private func dueWords(_ due: Day) -> String {
        let left = due.number - visit.today.number
        if left < 0 { return "\(due.chinese)，已逾期 \(-left) 天" }
        return left == 0 ? "\(due.chinese)，今天到期" : "\(due.chinese)，还有 \(left) 天"
    }

    /// All sections with their facts.
    var facts: HTML {
        HTML(register.sections.indices.map(sectionPanel))
    }

    /// A section with its facts.
    func sectionPanel(_ index: Int) -> HTML {
        let section = register.sections[index]
        let fields = section.fields.compactMap(register.field).filter(isShown)
        let edit = a("修改\(section.title)", .href(address("edit") + "?section=\(index + 1)"))
        guard !fields.isEmpty else { return .empty }
        return panel(section.title, id: "section-\(index + 1)", actions: mayWrite ? edit : .empty) {
            summaryList(fields.filter { $0.kind != .rows || (values[$0.name]?.rows ?? []).isEmpty }.map(row))
            for field in fields where field.kind == .rows && !(values[field.name]?.rows ?? []).isEmpty {
                childTable(field)
            }
        }
    }

    private func isShown(_ field: FieldDefinition) -> Bool {
        let value = values[field.name] ?? .null
        // What is only asked in some cases is not told as missing in the others.
        return !value.isNull || (field.shownWhen == nil && field.applies(in: region))
    }

    private var region: RegionCode? {
        register.region.flatMap { record[$0].text }.flatMap { RegionCode($0) }
    }

    private func row(_ field: FieldDefinition) -> SummaryRow {
        let value = values[field.name] ?? .null
        if field.kind == .attachment { return SummaryRow(field.title, fileLinks(value.list ?? [])) }
        var action: Link?
        if field.secret, !value.isNull, visit.actor.secrets >= .reveal {
            action = Link("查看全号", address("reveal/\(field.name)"))
        }
        return SummaryRow(field.title, view.html(value, field), action: action)
    }

    private func fileLinks(_ digests: [String]) -> HTML {
        HTML {
            for (index, digest) in digests.enumerated() {
                if index > 0 { "、" }
                if let file = files[digest] {
                    a(
                        "\(file.name)（\(file.kind.title)，\(max(1, file.size / 1_024)) KB）",
                        .href(address("files/\(digest)")))
                }
            }
        }
    }

    private func childTable(_ field: FieldDefinition) -> HTML {
        let rows = values[field.name]?.rows ?? []
        return dataTable(
            "\(field.title)，\(rows.count) 行", id: "rows-\(field.name)",
            columns: field.columns.map { TableColumn($0.title, isNumber: $0.kind.isNumber) },
            rows: rows.map { row in
                TableRow(field.columns.map { view.cell(row[$0.name] ?? .null, $0) })
            })
    }
}
