public import Access
import Base
import Database
import Registers

/// The desk at which people decide whether two records, or a row of a file and a record, are the same.
public final class DuplicateDesk: Sendable {
    let imports: ImportService
    var store: RegisterStore { imports.store }

    /// A desk for the rows that imports found doubtful and for the pairs that a sweep finds.
    public init(imports: ImportService) {
        self.imports = imports
    }

    // MARK: Looking

    /// Pairs within the actor's regions, the likeliest first.
    public func pairs(
        register: String? = nil, state: PairState? = .open, run: Int64? = nil, after: Int64? = nil, limit: Int = 20,
        as actor: Actor
    ) async throws -> DuplicatePage {
        let registers = try readable(register, actor)
        let desk = self
        return try await store.read(as: actor) { reading in
            var condition = DuplicateDesk.condition(registers, state, run, reading)
            if let state, run == nil { condition += DuplicateDesk.latest(registers, state, reading) }
            if let after, let last = try PairTable.load(after, in: reading.connection) {
                condition += SQL(
                    " AND (score < \(last.score) OR (score = \(last.score) AND id > \(last.id)))")
            }
            let found = try PairTable.list(condition, limit: limit + 1, in: reading.connection)
            let pairs = try desk.labelled(Array(found.prefix(limit)), reading)
            return DuplicatePage(pairs: pairs, next: found.count > limit ? found[limit - 1].id : nil)
        }
    }

    /// How many pairs wait for the actor.
    public func openCount(register: String? = nil, as actor: Actor) async throws -> Int {
        let registers = try readable(register, actor)
        return try await store.read(as: actor) { reading in
            let condition =
                DuplicateDesk.condition(registers, .open, nil, reading)
                + DuplicateDesk.latest(registers, .open, reading)
            return Int(
                try reading.connection.first("SELECT COUNT(*) FROM duplicate_pair WHERE \(condition)")?.int(0) ?? 0)
        }
    }

    /// Both sides of a pair beside each other.
    /// - Throws: `ImportError.notFound` when there is none, or a side lies outside the actor's regions.
    public func comparison(_ pair: Int64, as actor: Actor) async throws -> PairComparison {
        let known = try await find(pair, as: actor)
        let left = try await leftSide(known, as: actor)
        let fate = try await fate(known, as: actor)
        return try await store.read(as: actor) { reading in
            let register = try reading.definition(known.register)
            guard let right = try reading.record(known.register, known.right) else { throw DuplicateDesk.missing(pair) }
            let accounts = try reading.accountTitles(
                register.accountFields.flatMap { field in
                    [left.values[field.name]?.integer, right[field.name].integer].compactMap { $0 }
                })
            let names = PairNames(
                accounts: accounts, records: try DuplicateDesk.labels([left.values, right.values], register, reading))
            var comparison = DuplicateDesk.compare(known, left, right, register, reading.regions, names)
            comparison.fate = fate
            return comparison
        }
    }

    /// What a decision on a row does, where the actor may decide: nil for two records, and when it was made.
    private func fate(_ pair: DuplicatePair, as actor: Actor) async throws -> PairComparison.RowFate? {
        guard case .row(let run, let row) = pair.left, pair.state == .open, actor.can(.write, pair.register) else {
            return nil
        }
        let isApplied = try await imports.deskRow(run: run, row: row).isApplied
        return PairComparison.RowFate(
            isApplied: isApplied, refusal: try await imports.refusal(run: run, row: row, as: actor))
    }

    /// A pair by its number.
    /// - Throws: `ImportError.notFound` when there is none, or a side lies outside the actor's regions.
    public func pair(_ id: Int64, as actor: Actor) async throws -> DuplicatePair { try await find(id, as: actor) }

    /// The row of a pair as it stands; nil for two records.
    public func row(of pair: DuplicatePair) async throws -> ImportRow? {
        guard case .row(let run, let row) = pair.left else { return nil }
        return try await imports.deskRow(run: run, row: row).row
    }

    /// Whose value is proposed where a row and the record say different things: of what tells who somebody is (the name, the
    /// number) the record keeps its own, everything else is newer in the file.
    static func proposed(
        _ field: String, row: FieldValue, record: FieldValue, _ register: RegisterDefinition
    ) -> PairSide {
        if row.isNull { return .right }
        let tellsWho = field == register.duplicates?.name || field == register.label || register.key.contains(field)
        return tellsWho && !record.isNull ? .right : .left
    }

