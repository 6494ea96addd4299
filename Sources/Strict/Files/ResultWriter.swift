import Dispatch
import FEEL
import Foundation
import Synchronization

/// Writes what a batch came to as CSV: the key, the outputs as people write them, and the reason where there is none.
public struct ResultWriter: Sendable {
    private let program: StrictProgram
    private let scales: [Int]

    /// - Throws: `BatchFault` for an output that is no decimal number, as it was not rounded.
    public init(_ program: StrictProgram, _ result: ColumnResult) throws(BatchFault) {
        self.program = program
        var scales: [Int] = []
        for output in result.outputs {
            var scale = 0
            while scale < 18, Int64(Exact.powerOfTen(scale)) % (output.denominator ?? 7) != 0 { scale += 1 }
            guard output.denominator != nil, scale < 18 else {
                throw BatchFault("“\(output.name)”没有取整，不一定能写成小数，请在决策里写明取整")
            }
            let unit = Int64(Exact.powerOfTen(scale)) / (output.denominator ?? 1)
            for end in [output.numerators.extent?.lowerBound, output.numerators.extent?.upperBound].compactMap({ $0 })
            where end.multipliedReportingOverflow(by: unit).overflow {
                throw BatchFault("“\(output.name)”的数太大，写不成小数")
            }
            scales.append(scale)
        }
        self.scales = scales
    }

    /// Writes the file.
    public func write(_ result: ColumnResult, keys: Column?, keyTitle: String, to path: String, threads: Int)
        throws(BatchFault)
    {
        let titles = [keyTitle] + result.outputs.map(\.name) + (result.reasons == nil ? [] : ["没有结果的原因"])
        let count = result.outputs.first?.numerators.count ?? 0
        let parts = Mutex<[Int: ByteText]>([:])
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            let bytes = text(result, keys, count * thread / threads, count * (thread + 1) / threads)
            parts.withLock { $0[thread] = bytes }
        }
        guard let file = fopen(path, "w") else { throw BatchFault("写不了“\(path)”，请检查文件夹和权限") }
        defer { fclose(file) }
        let head = Array((titles.joined(separator: ",") + "\n").utf8)
        var isWhole = fwrite(head, 1, head.count, file) == head.count
        for part in parts.withLock({ parts in (0..<threads).compactMap { parts[$0] } }) {
            isWhole = isWhole && fwrite(part.base, 1, part.count, file) == part.count
        }
        if !isWhole { throw BatchFault("“\(path)”没有写完，磁盘可能满了") }
    }

    /// A text as a field of CSV.
    private static func field(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }

    private func text(_ result: ColumnResult, _ keys: Column?, _ from: Int, _ to: Int) -> ByteText {
        let units = zip(result.outputs, scales).map { output, scale in
            Int64(Exact.powerOfTen(scale)) / (output.denominator ?? 1)
        }
        let texts = program.texts.map { Array(Self.field($0).utf8) }
        let reasons = program.reasons.map { Array("\"\($0.message)\"".utf8) }
        let answers = [Array("false".utf8), Array("true".utf8)]
        let longest = (texts + reasons).map(\.count).max() ?? 0
        let row = (result.outputs.count + 2) * max(longest, 24) + 8
        let bytes = ByteText(capacity: (to - from) * 12 * (result.outputs.count + 2))
        for index in from..<to {
            bytes.reserve(row)
            bytes.add(keys?[index] ?? Int64(index + 1), scale: 0)
            let reason = result.reasons?[index] ?? 0
            for place in result.outputs.indices {
                bytes.add(UInt8(ascii: ","))
                if reason != 0 { continue }
                let value = result.outputs[place].numerators[index]
                switch result.outputs[place].kind {
                case .number, .days, .months: bytes.add(value &* units[place], scale: scales[place])
                case .boolean: bytes.add(answers[value != 0 ? 1 : 0])
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
        return bytes
    }
}
