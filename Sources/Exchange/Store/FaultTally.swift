/// Counts what is wrong how often, without the values, for the summary.
struct FaultTally {
    private struct Key: Hashable {
        let field: String?
        let title: String
        let message: String
        let isError: Bool
    }

    private var counts: [Key: Int] = [:]
    private static let kinds = 200

    init(_ known: [FaultCount]) {
        for count in known {
            counts[Key(field: count.field, title: count.title, message: count.message, isError: count.isError)] =
                count.count
        }
    }

    mutating func add(_ faults: [RowFault]) {
        for fault in faults {
            let key = Key(
                field: fault.field, title: fault.title, message: FaultTally.general(fault.message),
                isError: fault.isError)
            if counts[key] == nil, counts.count >= FaultTally.kinds { continue }
            counts[key, default: 0] += 1
        }
    }

    /// Commonest first.
    var list: [FaultCount] {
        counts.map {
            FaultCount(field: $0.field, title: $0.title, message: $0.message, isError: $0.isError, count: $1)
        }.sorted { ($0.count, $1.title, $1.message) > ($1.count, $0.title, $0.message) }
    }

    /// The message without what stands in quotation marks: values differ from row to row, the fault does not.
    private static func general(_ message: String) -> String {
        var result = ""
        var depth = 0
        for character in message {
            if character == "”" { depth = max(0, depth - 1) }
            if depth == 0 { result.append(character) }
            if character == "“" {
                if depth == 0 { result.append("…") }
                depth += 1
            }
        }
        return result
    }
}