    // MARK: Deciding

    /// Decides on a pair. One record: two records are merged, a row is applied to the record (at once when its import was
    /// applied already, else with the others). Two: it is kept and not asked again.
    /// - Throws: `Refusal` when the rules refuse the outcome, `ImportError`, `AccessError`.
    @discardableResult
    public func decide(
        _ pair: Int64, _ decision: PairDecision, note: String? = nil, as actor: Actor
    ) async throws -> DuplicatePair {
        let known = try await find(pair, as: actor)
        guard known.state == .open else {
            throw ImportError(.wrongState, "这一对已由\(known.decidedBy ?? "别人")认定为“\(known.state.title)”。")
        }
        try actor.require(.write, known.register)
        switch known.left {
        case .record(let left): try await decide(known, left, decision, note, actor)
        case .row(let run, let row):
            try await decide(known, run: run, row: row, decision, note, actor)
            try await decideCopies(of: pair, decision, note, actor)
        }
        return try await find(pair, as: actor)
    }

    /// The same row of other uploads is the same person: nobody is asked again. One that cannot be carried out stays.
    private func decideCopies(
        of pair: Int64, _ decision: PairDecision, _ note: String?, _ actor: Actor
    ) async throws {
        for copy in try await store.database.read({ try PairTable.copies(of: pair, .open, in: $0) }) {
            guard case .row(let run, let row) = copy.left else { continue }
            do {
                try await decide(copy, run: run, row: row, decision, note, actor)
            } catch let error where error is ImportError || error is Refusal {
                continue
            }
        }
    }

    /// Why a decision can no longer be taken back, and what to do instead; nil when it can, or when there is none yet.
    public func undoObstacle(_ pair: DuplicatePair, as actor: Actor) async throws -> String? {
        guard pair.state != .open else { return nil }
        if case .row(let run, let row) = pair.left {
            return try await imports.reopenObstacle(run: run, row: row, as: actor)
        }
        guard let merge = pair.merge else { return nil }
        return try await store.read(as: actor) { try $0.unmergeObstacle(merge) }
    }

    /// Takes a decision back: merged records become two again, what a row changed of a record and nobody changed since is
    /// as it was before, and the pair waits again.
    /// - Throws: `ImportError.wrongState` when a row became a record of its own: it is removed on the record's page.
    @discardableResult
    public func undo(_ pair: Int64, reason: String, as actor: Actor) async throws -> DuplicatePair {
        let known = try await find(pair, as: actor)
        guard known.state != .open else { throw ImportError(.wrongState, "这一对还没有认定，不用撤销。") }
        try actor.require(.write, known.register)
        if case .row(let run, let row) = known.left {
            let copies = try await store.database.read { try PairTable.copies(of: pair, known.state, in: $0) }
            try await imports.reopen(run: run, row: row, pair: known, reason: reason, as: actor)
            try await undo(copies, reason, actor)
        } else {
            try await store.write(as: actor) { writing in
                if let merge = known.merge { try writing.unmerge(merge, reason: reason) }
                try PairTable.decide(pair, .open, note: reason, actor: actor, in: writing.connection)
            }
        }
        return try await find(pair, as: actor)
    }

    /// What was decided with a pair is open with it; the copy of an upload that can no longer wait is forgotten.
    private func undo(_ copies: [DuplicatePair], _ reason: String, _ actor: Actor) async throws {
        for copy in copies {
            guard case .row(let run, let row) = copy.left else { continue }
            do {
                try await imports.reopen(run: run, row: row, pair: copy, reason: reason, as: actor)
            } catch let error where error is ImportError || error is Refusal {
                try await store.database.write { try $0.run("DELETE FROM duplicate_pair WHERE id = \(copy.id)") }
            }
        }
    }

