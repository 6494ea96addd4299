import Base
import Database
import Secrets

extension WrappedKey {
    /// The data keys in the database, by number.
    static func all(in connection: Connection) throws -> [WrappedKey] {
        let rows = try connection.rows("SELECT id, purpose, wrapped, used_from, retired_at FROM data_key ORDER BY id")
        return try rows.compactMap { row in
            guard let purpose = KeyPurpose(rawValue: try row.text(1)), let usedFrom = Instant(iso: try row.text(3))
            else { return nil }
            return WrappedKey(
                id: Int(try row.int(0)), purpose: purpose, wrapped: try row.bytes(2), usedFrom: usedFrom,
                retiredAt: try row.textOrNil(4).flatMap { Instant(iso: $0) })
        }
    }

    /// Makes a data key for every purpose that has none.
    static func addMissing(masters: MasterKeys, now: Instant, in connection: Connection) throws {
        let present = Set(try all(in: connection).map(\.purpose))
        for purpose in KeyPurpose.allCases where !present.contains(purpose) {
            try add(purpose, usedFrom: now, masters: masters, now: now, in: connection)
        }
    }

    /// Makes a data key and keeps it.
    @discardableResult
    static func add(
        _ purpose: KeyPurpose, usedFrom: Instant, masters: MasterKeys, now: Instant, in connection: Connection
    ) throws -> Int {
        let last = try connection.first("SELECT MAX(id) FROM data_key")?.intOrNil(0) ?? 0
        let key = try WrappedKey.make(id: Int(last) + 1, purpose: purpose, usedFrom: usedFrom, masters: masters)
        try connection.run(
            """
            INSERT INTO data_key (id, purpose, wrapped, created_at, used_from)
            VALUES (\(key.id), \(purpose.rawValue), \(key.wrapped), \(now.iso), \(usedFrom.iso))
            """)
        return key.id
    }
}

extension KeyPurpose {
    /// What it is for, for people.
    var title: String {
        switch self {
        case .seal: "加密"
        case .search: "查找"
        case .sign: "签名"
        }
    }
}
