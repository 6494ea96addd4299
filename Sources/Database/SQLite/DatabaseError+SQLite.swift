import GRDB

extension DatabaseError {
    /// An error of SQLite, without the values that GRDB may know.
    init(sqlite error: GRDB.DatabaseError, sql: String?, statement: Int? = nil) {
        let kind = Kind(sqlite: error)
        self.init(
            kind, kind.message, sql: sql ?? error.sql, code: "SQLITE \(error.extendedResultCode.rawValue)",
            detail: error.message, statement: statement)
    }
}

extension DatabaseError.Kind {
    fileprivate init(sqlite error: GRDB.DatabaseError) {
        let constraint = DatabaseError.Constraint(sqliteMessage: error.message ?? "")
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            self = .uniqueViolation(constraint)
            return
        case .SQLITE_CONSTRAINT_FOREIGNKEY:
            self = .foreignKeyViolation(DatabaseError.Constraint())
            return
        // ON DELETE RESTRICT is reported as if a trigger had refused.
        case .SQLITE_CONSTRAINT_TRIGGER where error.message?.hasPrefix("FOREIGN KEY") == true:
            self = .foreignKeyViolation(DatabaseError.Constraint())
            return
        case .SQLITE_CONSTRAINT_CHECK:
            self = .checkViolation(constraint)
            return
        case .SQLITE_CONSTRAINT_NOTNULL:
            self = .notNull(constraint)
            return
        default:
            break
        }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_READONLY: self = .readOnly
        case .SQLITE_CANTOPEN, .SQLITE_NOTADB: self = .cannotConnect
        case .SQLITE_ERROR, .SQLITE_MISUSE, .SQLITE_RANGE: self = .syntax
        case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG: self = .invalidValue
        default: self = .other
        }
    }
}

extension DatabaseError.Constraint {
    /// From `UNIQUE constraint failed: person.name, person.birth` or `CHECK constraint failed: name_of_it`.
    fileprivate init(sqliteMessage message: String) {
        self.init()
        guard let colon = message.firstRange(of: "failed: ") else { return }
        let place = String(message[colon.upperBound...])
        let parts = place.split(separator: ",").map { $0.drop(while: { $0 == " " }).split(separator: ".") }
        if message.hasPrefix("CHECK") || !parts.allSatisfy({ $0.count == 2 }) {
            name = place
        } else {
            table = parts.first.map { String($0[0]) }
            columns = parts.map { String($0[1]) }
        }
    }
}
