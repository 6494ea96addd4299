import Database

/// Goes through the chains and notes where they are not as they were written.
struct TrailCheck {
    private struct Head {
        let sequence: Int64
        let hash: String
        let isSigned: Bool
    }

    private let heads: [Int: Head]
    private let noted: [Int: (sequence: Int64, hash: String)]
    private var count = 0
    private var faults: [TrailFault] = []
    private var last: [Int: (sequence: Int64, hash: String)] = [:]

    /// Reads the heads, then every entry, in one snapshot.
    static func run(_ trail: Trail, note: String?, in connection: Connection) throws -> TrailReport {
        var check = try TrailCheck(trail, note: note, in: connection)
        try connection.each("SELECT \(TrailRow.columns) FROM trail ORDER BY stream, seq") { try check.look($0) }
        return check.report()
    }

    private init(_ trail: Trail, note: String?, in connection: Connection) throws {
        var heads: [Int: Head] = [:]
        for row in try connection.rows("SELECT stream, seq, hash, signature FROM trail_head") {
            let (stream, sequence, hash) = (Int(try row.int(0)), try row.int(1), try row.text(2))
            let isSigned = trail.isSigned(stream: stream, sequence: sequence, hash: hash, by: try row.text(3))
            heads[stream] = Head(sequence: sequence, hash: hash, isSigned: isSigned)
        }
        self.heads = heads
        noted = TrailCheck.read(note ?? "")
    }

    private mutating func look(_ row: Row) throws {
        let stream = Int(try row.int(0))
        let sequence = try row.int(1)
        count += 1
        let before = last[stream] ?? (0, "")
        let entry = try TrailRow(row)
        let hash = try row.text(13)
        if sequence != before.sequence + 1 {
            add(.gap, stream, sequence)
        } else if try row.text(12) != before.hash {
            add(.broken, stream, sequence)
        }
        if !(entry?.isWhole ?? false) { add(.changed, stream, sequence) }
        if let noted = noted[stream], noted.sequence == sequence, noted.hash != hash {
            add(.notAsNoted, stream, sequence)
        }
        last[stream] = (sequence, hash)
    }

    private func report() -> TrailReport {
        var faults = faults
        for stream in Set(heads.keys).union(last.keys).union(noted.keys).sorted() {
            let end = last[stream] ?? (0, "")
            if let head = heads[stream] {
                if !head.isSigned { faults.append(TrailFault(kind: .head, stream: stream, sequence: head.sequence)) }
                if head.sequence != end.sequence || head.hash != end.hash {
                    faults.append(TrailFault(kind: .cut, stream: stream, sequence: end.sequence))
                }
            } else if last[stream] != nil {
                faults.append(TrailFault(kind: .head, stream: stream, sequence: end.sequence))
            }
            if let noted = noted[stream], end.sequence < noted.sequence {
                faults.append(TrailFault(kind: .notAsNoted, stream: stream, sequence: noted.sequence))
            }
        }
        return TrailReport(count: count, faults: faults, note: note)
    }

    /// `stream:sequence:hash`, one word a chain.
    private var note: String {
        last.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value.sequence):\($0.value.hash)" }
            .joined(separator: " ")
    }

    private static func read(_ note: String) -> [Int: (sequence: Int64, hash: String)] {
        var noted: [Int: (sequence: Int64, hash: String)] = [:]
        for word in note.split(whereSeparator: \.isWhitespace) {
            let parts = word.split(separator: ":")
            guard parts.count == 3, let stream = Int(parts[0]), let sequence = Int64(parts[1]) else { continue }
            noted[stream] = (sequence, String(parts[2]))
        }
        return noted
    }

    private mutating func add(_ kind: TrailFault.Kind, _ stream: Int, _ sequence: Int64) {
        faults.append(TrailFault(kind: kind, stream: stream, sequence: sequence))
    }
}
