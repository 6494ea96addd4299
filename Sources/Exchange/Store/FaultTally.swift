import Registers

/// Counts what is wrong how often, without the values, for the summary.
struct FaultTally {
    private struct Key: Hashable {
        let field: String?
        let title: String
        let message: String
        let isError: Bool
    }

    private var counts: [Key: Int] = [:]
    private let words: Words
    private static let kinds = 200

    init(_ known: [FaultCount], _ register: RegisterDefinition) {
        words = Words(register)
        for count in known {
            counts[Key(field: count.field, title: count.title, message: count.message, isError: count.isError)] =
                count.count
        }
    }

    mutating func add(_ faults: [RowFault]) {
        for fault in faults {
            let key = Key(
                field: fault.field, title: fault.title, message: words.general(fault),
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

    /// What may stand in quotation marks without being somebody's: words of the definition and of the advice itself.
    private struct Words {
        private let titles: Set<String>
        private let messages: Set<String>
        private let checks: [CheckMessage]

        private static let advice: Set<String> = ["文本", "是", "否", "；", "序号", "某镇某村"]

        init(_ register: RegisterDefinition) {
            let fields = register.fields + register.fields.flatMap(\.columns)
            titles = Set(fields.map(\.title) + [register.title, register.listTitle])
            messages = Set(fields.compactMap(\.message))
            checks = register.checks.map(\.message)
        }

        /// The message without the values in it: they differ from row to row, the fault does not.
        func general(_ fault: RowFault) -> String {
            if messages.contains(fault.message) { return fault.message }
            if let check = checks.first(where: { $0.fits(fault.message) }) { return check.general }
            var result = ""
            var quoted: [Character] = []
            var depth = 0
            for character in fault.message {
                if character == "”", depth > 0 {
                    depth -= 1
                    if depth == 0 { result += close(String(quoted), fault) }
                }
                if depth > 0 { quoted.append(character) } else { result.append(character) }
                if character == "“" {
                    if depth == 0 { quoted = [] }
                    depth += 1
                }
            }
            return result
        }

        private func close(_ quoted: String, _ fault: RowFault) -> String {
            let isAdvice =
                Words.advice.contains(quoted) || titles.contains(quoted) || quoted == fault.title
                || quoted.hasSuffix("：内容")
            return isAdvice ? quoted : "…"
        }
    }
}
