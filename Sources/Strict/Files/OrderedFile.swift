import Foundation

/// A file to which several threads write parts, each after the one before it, so that no more than one part a thread is
/// held in memory.
final class OrderedFile: @unchecked Sendable {
    // Unchecked: `file` is only used by the thread whose turn it is, the rest under the lock.

    private let file: UnsafeMutablePointer<FILE>
    private let turn = NSCondition()
    private var next = 0
    private var isWhole = true

    /// A new file; nil when it cannot be opened.
    init?(_ path: String) {
        guard let file = fopen(path, "w") else { return nil }
        self.file = file
        setvbuf(file, nil, _IONBF, 0)
    }

    /// Writes what stands before all parts.
    func write(_ bytes: [UInt8]) { isWhole = fwrite(bytes, 1, bytes.count, file) == bytes.count && isWhole }

    /// Writes the part with this number, from 0, when those before it are written.
    func write(_ bytes: ByteText, part: Int) {
        turn.lock()
        while next != part { turn.wait() }
        turn.unlock()
        let written = fwrite(bytes.base, 1, bytes.count, file)
        turn.lock()
        isWhole = isWhole && written == bytes.count
        next += 1
        turn.broadcast()
        turn.unlock()
    }

    /// Closes the file; false when something could not be written.
    func close() -> Bool { fclose(file) == 0 && isWhole }
}
