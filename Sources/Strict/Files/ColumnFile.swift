import Dispatch
import Foundation
import Synchronization

/// Reads chosen columns of a CSV file (UTF-8, a line of titles, no line breaks within fields) on several threads, in
/// memory that does not grow with the columns that are not wanted.
struct ColumnFile: Sendable {
    let path: String
    let titles: [String]
    private let bodyStart: Int
    private let size: Int

    init(_ path: String) throws(BatchFault) {
        self.path = path
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw BatchFault("读不到“\(path)”，请检查路径和权限") }
        defer { close(descriptor) }
        size = Int(lseek(descriptor, 0, SEEK_END))
        var head = [UInt8](repeating: 0, count: min(65_536, max(size, 1)))
        let count = pread(descriptor, &head, head.count, 0)
        guard let end = head.prefix(max(count, 0)).firstIndex(of: 10) else { throw BatchFault("“\(path)”没有标题行") }
        var line = head[..<end]
        if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
        if line.last == 13 { line = line.dropLast() }
        titles = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { field in
            String(decoding: field, as: UTF8.self).trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
        }
        bodyStart = end + 1
    }

    func column(_ title: String) throws(BatchFault) -> Int {
        guard let place = titles.firstIndex(of: title) else {
            throw BatchFault("“\(path)”没有“\(title)”这一列，有的是：\(titles.joined(separator: "、"))")
        }
        return place
    }

    /// The columns that the readings ask for, in their order.
    func read(_ readings: [FieldReading], threads: Int) throws(BatchFault) -> [Column] {
        let parts = Mutex<[Int: FieldSplit]>([:])
        let failed = Atomic<Bool>(false)
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            let (from, to) = (start(of: thread, threads), start(of: thread + 1, threads))
            var lines = LineReader(path: path, from: from, to: to)
            guard lines.isOpen else { return failed.store(true, ordering: .relaxed) }
            let split = FieldSplit(readings, capacity: max(0, to - from) / 24)
            lines.forEachLine { bytes, count in split.line(bytes, count) }
            parts.withLock { $0[thread] = split }
        }
        if failed.load(ordering: .relaxed) { throw BatchFault("读不到“\(path)”") }
        return FieldSplit.joined(parts.withLock { parts in (0..<threads).compactMap { parts[$0] } }, readings)
    }

    /// Where a thread's part begins: after the first line break from its share of the bytes on.
    private func start(of thread: Int, _ threads: Int) -> Int {
        if thread == 0 { return bodyStart }
        if thread == threads { return size }
        return LineReader.lineStart(path, from: bodyStart + (size - bodyStart) / threads * thread, size: size)
    }
}