    private func decide(
        _ pair: DuplicatePair, _ left: Int64, _ decision: PairDecision, _ note: String?, _ actor: Actor
    ) async throws {
        try await store.write(as: actor) { writing in
            guard case .same(let keep, let fields) = decision else {
                try PairTable.decide(pair.id, .different, note: note, actor: actor, in: writing.connection)
                return
            }
            let (kept, other) = keep == .left ? (left, pair.right) : (pair.right, left)
            let otherSide: PairSide = keep == .left ? .right : .left
            let keptRecord = try writing.plain(pair.register, kept)
            let otherRecord = try writing.plain(pair.register, other)
            var values: FieldValues = [:]
            for field in writing.catalogue.register(pair.register)?.fields ?? [] where field.isEntered {
                // What the kept one does not know it takes from the other, unless the person said otherwise.
                let wanted = fields[field.name] ?? (keptRecord[field.name].isNull ? otherSide : keep)
                if wanted == otherSide, !otherRecord[field.name].isNull {
                    values[field.name] = otherRecord[field.name]
                }
            }
            let merge = try writing.merge(
                pair.register, keep: kept, other: other, values: values, reason: note ?? "认定为同一人")
            try PairTable.decide(
                pair.id, .same, merge: merge, note: note, actor: actor, in: writing.connection)
        }
    }

    private func decide(
        _ pair: DuplicatePair, run: Int64, row: Int, _ decision: PairDecision, _ note: String?, _ actor: Actor
    ) async throws {
        var (state, fields) = (PairState.different, [String: PairSide]())
        if case .same(_, let chosen) = decision { (state, fields) = (.same, chosen) }
        try await imports.decide(run: run, row: row, pair: pair, state, fields: fields, note: note, as: actor)
    }

    // MARK: Steps

    private static func condition(
        _ registers: [String], _ state: PairState?, _ run: Int64?, _ reading: RegisterReading
    ) -> SQL {
        var condition = SQL.oneOf("register", registers)
        condition += SQL(" AND (\(reading.actor.scope.condition(column: "region")))")
        for register in registers.compactMap(reading.catalogue.register) {
            guard let own = reading.ownCondition(register) else { continue }
            let numbers: SQL = "SELECT r.id FROM \(name: register.name) r WHERE \(own)"
            condition += SQL(
                """
                 AND (register <> \(register.name) OR (right_record IN (\(numbers))
                    AND (left_record IS NULL OR left_record IN (\(numbers)))
                    AND (run IS NULL OR run IN (SELECT id FROM import_run WHERE account = \(reading.actor.account)))))
                """)
        }
        if let state { condition += SQL(" AND state = \(state.rawValue)") }
        if let run { condition += SQL(" AND run = \(run)") }
        return condition
    }

    /// One row that was uploaded several times stands on a list once: the last one that the reader sees.
    private static func latest(_ registers: [String], _ state: PairState, _ reading: RegisterReading) -> SQL {
        let own = registers.compactMap(reading.catalogue.register).filter { reading.ownCondition($0) != nil }
        let open = registers.filter { name in !own.contains { $0.name == name } }
        let mine: SQL = "d.run IN (SELECT id FROM import_run WHERE account = \(reading.actor.account))"
        let seen = own.isEmpty ? SQL("TRUE") : SQL("(\(SQL.oneOf("d.register", open)) OR \(mine))")
        return SQL(" AND \(PairTable.isLatest(state, seen: seen))")
    }

    private func readable(_ register: String?, _ actor: Actor) throws -> [String] {
        if let register {
            try actor.require(.read, register)
            return [register]
        }
        return store.catalogue.registers.map(\.name).filter { actor.can(.read, $0) }
    }

    static func missing(_ pair: Int64) -> ImportError {
        ImportError(.notFound, "没有第 \(pair) 号待确认的重复记录，或者它不在您的数据权限内。")
    }

    private func find(_ pair: Int64, as actor: Actor) async throws -> DuplicatePair {
        let desk = self
        return try await store.read(as: actor) { reading in
            guard let known = try PairTable.load(pair, in: reading.connection),
                let labelled = try desk.labelled([known], reading).first
            else { throw DuplicateDesk.missing(pair) }
            return labelled
        }
    }

