import Base
import Database

extension RegisterStore {
    /// Goes through the history of every register and looks whether each row still fits its hash and the one before.
    /// - Parameter progress: told how many rows were read so far.
    /// - Returns: what does not fit, in Chinese; empty when all is as it was written.
    public func verifyHistory(progress: @escaping @Sendable (Int) -> Void = { _ in }) async throws -> [String] {
        let registers = try await database.read { connection in
            try connection.rows("SELECT register, seq, hash FROM change_head ORDER BY register").map {
                (name: try $0.text(0), seq: try $0.int(1), hash: try $0.bytes(2))
            }
        }
        var faults: [String] = []
        for head in registers {
            faults += try await verify(head.name, seq: head.seq, hash: head.hash, progress: progress)
        }
        return faults
    }

    private func verify(
        _ register: String, seq: Int64, hash: [UInt8], progress: @escaping @Sendable (Int) -> Void
    ) async throws -> [String] {
        try await database.read { connection in
            var faults: [String] = []
            var expected: Int64 = 1
            var previous: [UInt8] = []
            let columns = ChangeLog.columns.map { SQL("\(name: $0)") }.joined(separator: ", ")
            try connection.each(
                "SELECT \(columns) FROM change WHERE register = \(register) AND seq <= \(seq) ORDER BY seq"
            ) { row in
                let number = try row.int(1)
                if number != expected, faults.count < 20 {
                    faults.append("台账 \(register) 的历史在第 \(expected) 条处断开：下一条是第 \(number) 条。")
                }
                let values = Array(row.values.dropLast())
                let own = try row.bytes(row.count - 1)
                if ChangeLog.link(values, after: previous) != own, faults.count < 20 {
                    let record = try row.int(2)
                    faults.append("台账 \(register) 的历史第 \(number) 条（记录 \(record)）与它的校验值不符，内容被改过。")
                }
                previous = own
                expected = number + 1
                if number.isMultiple(of: 1_000) { progress(Int(number)) }
            }
            if expected != seq + 1 || previous != hash {
                faults.append("台账 \(register) 的历史应有 \(seq) 条，末尾与记录的不符：可能有条目被删掉。")
            }
            return faults
        }
    }
}
