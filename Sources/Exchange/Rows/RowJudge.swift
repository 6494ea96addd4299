import Access
import Base
import Database
import Registers
import Secrets

/// Compares rows of a file with the records, some hundred at a time, within a transaction.
struct RowJudge {
    /// What is decided already about rows, and what the judge is asked for.
    struct Question {
        /// Records by row: decided at the desk, or found by the dry run.
        var decided: [Int: Int64] = [:]
        /// Records that the same file made or changed when it was imported before.
        var earlier: [Int: Int64] = [:]
        /// Fields of which the record of a row keeps its own, as somebody decided.
        var setAside: [Int: Set<String>] = [:]
        /// Records that a row is taken not to be.
        var different: [Int: Set<Int64>] = [:]
        /// Whether rules are tried and doubtful records looked for (the dry run), or only the record is found.
        var isDryRun = true
    }

    let reading: RegisterReading
    let register: RegisterDefinition
    let index: ColumnIndex
    let keyring: Keyring
    private let difference: RecordDifference

    init(reading: RegisterReading, register: RegisterDefinition, index: ColumnIndex, keyring: Keyring) {
        self.reading = reading
        self.register = register
        self.index = index
        self.keyring = keyring
        difference = RecordDifference(register: register, regions: reading.regions)
    }

    /// What each row comes to, in the order of the rows.
    func judge(_ rows: [RowDraft], _ question: Question) throws -> [Judgement] {
        let settled = rows.filter(\.isSettled).map(settledJudgement)
        guard settled.count < rows.count else { return settled }
        let judgements = try compared(rows.filter { !$0.isSettled }, question)
        return settled.isEmpty ? judgements : (judgements + settled).sorted { $0.draft.number < $1.draft.number }
    }

    /// A line that nobody filled in, of which nothing is asked, or a line of child rows that has no record.
    private func settledJudgement(_ draft: RowDraft) -> Judgement {
        let name = draft.links.values.lazy.compactMap { $0.values.lazy.compactMap(\.text).first }.first
        let place = draft.faults.first?.cell ?? "第 \(draft.number) 行"
        return Judgement(
            draft: draft, outcome: draft.isBlank ? .blank : .refused, record: nil, values: [:],
            faults: draft.isBlank ? [] : draft.faults, label: name ?? place)
    }

    private func compared(_ rows: [RowDraft], _ question: Question) throws -> [Judgement] {
        var drafts = rows
        let labels = try resolveLinks(&drafts)
        try resolveAccounts(&drafts)
        completeKeys(&drafts)
        try assumeKeys(&drafts)
        var identities: [Int: [[UInt8]]] = [:]
        // When rows are written their record is known; only without a key a decision must be looked up again.
        if question.isDryRun || register.key.isEmpty {
            for draft in drafts { identities[draft.number] = try self.identities(of: draft) }
        }
        let matches = try Matches(self, drafts, question, identities: identities)
        var judgements = try drafts.map { draft in
            var judgement = try judge(draft, matches, question)
            guard question.isDryRun else { return judgement }
            judgement.label = label(of: draft, labels[draft.number], judgement.record)
            judgement.identity = identities[draft.number]?.first ?? []
            judgement.keyHash = try keyHash(of: draft)
            judgement.uniqueHashes = try uniqueHashes(of: draft)
            judgement.fingerprint = try fingerprint(of: draft)
            return judgement
        }
        if question.isDryRun { try findDoubtful(&judgements, matches, question) }
        return judgements
    }

    // MARK: Before comparing

    private func resolveLinks(_ drafts: inout [RowDraft]) throws -> [Int: String] {
        var labels: [Int: String] = [:]
        let linked = Set(drafts.flatMap(\.links.keys))
        for field in register.fields where linked.contains(field.name) {
            guard var resolver = LinkResolver(field, of: register, reading: reading, index: index) else { continue }
            let found = try resolver.resolve(&drafts)
            if field.name == register.subject || labels.isEmpty { labels.merge(found) { $1 } }
        }
        return labels
    }

