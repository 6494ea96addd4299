import CLibPQ

extension DatabaseError {
    /// An error that the server reports.
    init(_ result: PostgresResult, _ sql: SQL, isConnected: Bool) {
        let code = result.errorField("C")
        let message = result.errorField("M")
        let kind = Kind(code: code, message: message, result, isConnected: isConnected)
        let words = [message, result.errorField("D"), result.errorField("W")].compactMap { $0 }
        self.init(
            kind, kind.message, sql: sql.text, code: code, detail: words.joined(separator: "\n"),
            statement: Self.copiedRow(result.errorField("W")))
    }

    /// From `COPY person, line 3, column birth: …`.
    private static func copiedRow(_ context: String?) -> Int? {
        guard let context, context.hasPrefix("COPY "), let range = context.firstRange(of: ", line ") else { return nil }
        return Int(context[range.upperBound...].prefix(while: \.isNumber)).map { $0 - 1 }
    }
}

extension DatabaseError.Kind {
    /// By SQLSTATE (PostgreSQL documentation, appendix A).
    fileprivate init(code: String?, message: String?, _ result: PostgresResult, isConnected: Bool) {
        let code = code ?? ""
        switch code {
        case "23505": self = .uniqueViolation(DatabaseError.Constraint(result))
        case "23503": self = .foreignKeyViolation(DatabaseError.Constraint(result))
        case "23514": self = .checkViolation(DatabaseError.Constraint(result))
        case "23502": self = .notNull(DatabaseError.Constraint(result))
        case "40001", "40P01": self = .serialization
        // A plan kept for this connection does not fit the table any more; it is made anew when the transaction is
        // repeated.
        case "26000": self = .serialization
        case "0A000" where message?.contains("cached plan") == true: self = .serialization
        case "55P03": self = .busy
        case "25006": self = .readOnly
        case "42501": self = .other
        case "57P01", "57P02", "57P03": self = .connectionLost
        default:
            switch code.prefix(2) {
            case "08": self = .connectionLost
            case "22": self = .invalidValue
            case "42": self = .syntax
            default: self = isConnected ? .other : .connectionLost
            }
        }
    }
}

extension DatabaseError.Constraint {
    fileprivate init(_ result: PostgresResult) {
        self.init(name: result.errorField("n"), table: result.errorField("t"))
        if let column = result.errorField("c") {
            columns = [column]
        } else if let detail = result.errorField("D") {
            columns = Self.columns(detail)
        }
    }

    /// From `Key (name, birth)=(…, …) already exists.`: the names, never the values.
    private static func columns(_ detail: String) -> [String] {
        guard let open = detail.firstRange(of: "Key ("), let close = detail.firstRange(of: ")=(") else { return [] }
        guard open.upperBound <= close.lowerBound else { return [] }
        return detail[open.upperBound..<close.lowerBound].split(separator: ",").map { name in
            String(name.drop(while: { $0 == " " })).replacing("\"", with: "")
        }
    }
}
