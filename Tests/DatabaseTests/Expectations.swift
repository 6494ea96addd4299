import Database

/// What a test expected and did not get.
struct NoError: Error {}

/// Runs a body that must fail with a ``DatabaseError`` and answers it.
func databaseError<Result>(_ body: () async throws -> Result) async throws -> DatabaseError {
    do {
        _ = try await body()
    } catch let error as DatabaseError {
        return error
    }
    throw NoError()
}

extension DatabaseError {
    /// The kind without what it carries.
    var kindName: String {
        String("\(kind)".prefix { $0 != "(" })
    }
}