    /// Names of accounts become their numbers. A name that no account has does not keep the row out.
    private func resolveAccounts(_ drafts: inout [RowDraft]) throws {
        for field in register.accountFields {
            for position in drafts.indices {
                guard let text = drafts[position].values[field.name]?.text else { continue }
                do {
                    drafts[position].values[field.name] = .integer(try reading.account(written: text, for: field).id)
                } catch let fault as FieldFault {
                    drafts[position].values[field.name] = nil
                    drafts[position].faults.append(
                        index.fault(
                            field.name, row: drafts[position].number, fault.message + "这一栏没有导入。", isError: false,
                            value: fault.value))
                }
            }
        }
    }

    /// The certificate carries the citizen id: a row with only the certificate's number has the key nevertheless.
    private func completeKeys(_ drafts: inout [RowDraft]) {
        let keys = register.key.compactMap { register.field($0) }.filter { $0.kind == .citizenID }
        let certificates = register.fields.filter { $0.kind == .certificateNumber }
        guard let key = keys.first, !certificates.isEmpty else { return }
        for position in drafts.indices where drafts[position].values[key.name]?.isNull ?? true {
            guard !drafts[position].hasFault(in: key.name) else { continue }
            for field in certificates {
                guard let text = drafts[position].values[field.name]?.text,
                    let number = try? CertificateNumber(text), number.citizenID.checkFits
                else { continue }
                drafts[position].values[key.name] = .text(number.citizenID.text)
            }
        }
    }

    /// A row that leaves a part of the key to its default is looked for, today, as the record that it would become. On a
    /// later day `Matches` finds it by all that it says, as it was imported before.
    private func assumeKeys(_ drafts: inout [RowDraft]) throws {
        for position in drafts.indices where drafts[position].recordNumber == nil {
            // An empty cell of a field that has a default takes nothing away.
            for name in register.key where register.field(name)?.standard != nil {
                if drafts[position].values[name] == .null { drafts[position].values[name] = nil }
            }
            guard !register.key.contains(where: { drafts[position].hasFault(in: $0) }) else { continue }
            drafts[position].assumedKey = try reading.keyDefaults(register.name, drafts[position].values)
        }
    }

    private func label(of draft: RowDraft, _ linked: String?, _ record: Record?) -> String {
        let field = register.field(register.label)
        let value = draft.values[register.label] ?? record?[register.label] ?? .null
        var own = ""
        if let field, field.kind != .reference, !field.secret {
            own = FieldText.write(value, of: field, regions: reading.regions)
        }
        let parts = [linked ?? "", own].filter { !$0.isEmpty }
        return parts.isEmpty ? "第 \(draft.number) 行" : parts.joined(separator: " ")
    }

    // MARK: Hashes

    private func keyHash(of draft: RowDraft) throws -> [UInt8]? {
        let parts = register.key.map { RowJudge.canonical(draft.values[$0] ?? draft.assumedKey[$0] ?? .null) }
        if parts.isEmpty { return try fingerprint(of: draft) }
        guard !parts.contains("") else { return nil }
        return try keyring.searchHash("import.key.\(register.name)", parts.joined(separator: "\u{1F}"))
    }

    private func uniqueHashes(of draft: RowDraft) throws -> [String: [UInt8]] {
        var hashes: [String: [UInt8]] = [:]
        for fields in register.uniqueSets where fields.map(\.name) != register.key {
            let parts = fields.map { RowJudge.canonical(draft.values[$0.name] ?? .null) }
            guard let first = fields.first, !parts.contains("") else { continue }
            hashes[first.name] = try keyring.searchHash(
                "import.unique.\(register.name).\(first.name)", parts.joined(separator: "\u{1F}"))
        }
        return hashes
    }

    private func fingerprint(of draft: RowDraft) throws -> [UInt8] {
        try keyring.searchHash("import.row.\(register.name)", RowJudge.content(of: draft))
    }

    /// The fingerprints under which the same row may have been kept, under keys put out of use, too.
    func fingerprints(of draft: RowDraft) throws -> [[UInt8]] {
        try keyring.searchHashes("import.row.\(register.name)", RowJudge.content(of: draft), ever: true)
    }

    /// The hashes by which it is known again what a row said of a field, the one to be kept first.
    func asideHashes(_ field: String, _ value: FieldValue) throws -> [String] {
        try keyring.searchHashes("import.aside.\(register.name).\(field)", RowJudge.canonical(value), ever: true)
            .map { Hex.text($0) }
    }

    private static func content(of draft: RowDraft) -> String {
        draft.values.sorted { $0.key < $1.key }.map { "\($0.key)=\(canonical($0.value))" }.joined(separator: "\u{1F}")
    }

