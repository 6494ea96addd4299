public import Access
import Base
import Database
public import Registers

extension DuplicateDesk {
    /// Goes through a register for records that may be the same: the same birth and a like name in a near region, or the
    /// same telephone and a like name. What was decided is not asked again.
    ///
    /// Long; bounded memory. A block of very many like records (one telephone for a whole village) is looked at in part.
    /// - Parameter progress: how many records were gone through so far.
    /// - Returns: how many pairs are new.
    public func sweep(
        register: String, as actor: Actor, progress: (@Sendable (Int) -> Void)? = nil
    ) async throws -> Int {
        let sweep = try await startSweep(register: register, as: actor)
        return try await runSweep(sweep.id, as: actor) { progress?($0.seen) }.found
    }

    /// The registers in which the actor may look for records that are the same.
    public func sweepable(by actor: Actor) -> [RegisterDefinition] {
        store.catalogue.registers.filter { $0.duplicates != nil && actor.can(.write, $0.name) }
    }

    /// Notes that a register is to be gone through; one that was begun for the same regions and people is gone on with.
    /// - Throws: `ImportError.unsupported` when the register does not say what makes records alike, `AccessError`.
    public func startSweep(register: String, as actor: Actor) async throws -> DuplicateSweep {
        try actor.require(.write, register)
        guard let definition = store.catalogue.register(register), definition.duplicates != nil else {
            throw ImportError(.unsupported, "“\(register)”没有规定怎样算疑似重复，不能查找。")
        }
        let scope = RunTable.scopeText(actor)
        let caseload = try await caseload(definition, actor)
        let begun = try await store.database.read { connection in
            try SweepTable.list(
                "register = \(register) AND scope = \(scope) AND finished_at IS NULL", limit: 50, in: connection)
        }
        if let begun = begun.first(where: { $0.caseload == caseload }) { return begun }
        try await store.database.write { try DuplicateFinder.prepareSweep(definition, in: $0) }
        let total = try await store.read(as: actor) { reading in
            try DuplicateDesk.passes(definition).reduce(0) { try $0 + DuplicateDesk.count(definition, by: $1, reading) }
        }
        let id = try await store.database.write { connection in
            try SweepTable.insert(register: register, total: total, caseload: caseload, actor: actor, in: connection)
        }
        return try await sweep(id, as: actor)
    }

    /// Goes through a register, or on with it; each page of records is kept together with what it found.
    /// - Throws: `ImportError.busy` when another process is at it, `ImportError.wrongState` when the actor deals with other
    ///   regions or people than those for which it was begun.
    @discardableResult
    public func runSweep(
        _ id: Int64, as actor: Actor, progress: (@Sendable (DuplicateSweep) -> Void)? = nil
    ) async throws -> DuplicateSweep {
        let known = try await sweep(id, as: actor)
        guard let definition = store.catalogue.register(known.register) else {
            throw ImportError(.unsupported, "没有名为“\(known.register)”的台账。")
        }
        try actor.require(.write, known.register)
        // Each page is read as the actor sees the register: whoever sees other records would leave some out.
        guard try await goesThroughTheSame(known, definition, actor) else {
            throw ImportError(.wrongState, "这次查找是按\(known.actorName)的数据权限进行的，请由有同样权限的人继续，或另外开始一次查找。")
        }
        let passes = DuplicateDesk.passes(definition)
        let done = try await store.database.withAdvisoryLock("duplicate-sweep-\(id)") {
            var sweep = try await sweep(id, as: actor)
            while sweep.finishedAt == nil {
                try Task.checkCancellation()
                if sweep.place.step < passes.count {
                    try await step(sweep, definition, by: passes[sweep.place.step], as: actor)
                } else {
                    try await store.database.write { try SweepTable.finish(id, in: $0) }
                }
                sweep = try await self.sweep(id, as: actor)
                progress?(sweep)
            }
            return sweep
        }
        guard let done else { throw ImportError(.busy, "正在查找重复，请稍候再看。") }
        return done
    }

    /// A sweep as it stands now: for following its progress.
    /// - Throws: `ImportError.notFound` when there is none or it is not the actor's to see.
    public func sweep(_ id: Int64, as actor: Actor) async throws -> DuplicateSweep {
        let sweep = try await store.database.read { try SweepTable.load(id, in: $0) }
        guard let sweep, try await sees(sweep, actor) else {
            throw ImportError(.notFound, "没有第 \(id) 号查找，或者它不在您的数据权限内。")
        }
        return sweep
    }

    /// The last sweep of each register that the actor may see.
    public func lastSweeps(as actor: Actor) async throws -> [DuplicateSweep] {
        let registers = sweepable(by: actor).map(\.name)
        let found = try await store.database.read { connection in
            try registers.flatMap { register in
                try SweepTable.list("register = \(register)", limit: 50, in: connection)
            }
        }
        var last: [DuplicateSweep] = []
        for sweep in found where last.last?.register != sweep.register {
            if try await sees(sweep, actor) { last.append(sweep) }
        }
        return last
    }

    private func sees(_ sweep: DuplicateSweep, _ actor: Actor) async throws -> Bool {
        if let account = actor.account, account == sweep.owner.account { return true }
        guard actor.can(.write, sweep.register), let register = store.catalogue.register(sweep.register) else {
            return false
        }
        let own = try await caseload(register, actor)
        guard own == nil || own == sweep.caseload else { return false }
        let scope = sweep.owner.scope.map { RegionScope.within($0.compactMap { RegionCode($0) }) } ?? .everywhere
        return actor.scope.contains(scope)
    }

