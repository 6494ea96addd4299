import FEEL

/// How the rows of a result become text: what is the same for all of them, worked out once.
struct RowForm: Sendable {
    private struct Output: Sendable {
        let kind: StrictKind
        let unit: Int64
        let scale: Int
    }

    private let outputs: [Output]
    private let texts: [[UInt8]]
    private let reasons: [[UInt8]]
    /// The most bytes of a row.
    private let longest: Int
    private static let answers = [Array("false".utf8), Array("true".utf8)]

    init(_ program: StrictProgram, _ result: ColumnResult, _ scales: [Int]) {
        outputs = zip(result.outputs, scales).map { output, scale in
            let unit = Int64(Exact.powerOfTen(scale)) / (output.denominator ?? 1)
            return Output(kind: output.kind, unit: unit, scale: scale)
        }
        texts = program.texts.map { Array(Self.field($0).utf8) }
        reasons = program.reasons.map { Array("\"\($0.message)\"".utf8) }
        longest = (outputs.count + 2) * max((texts + reasons).map(\.count).max() ?? 0, 24) + 8
    }

    /// A text as a field of CSV.
    private static func field(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }

    /// Adds the text of some rows.
    func text(_ result: ColumnResult, _ keys: Column?, _ rows: Range<Int>, into bytes: ByteText) {
        let columns = result.outputs.map(\.numerators)
        for index in rows {
            bytes.reserve(longest)
            bytes.add(keys?[index] ?? Int64(index + 1), scale: 0)
            let reason = result.reasons?[index] ?? 0
            for place in outputs.indices {
                bytes.add(UInt8(ascii: ","))
                if reason != 0 { continue }
                let value = columns[place][index]
                switch outputs[place].kind {
                case .number, .days, .months: bytes.add(value &* outputs[place].unit, scale: outputs[place].scale)
                case .boolean: bytes.add(Self.answers[value != 0 ? 1 : 0])
                case .text: if value >= 0 { bytes.add(texts[Int(value)]) }
                case .date: bytes.add(Array((CivilDate(dayNumber: Int(value))?.description ?? "").utf8))
                }
            }
            if result.reasons != nil {
                bytes.add(UInt8(ascii: ","))
                if reason != 0 { bytes.add(reasons[Int(reason) - 1]) }
            }
            bytes.add(10)
        }
    }
}
