import Base
import Database
import Secrets

/// How the secrets of all registers stand with the keys in use.
public struct SecretSurvey: Sendable, Equatable {
    /// How many secrets there are.
    public internal(set) var secrets = 0
    /// How many are sealed with a key that is no longer the one in use.
    public internal(set) var oldSeals = 0
    /// How many stand under a hash that is not the one by which they are looked for.
    public internal(set) var oldHashes = 0
    /// How many no key opens.
    public internal(set) var unreadable = 0
    /// The first of those, by register, record and field.
    public internal(set) var places: [String] = []

    /// Whether everything is sealed and found by the keys in use.
    public var isCurrent: Bool { oldSeals == 0 && oldHashes == 0 }

    mutating func addUnreadable(_ place: String) {
        unreadable += 1
        if places.count < 20 { places.append(place) }
    }
}

/// What sealing anew came to.
public struct ResealReport: Sendable, Equatable {
    /// How many secrets were sealed or hashed anew.
    public internal(set) var changed = 0
    /// Records that could not be: another live record has the same value in a field where none may.
    public internal(set) var conflicts: [String] = []
}

extension RegisterStore {
    /// Seals every secret with the key in force and hashes it anew, after a key was changed. Values stay as they are, so
    /// the history does not grow; what the history itself holds stays under its old key, as it must not change. Can be
    /// interrupted at any moment and run again; a value that somebody changes meanwhile keeps what they wrote.
    /// - Parameter progress: told how many of how many records were looked at.
    public func resealSecrets(
        progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) async throws -> ResealReport {
        let all = try await countSecretRecords()
        var report = ResealReport()
        var seen = 0
        for register in secretRegisters {
            try await pages(of: register) { connection, after in
                try self.reseal(register, after: after, in: connection)
            } each: { part in
                report.changed += part.changed
                report.conflicts += part.conflicts
                seen += part.seen
                progress(seen, all)
            }
        }
        report.changed += try await resealMerges()
        return report
    }

    /// Looks at every secret: whether it opens, and whether seal and hash are those of the keys in use.
    /// - Parameter progress: told how many of how many records were looked at.
    public func surveySecrets(
        progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) async throws -> SecretSurvey {
        let all = try await countSecretRecords()
        var survey = SecretSurvey()
        var seen = 0
        for register in secretRegisters {
            var after: Int64 = 0
            while true {
                try Task.checkCancellation()
                let from = after
                let held = try await database.read { try self.secrets(register, after: from, in: $0) }
                guard let last = held.last else { break }
                for secret in held.secrets { try look(at: secret, of: register, &survey) }
                after = last
                seen += held.records
                progress(seen, all)
            }
        }
        return survey
    }

    private func look(at secret: HeldSecret, of register: RegisterDefinition, _ survey: inout SecretSurvey) throws {
        survey.secrets += 1
        guard let text = try? keyring.openText(secret.sealed, context: secret.context) else {
            survey.addUnreadable("\(register.title)第 \(secret.record) 号的“\(secret.field.title)”")
            return
        }
        if keyring.needsReseal(secret.sealed) { survey.oldSeals += 1 }
        if try keyHash(register, secret.field, text) != secret.hash { survey.oldHashes += 1 }
    }

    // MARK: Reading

    private var secretRegisters: [RegisterDefinition] {
        catalogue.registers.filter { $0.storedFields.contains(where: \.secret) }
    }

    private func countSecretRecords() async throws -> Int {
        let names = secretRegisters.map(\.name)
        return try await database.read { connection in
            try names.reduce(0) { sum, name in
                sum + Int(try connection.first("SELECT COUNT(*) FROM \(name: name)")?.int(0) ?? 0)
            }
        }
    }

    /// A secret as it lies in its row.
    private struct HeldSecret: Sendable {
        let record: Int64
        let field: FieldDefinition
        let sealed: [UInt8]
        let hash: [UInt8]?
        let context: String
    }

    private func secrets(
        _ register: RegisterDefinition, after: Int64, in connection: Connection
    ) throws -> (last: Int64?, records: Int, secrets: [HeldSecret]) {
        let fields = register.storedFields.filter(\.secret)
        let columns = fields.flatMap { [$0.name, $0.hashColumn] }.map { SQL("\(name: $0)") }.joined(separator: ", ")
        let rows = try connection.rows(
            "SELECT id, \(columns) FROM \(name: register.name) WHERE id > \(after) ORDER BY id LIMIT 500")
        let table = table(register)
        var secrets: [HeldSecret] = []
        for row in rows {
            let id = try row.int(0)
            for (index, field) in fields.enumerated() {
                guard let sealed = try row.bytesOrNil(index * 2 + 1) else { continue }
                secrets.append(
                    HeldSecret(
                        record: id, field: field, sealed: sealed, hash: try row.bytesOrNil(index * 2 + 2),
                        context: table.sealContext(field, id)))
            }
        }
        return (try rows.last?.int(0), rows.count, secrets)
    }