    private func goesThroughTheSame(
        _ sweep: DuplicateSweep, _ register: RegisterDefinition, _ actor: Actor
    ) async throws -> Bool {
        guard sweep.finishedAt == nil else { return true }
        let scope = RunTable.regions(RunTable.scopeText(actor))
        let own = try await caseload(register, actor)
        return sweep.owner.scope == scope && sweep.caseload == own
    }

    /// The account whose own people alone the actor sees of a register; nil where everybody's.
    private func caseload(_ register: RegisterDefinition, _ actor: Actor) async throws -> Int64? {
        try await store.read(as: actor) { $0.scopeKey(register).account }
    }

    private static let blockLimit = 400
    private static let batch = 2_000

    /// The fields in whose order a register is gone through: records that are the same stand beside each other.
    private static func passes(_ register: RegisterDefinition) -> [String] {
        [register.duplicates?.birth, DuplicateFinder.sweptPhone(register)].compactMap { $0 }
    }

    private struct Member: Sendable {
        let id: Int64
        let name: String
    }

    /// One page of records.
    private func step(
        _ sweep: DuplicateSweep, _ register: RegisterDefinition, by field: String, as actor: Actor
    ) async throws {
        let after = sweep.place.after
        let (rows, pairs) = try await store.read(as: actor) { reading in
            let rows = try DuplicateDesk.page(register, by: field, after: after, reading)
            return (rows, try DuplicateDesk.pairs(rows, register, reading))
        }
        var next = SweepPlace(step: sweep.place.step + 1)
        var seen = rows.count
        if rows.count == DuplicateDesk.batch, let last = rows.last {
            // A block that the page cut off is gone through again from its start, unless it fills the page.
            let whole = rows.prefix { $0.value != last.value }
            let end = whole.last ?? last
            if !whole.isEmpty { seen = whole.count }
            next = SweepPlace(step: sweep.place.step, after: (end.value, end.member.id))
        }
        let (place, count) = (next, seen)
        try await store.database.write { connection in
            let found = try pairs.reduce(0) { found, pair in
                try found
                    + PairTable.insert(
                        pair.left, pair.right, score: pair.score, reasons: pair.reasons, register: register,
                        in: connection)
            }
            try SweepTable.goOn(sweep.id, to: place, seen: count, found: found, in: connection)
        }
    }

    private struct BlockRow: Sendable {
        let value: String
        let member: Member
    }

    private static func page(
        _ register: RegisterDefinition, by field: String, after: (value: String, id: Int64)?,
        _ reading: RegisterReading
    ) throws -> [BlockRow] {
        guard let duplicates = register.duplicates else { return [] }
        let column = SQL("\(name: "r.\(field)")")
        var condition = swept(register, by: field, reading)
        if let after {
            // The first half is the range of the index; the second leaves out what was gone through.
            condition += SQL(" AND \(column) >= \(after.value) AND (\(column) > \(after.value) OR r.id > \(after.id))")
        }
        let rows = try reading.connection.rows(
            """
            SELECT \(column), r.id, \(name: "r.\(duplicates.name)") FROM \(name: register.name) r
            WHERE \(condition) ORDER BY \(column), r.id LIMIT \(batch)
            """)
        return try rows.map { row in
            BlockRow(
                value: try row.text(0), member: Member(id: try row.int(1), name: try row.textOrNil(2) ?? ""))
        }
    }

    private static func swept(_ register: RegisterDefinition, by field: String, _ reading: RegisterReading) -> SQL {
        let scope = reading.scopeCondition(register, alias: "r")
        return SQL("r.removed_at IS NULL AND \(name: "r.\(field)") IS NOT NULL AND \(scope)")
    }

    private static func count(
        _ register: RegisterDefinition, by field: String, _ reading: RegisterReading
    ) throws -> Int {
        let condition = swept(register, by: field, reading)
        let row = try reading.connection.first("SELECT COUNT(*) FROM \(name: register.name) r WHERE \(condition)")
        return Int(try row?.int(0) ?? 0)
    }

    private struct Found: Sendable {
        let left: Int64
        let right: Int64
        let score: Int
        let reasons: [String]
    }

    /// Within a block, records of a like name; then all that is known of them decides.
    private static func pairs(
        _ rows: [BlockRow], _ register: RegisterDefinition, _ reading: RegisterReading
    ) throws -> [Found] {
        var close: [(Int64, Int64)] = []
        for block in Dictionary(grouping: rows, by: \.value).values where block.count > 1 {
            let sounds = Dictionary(grouping: block.prefix(blockLimit).map(\.member)) { NameForm.sound($0.name) }
            for members in sounds.values where members.count > 1 {
                for (position, member) in members.enumerated() {
                    for other in members[(position + 1)...].prefix(20) { close.append((member.id, other.id)) }
                }
            }
        }
        let ids = Array(Set(close.flatMap { [$0.0, $0.1] }))
        guard !ids.isEmpty else { return [] }
        let traits = Dictionary(
            try reading.plain(register.name, ids: ids).map { ($0.id, Traits($0.values, register: register)) },
            uniquingKeysWith: { first, _ in first })
        return close.compactMap { left, right in
            guard let first = traits[left] ?? nil, let second = traits[right] ?? nil,
                let likeness = first.likeness(to: second), likeness.score >= Traits.threshold
            else { return nil }
            return Found(left: left, right: right, score: likeness.score, reasons: likeness.reasons)
        }
    }
}
