import FEEL

/// What a strict program is gathered in.
struct StrictCore: Sendable {
    var graph = TermGraph()
    var inputs: [StrictInput] = []
    var tables: [StrictTable] = []
    private(set) var texts: [String] = []
    private var codes: [String: Int] = [:]
    var reasons: [StrictReason] = []

    mutating func declare(_ field: StrictType.Field, path: String, table: Int? = nil) -> Meaning {
        switch field.type {
        case .record(let fields):
            return .record(
                fields.map { field in
                    let meaning = declare(field, path: "\(path).\(field.name)", table: table)
                    return Meaning.Entry(name: field.name, meaning: meaning)
                })
        case .rows(let fields, let limit):
            let index = tables.count
            tables.append(StrictTable(name: path, limit: limit, inputs: []))
            let first = inputs.count
            let item = declare(StrictType.Field(field.name, .record(fields)), path: path, table: index)
            tables[index] = StrictTable(name: path, limit: limit, inputs: Array(first..<inputs.count))
            return .rows(Meaning.Rows(table: index, filter: nil, item: item))
        default:
            let level: Level = table.map { .child($0) } ?? .row
            let id = graph.add(.input(inputs.count), field.type.kind, level, .start)
            let message = "“\(path)”没有值，或不是\(Self.allowed(field.type))"
            reasons.append(StrictReason(message: message, origin: path, line: 0, column: 0))
            inputs.append(StrictInput(path: path, type: field.type, table: table))
            return .term(id)
        }
    }

    /// The reasons of tables and of numbers that grow too large; they stand after those of the inputs.
    mutating func declareLimits() {
        for table in tables {
            let message = "“\(table.name)”超过 \(table.limit) 行"
            reasons.append(StrictReason(message: message, origin: table.name, line: 0, column: 0))
        }
        reasons.append(StrictReason(message: "计算中的数太大，超出精确计算的 38 位", origin: "", line: 0, column: 0))
    }

    private static func allowed(_ type: StrictType) -> String {
        switch type {
        case .number(let scale, let bounds):
            let unit = Exact.powerOfTen(scale)
            let low = Exact(Int128(bounds.lowerBound), over: unit)
            let high = Exact(Int128(bounds.upperBound), over: unit)
            return " \(low) 到 \(high) 之间\(scale == 0 ? "的整数" : "至多 \(scale) 位小数的数")"
        case .boolean: return "“是”或“否”"
        case .date: return "公元 1 至 9999 年的日期"
        case .text, .record, .rows: return "文字"
        }
    }

    mutating func code(of text: String) -> Int {
        if let code = codes[text] { return code }
        texts.append(text)
        codes[text] = texts.count - 1
        return texts.count - 1
    }

    mutating func site(_ message: String, _ origin: String, _ place: Place) -> Int {
        reasons.append(StrictReason(message: message, origin: origin, line: place.line, column: place.column))
        return reasons.count - 1
    }
}