    // MARK: Writing

    private struct Part: Sendable {
        var last: Int64?
        var seen = 0
        var changed = 0
        var conflicts: [String] = []
    }

    private func pages(
        of register: RegisterDefinition, _ body: @escaping @Sendable (Connection, Int64) throws -> Part,
        each: (Part) -> Void
    ) async throws {
        var after: Int64 = 0
        while true {
            try Task.checkCancellation()
            let from = after
            let part = try await database.write(isolation: .readCommitted) { try body($0, from) }
            guard let last = part.last else { break }
            after = last
            each(part)
        }
    }

    private func reseal(_ register: RegisterDefinition, after: Int64, in connection: Connection) throws -> Part {
        let held = try secrets(register, after: after, in: connection)
        var part = Part(last: held.last, seen: held.records)
        var changes: [(secret: HeldSecret, sql: SQL)] = []
        for secret in held.secrets {
            // What no key opens is told of by the survey; it stops nothing here.
            guard let text = try? keyring.openText(secret.sealed, context: secret.context) else { continue }
            let hash = try keyHash(register, secret.field, text)
            let isOld = keyring.needsReseal(secret.sealed)
            guard isOld || hash != secret.hash else { continue }
            let sealed = isOld ? try keyring.seal(text, context: secret.context) : secret.sealed
            changes.append((secret, update(register, secret, sealed: sealed, hash: hash)))
        }
        do {
            try connection.savepoint { try connection.batch(changes.map(\.sql)) }
            part.changed = changes.count
        } catch let error as DatabaseError where error.isTaken {
            for change in changes {
                do {
                    try connection.savepoint { _ = try connection.run(change.sql) }
                    part.changed += 1
                } catch let error as DatabaseError where error.isTaken {
                    part.conflicts.append(
                        "\(register.title)第 \(change.secret.record) 号的“\(change.secret.field.title)”与另一条记录相同")
                }
            }
        }
        return part
    }

    /// Only where the value is still the one that was read: somebody may have changed it meanwhile.
    private func update(
        _ register: RegisterDefinition, _ secret: HeldSecret, sealed: [UInt8], hash: [UInt8]
    ) -> SQL {
        """
        UPDATE \(name: register.name) SET \(name: secret.field.name) = \(sealed), \(name: secret.field.hashColumn) = \(hash)
        WHERE id = \(secret.record) AND \(name: secret.field.name) = \(secret.sealed)
        """
    }

    /// Merges that can still be undone hold secrets of the record that was kept.
    private func resealMerges() async throws -> Int {
        try await database.write(isolation: .readCommitted) { connection in
            let rows = try connection.rows(
                "SELECT id, register, kept, before_values, merged_values FROM record_merge WHERE undone_at IS NULL")
            var changed = 0
            for row in rows {
                guard let register = self.catalogue.register(try row.text(1)) else { continue }
                let kept = try row.int(2)
                let before = try self.resealed(try row.text(3), register, kept)
                let merged = try self.resealed(try row.text(4), register, kept)
                guard before.count + merged.count > 0 else { continue }
                try connection.run(
                    """
                    UPDATE record_merge SET before_values = \(before.json), merged_values = \(merged.json)
                    WHERE id = \(try row.int(0))
                    """)
                changed += before.count + merged.count
            }
            return changed
        }
    }

    private func resealed(
        _ json: String, _ register: RegisterDefinition, _ id: Int64
    ) throws -> (json: String, count: Int) {
        var values = FieldValue.values(json: json)
        var count = 0
        for field in register.storedFields where field.secret {
            guard let bytes = values[field.name]?.text.flatMap({ Hex.bytes($0) }), keyring.needsReseal(bytes) else {
                continue
            }
            let context = table(register).sealContext(field, id)
            guard let text = try? keyring.openText(bytes, context: context) else { continue }
            values[field.name] = .text(Hex.text(try keyring.seal(text, context: context)))
            count += 1
        }
        return (count == 0 ? json : FieldValue.json(values), count)
    }
}

extension DatabaseError {
    /// Whether a value was there already that may be there only once.
    fileprivate var isTaken: Bool {
        if case .uniqueViolation = kind { true } else { false }
    }
}