    /// The pairs whose sides the reader may see, with their labels.
    private func labelled(_ pairs: [DuplicatePair], _ reading: RegisterReading) throws -> [DuplicatePair] {
        var result: [DuplicatePair] = []
        for var pair in pairs {
            guard let register = reading.catalogue.register(pair.register), reading.actor.can(.read, register.name),
                let right = try reading.record(pair.register, pair.right)
            else { continue }
            pair.rightLabel = DuplicateDesk.label(right, register, reading.regions)
            switch pair.left {
            case .record(let id):
                guard let left = try reading.record(pair.register, id) else { continue }
                pair.leftLabel = DuplicateDesk.label(left, register, reading.regions)
            case .row(let run, let row):
                // Who deals with their own people alone sees no row of somebody else's file.
                if reading.ownCondition(register) != nil {
                    let owner = try RunTable.load(run, in: reading.connection)?.account
                    guard let owner, owner == reading.actor.account else { continue }
                }
                guard let label = try imports.label(run: run, row: row, in: reading.connection) else { continue }
                pair.leftLabel = label
            }
            result.append(pair)
        }
        return result
    }

    private static func label(_ record: Record, _ register: RegisterDefinition, _ regions: RegionTree) -> String {
        let name = register.field(register.label).map {
            FieldText.write(record[register.label], of: $0, regions: regions)
        }
        return name.flatMap { $0.isEmpty ? nil : $0 } ?? "\(register.title) \(record.id)"
    }

    /// What the records are called to which the fields of both sides refer, by field.
    private static func labels(
        _ sides: [FieldValues], _ register: RegisterDefinition, _ reading: RegisterReading
    ) throws -> [String: [Int64: String]] {
        var labels: [String: [Int64: String]] = [:]
        for field in register.fields where field.kind == .reference {
            guard let target = field.target.flatMap(reading.catalogue.register), reading.actor.can(.read, target.name)
            else { continue }
            let ids = Set(sides.compactMap { $0[field.name]?.integer }).sorted()
            guard !ids.isEmpty else { continue }
            for record in try reading.records(target.name, ids) {
                labels[field.name, default: [:]][record.id] = label(record, target, reading.regions)
            }
        }
        return labels
    }

    /// What accounts and records are called that stand in a comparison as numbers.
    private struct PairNames {
        let accounts: [Int64: String]
        /// By field.
        let records: [String: [Int64: String]]
    }

    /// One side of a comparison.
    struct Side: Sendable {
        let title: String
        let values: FieldValues
        var faults: [RowFault] = []
    }

    private func leftSide(_ pair: DuplicatePair, as actor: Actor) async throws -> Side {
        switch pair.left {
        case .row(let run, let row): return try await imports.side(run: run, row: row, as: actor)
        case .record(let id):
            return try await store.read(as: actor) { reading in
                guard let record = try reading.record(pair.register, id) else { throw DuplicateDesk.missing(pair.id) }
                return Side(title: "记录 \(id)", values: record.values)
            }
        }
    }

    private static func compare(
        _ pair: DuplicatePair, _ left: Side, _ right: Record, _ register: RegisterDefinition, _ regions: RegionTree,
        _ names: PairNames
    ) -> PairComparison {
        let lines = register.fields.compactMap { field -> PairComparison.Line? in
            guard field.isStored else { return nil }
            let (first, second) = (left.values[field.name] ?? .null, right[field.name])
            guard !first.isNull || !second.isNull else { return nil }
            let isRow = if case .row = pair.left { true } else { false }
            let proposed: PairSide =
                isRow
                ? Self.proposed(field.name, row: first, record: second, register) : (second.isNull ? .left : .right)
            let texts = (text(first, field, regions, names), text(second, field, regions, names))
            return PairComparison.Line(
                field: field.name, title: field.title, left: texts.0, right: texts.1,
                differs: !first.isNull && !second.isNull && normalised(texts.0) != normalised(texts.1),
                proposed: proposed)
        }
        return PairComparison(
            pair: pair, leftTitle: left.title, rightTitle: "记录 \(right.id)", lines: lines, faults: left.faults)
    }

    private static func text(
        _ value: FieldValue, _ field: FieldDefinition, _ regions: RegionTree, _ names: PairNames
    ) -> String {
        if field.kind == .account, let title = value.integer.flatMap({ names.accounts[$0] }) { return title }
        if field.kind == .reference, let id = value.integer {
            return [names.records[field.name]?[id], "编号 \(id)"].compactMap { $0 }.joined(separator: "，")
        }
        if field.secret, let text = value.text { return RecordDifference.masked(text) }
        return FieldText.write(value, of: field, regions: regions)
    }
}
