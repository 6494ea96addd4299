import Base
import Database

extension RegisterStore {
    /// Looks whether each record is found under just the terms that its names have, and mends what is not.
    /// - Parameters:
    ///   - mending: whether terms that are missing are added and those that do not belong are taken away.
    ///   - progress: told how many of how many records were looked at.
    /// - Returns: for each register the records that were not found as they should be.
    public func checkTerms(
        mending: Bool = false, progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) async throws -> [RegisterFault] {
        let searched = catalogue.registers.filter { $0.fields.contains(where: \.searchable) }
        let all = try await database.read { connection in
            try searched.reduce(0) { sum, register in
                sum + Int(try connection.first("SELECT COUNT(*) FROM \(name: register.name)")?.int(0) ?? 0)
            }
        }
        var faults: [RegisterFault] = []
        var seen = 0
        for register in searched {
            var wrong: [Int64] = []
            var after: Int64 = 0
            while true {
                try Task.checkCancellation()
                let from = after
                let part = try await part(of: register, after: from, mending: mending)
                wrong += part.wrong
                seen += part.seen
                progress(seen, all)
                guard let last = part.last else { break }
                after = last
            }
            if let first = wrong.first {
                faults.append(
                    RegisterFault(register: register, field: nil, value: nil, count: wrong.count, record: first))
            }
        }
        return faults
    }

    private struct TermPart: Sendable {
        var last: Int64?
        var seen = 0
        var wrong: [Int64] = []
    }

    private func part(of register: RegisterDefinition, after: Int64, mending: Bool) async throws -> TermPart {
        guard mending else {
            return try await database.read { try self.compare(register, after: after, mending: false, in: $0) }
        }
        return try await database.write { try self.compare(register, after: after, mending: true, in: $0) }
    }

    private func compare(
        _ register: RegisterDefinition, after: Int64, mending: Bool, in connection: Connection
    ) throws -> TermPart {
        let fields = register.fields.filter(\.searchable)
        let columns = fields.map { SQL("\(name: $0.name)") }.joined(separator: ", ")
        let rows = try connection.rows(
            """
            SELECT id, removed_at IS NULL, \(columns) FROM \(name: register.name)
            WHERE id > \(after) ORDER BY id LIMIT 500
            """)
        // The last part goes on to the end, so that terms of records that are not there are seen, too.
        let last = rows.count == 500 ? try rows.last?.int(0) : nil
        let held = try heldTerms(register, after: after, through: last, in: connection)
        var part = TermPart(last: last, seen: rows.count)
        var known: Set<Int64> = []
        for row in rows {
            let id = try row.int(0)
            known.insert(id)
            var terms: Set<String> = []
            if try row.bool(1) {
                for index in fields.indices {
                    if let text = try row.textOrNil(index + 2) { terms.formUnion(SearchTerms.terms(of: text)) }
                }
            }
            guard terms != held[id] ?? [] else { continue }
            part.wrong.append(id)
            if mending { try replace(register, id, by: terms, in: connection) }
        }
        for id in held.keys.sorted() where !known.contains(id) {
            part.wrong.append(id)
            if mending { try replace(register, id, by: [], in: connection) }
        }
        return part
    }

    private func heldTerms(
        _ register: RegisterDefinition, after: Int64, through last: Int64?, in connection: Connection
    ) throws -> [Int64: Set<String>] {
        let end: SQL = last.map { "record <= \($0)" } ?? "TRUE"
        var held: [Int64: Set<String>] = [:]
        try connection.each(
            "SELECT record, term FROM search_term WHERE register = \(register.name) AND record > \(after) AND \(end)"
        ) { row in
            held[try row.int(0), default: []].insert(try row.text(1))
        }
        return held
    }

    private func replace(
        _ register: RegisterDefinition, _ id: Int64, by terms: Set<String>, in connection: Connection
    ) throws {
        try connection.run("DELETE FROM search_term WHERE register = \(register.name) AND record = \(id)")
        try connection.insert(
            into: "search_term", columns: ["register", "term", "record"],
            rows: terms.sorted().map { [.text(register.name), .text($0), .integer(id)] })
    }
}