    /// The same person written the same way gives the same hash, whatever else the row says. Where the register knows
    /// nothing of names, the whole row. The first is the hash to be kept; under the others, of keys put out of use, decisions
    /// made earlier are remembered.
    private func identities(of draft: RowDraft) throws -> [[UInt8]] {
        guard let traits = Traits(draft.values, register: register) else { return [try fingerprint(of: draft)] }
        let parts = [
            NameForm.folded(traits.name), traits.birth?.iso ?? "", traits.region?.text ?? "", traits.key ?? "",
            traits.phone ?? "",
        ]
        return try keyring.searchHashes(
            "import.identity.\(register.name)", parts.joined(separator: "\u{1F}"), ever: true)
    }

    static func canonical(_ value: FieldValue) -> String {
        switch value {
        case .null, .masked: ""
        case .text(let text): normalised(text)
        case .integer(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        case .day(let day): day.iso
        case .list(let items): items.sorted().joined(separator: "|")
        case .rows(let rows): rows.map(canonical).joined(separator: "\u{1D}")
        }
    }

    /// A child row: what it says, whatever the order of the columns.
    static func canonical(_ row: FieldValues) -> String {
        row.filter { !$0.value.isNull }.sorted { $0.key < $1.key }.map { "\($0.key)=\(canonical($0.value))" }
            .joined(separator: "\u{1E}")
    }

    // MARK: Comparing

    private func judge(_ draft: RowDraft, _ matches: Matches, _ question: Question) throws -> Judgement {
        var judgement = Judgement(
            draft: draft, outcome: .new, record: nil, values: draft.values, faults: draft.faults, label: "")
        switch matches.match(of: draft) {
        case .record(let record, let isEarlier, let notice):
            judgement.record = record
            if let notice { judgement.faults.append(notice) }
            judgement.faults += otherMasks(draft, record)
            judgement.isRemembered = matches.remembers(draft.number, record.id)
            judgement.setAside =
                try question.setAside[draft.number] ?? matches.setAside(of: draft, record.id)
            try compare(&judgement, with: record, isEarlier: isEarlier, question)
        case .refused(let fault):
            judgement.faults.append(fault)
        case .doubtful(let candidates, let otherwise):
            judgement.candidates = candidates.filter { !isDifferent(draft.number, $0.record, matches, question) }
            guard judgement.candidates.isEmpty else { break }
            if let otherwise { judgement.faults.append(otherwise) }
            if question.isDryRun { try tryRules(&judgement, existing: nil) }
        case .none:
            if question.isDryRun { try tryRules(&judgement, existing: nil) }
        }
        if judgement.faults.contains(where: \.isError) {
            // A row that misses something may still be found at the desk as one that has it.
            judgement.outcome = .refused
        } else if !judgement.candidates.isEmpty {
            judgement.outcome = .doubtful
        }
        return judgement
    }

    private func compare(
        _ judgement: inout Judgement, with record: Record, isEarlier: Bool, _ question: Question
    ) throws {
        let changes = difference.changes(judgement.draft.values, of: record).filter { name, _ in
            !judgement.setAside.contains(name)
        }
        judgement.values = changes
        judgement.outcome = changes.isEmpty ? .same : .changed
        guard !changes.isEmpty else { return }
        if isEarlier {
            let fault = index.fault(
                nil, row: judgement.draft.number, "这个文件以前导入过，记录后来又改过；保留现在的内容。", isError: false)
            judgement.outcome = .same
            judgement.values = [:]
            judgement.faults.append(fault)
            return
        }
        judgement.differences = difference.shown(changes, of: record, accounts: try accounts(changes, record))
        if question.isDryRun { try tryRules(&judgement, existing: record) }
    }

    /// A masked number that is not the record's: the row was moved, or somebody typed stars.
    private func otherMasks(_ draft: RowDraft, _ record: Record) -> [RowFault] {
        draft.masked.sorted { $0.key < $1.key }.compactMap { name, written in
            guard let field = register.field(name) else { return nil }
            let mask = record[name].text.map { Mask.masked($0, kind: field.kind) } ?? ""
            guard written != mask else { return nil }
            let message = "这一格打了码，和台账里的“\(field.title)”对不上，没有改这一栏。要改，请写完整；没有要改，请核对这一行是不是串了行。"
            return index.fault(name, row: draft.number, message, isError: false)
        }
    }

    private func accounts(_ changes: FieldValues, _ record: Record) throws -> [Int64: String] {
        let fields = register.accountFields.filter { changes[$0.name] != nil }
        guard !fields.isEmpty else { return [:] }
        return try reading.accountTitles(
            fields.flatMap { [changes[$0.name]?.integer, record[$0.name].integer].compactMap { $0 } })
    }

    private func tryRules(_ judgement: inout Judgement, existing: Record?) throws {
        let row = judgement.draft.number
        // Without the record it belongs to nothing more can be said.
        if let subject = register.subject, existing == nil, judgement.draft.values[subject]?.isNull ?? true {
            if !judgement.draft.hasFault(in: subject) {
                judgement.faults.append(index.fault(subject, row: row, "没有写明是谁的记录，请补上身份证号或姓名。"))
            }
            return
        }
        let result: (values: FieldValues, faults: [FieldFault])
        do {
            result = try reading.checked(register.name, judgement.values, existing: existing)
        } catch let error where error is NoSuchRecord || error is AccessError {
            // Whom the record is about lies elsewhere or is looked after by others: that is this row's trouble alone.
            let owner = register.subject.flatMap { register.field($0)?.title } ?? register.title
            let words = error is AccessError ? "\(error)" : "这条记录所属的\(owner)不在您的数据权限内，或已被删除。"
            judgement.faults.append(index.fault(register.subject, row: row, words + "这一行没有收。"))
            return
        }
        for fault in result.faults where !(fault.field.map { judgement.draft.hasFault(in: $0) } ?? false) {
            judgement.faults.append(
                index.fault(
                    fault.field, row: row, fault.message, isError: fault.level == .error, value: fault.value))
        }
        let region = register.region.flatMap { result.values[$0]?.text }.flatMap { RegionCode($0) }
        if register.region != nil, region != nil, !reading.actor.scope.contains(region) {
            let name = region.map { reading.regions.fullName(of: $0) } ?? ""
            let message = "“\(name)”不在您的数据权限内，这一行没有收。请交给管这个区划的人导入。"
            judgement.faults.append(index.fault(register.region, row: row, message))
        }
        if existing == nil { judgement.draft.values = RowJudge.filled(judgement.draft.values, result.values, register) }
    }

    /// The row's own values, with those worked out by which duplicates are found.
    private static func filled(
        _ values: FieldValues, _ completed: FieldValues, _ register: RegisterDefinition
    ) -> FieldValues {
        guard let duplicates = register.duplicates else { return values }
        var values = values
        for name in [duplicates.birth, duplicates.region].compactMap({ $0 }) where values[name]?.isNull ?? true {
            values[name] = completed[name]
        }
        return values
    }

    // MARK: Doubtful

    private func isDifferent(_ row: Int, _ record: Int64, _ matches: Matches, _ question: Question) -> Bool {
        matches.isDifferent(row, record) || question.different[row]?.contains(record) == true
    }

    private func findDoubtful(
        _ judgements: inout [Judgement], _ matches: Matches, _ question: Question
    ) throws {
        guard register.duplicates != nil else { return }
        var traits: [Int: Traits] = [:]
        for judgement in judgements where judgement.record == nil && isOpen(judgement) {
            traits[judgement.draft.number] = Traits(judgement.draft.values, register: register)
        }
        guard !traits.isEmpty else { return }
        let finder = DuplicateFinder(reading: reading, register: register)
        let found = try finder.candidates(traits)
        for position in judgements.indices {
            let judgement = judgements[position]
            guard let candidates = found[judgement.draft.number] else { continue }
            let rest = candidates.filter { !isDifferent(judgement.draft.number, $0.record, matches, question) }
            guard !rest.isEmpty else { continue }
            judgements[position].candidates = rest
            // What the row misses the record may have: the question comes first.
            judgements[position].outcome = .doubtful
        }
    }

    /// A row whose only fault is that something is missing may still be somebody's.
    private func isOpen(_ judgement: Judgement) -> Bool {
        judgement.draft.faults.isEmpty
            && judgement.faults.allSatisfy { fault in
                guard fault.isError else { return true }
                return fault.field.map { judgement.draft.values[$0]?.isNull ?? true } ?? false
            }
    }
}
