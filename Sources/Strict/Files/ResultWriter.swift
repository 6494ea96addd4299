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
            guard output.numerators.width < 16 else { throw BatchFault("“\(output.name)”的数太大，写不成小数") }
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
        let form = RowForm(program, result, scales)
        guard let file = OrderedFile(path) else { throw BatchFault("写不了“\(path)”，请检查文件夹和权限") }
        file.write(Array((titles.joined(separator: ",") + "\n").utf8))
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            let bytes = ByteText(capacity: Self.rowsAtOnce * 64)
            while true {
                let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
                let start = part * Self.rowsAtOnce
                guard start < count else { break }
                bytes.clear()
                form.text(result, keys, start..<min(start + Self.rowsAtOnce, count), into: bytes)
                file.write(bytes, part: part)
            }
        }
        if !file.close() { throw BatchFault("“\(path)”没有写完，磁盘可能满了") }
    }

    /// How many rows a thread makes text of before it is written.
    private static let rowsAtOnce = 16_384
}
