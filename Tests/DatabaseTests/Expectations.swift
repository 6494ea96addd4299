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

/// Random numbers that are the same in every run (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }
}
