import CLibPQ

/// A result of libpq, freed with this object.
final class PostgresResult {
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        PQclear(pointer)
    }

    var status: ExecStatusType { PQresultStatus(pointer) }

    var isError: Bool {
        switch status {
        case PGRES_BAD_RESPONSE, PGRES_FATAL_ERROR, PGRES_PIPELINE_ABORTED: true
        default: false
        }
    }

    /// The command as the server answers it, such as `INSERT 0 1` or `ROLLBACK`.
    var command: String {
        PQcmdStatus(pointer).map { String(cString: $0) } ?? ""
    }

    /// Rows changed; rows read for a query.
    var affected: Int {
        guard let text = PQcmdTuples(pointer), status == PGRES_COMMAND_OK else { return 0 }
        return Int(String(cString: text)) ?? 0
    }

    /// One field of an error, by libpq's letter for it.
    func errorField(_ letter: Unicode.Scalar) -> String? {
        PQresultErrorField(pointer, Int32(letter.value)).map { String(cString: $0) }
    }

    var rowCount: Int { Int(PQntuples(pointer)) }

    var columns: [String] {
        (0..<PQnfields(pointer)).map { index in PQfname(pointer, index).map { String(cString: $0) } ?? "" }
    }

    var types: [PostgresType] {
        (0..<PQnfields(pointer)).map { PostgresType(PQftype(pointer, $0)) }
    }

    func values(row: Int, types: [PostgresType]) -> [SQLValue] {
        types.enumerated().map { column, type in
            let (row, column) = (Int32(row), Int32(column))
            guard PQgetisnull(pointer, row, column) == 0, let start = PQgetvalue(pointer, row, column) else {
                return .null
            }
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(pointer, row, column)))
            return type.value(bytes)
        }
    }
}
