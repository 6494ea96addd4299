import Foundation

/// Hands over the lines of a part of a file from a buffer of fixed size.
struct LineReader {
    private static let bufferSize = 1 << 20

    private let descriptor: Int32
    private var position: Int
    private let end: Int

    /// `from` is the start of a line, `to` that of the first line that is not wanted.
    init(path: String, from: Int, to: Int) {
        descriptor = open(path, O_RDONLY)
        (position, end) = (from, to)
    }

    var isOpen: Bool { descriptor >= 0 }

    /// The start of the first line that begins at or after a place; the size when there is none.
    static func lineStart(_ path: String, from: Int, size: Int) -> Int {
        var reader = LineReader(path: path, from: max(0, from - 1), to: size)
        guard reader.isOpen else { return size }
        let place = reader.firstBreak()
        close(reader.descriptor)
        return place.map { $0 + 1 } ?? size
    }

    private mutating func firstBreak() -> Int? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while position < end {
            let count = pread(descriptor, &buffer, min(buffer.count, end - position), off_t(position))
            guard count > 0 else { return nil }
            if let place = buffer[..<count].firstIndex(of: 10) { return position + place }
            position += count
        }
        return nil
    }

    /// Calls the body for each line without its end, empty ones left out; closes the file. `EightBytes.margin` bytes
    /// behind each line can be read.
    mutating func forEachLine(_ body: (UnsafePointer<UInt8>, Int) -> Void) {
        defer { close(descriptor) }
        var capacity = Self.bufferSize
        var buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + EightBytes.margin)
        defer { buffer.deallocate() }
        var kept = 0
        while position < end {
            let count = pread(descriptor, buffer + kept, min(capacity - kept, end - position), off_t(position))
            guard count > 0 else { break }
            position += count
            let filled = kept + count
            let used = lines(buffer, filled, isLast: position >= end, body)
            kept = filled - used
            if used == 0, kept == capacity {
                let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + EightBytes.margin)
                larger.update(from: buffer, count: kept)
                buffer.deallocate()
                buffer = larger
                capacity *= 2
            } else {
                memmove(buffer, buffer + used, kept)
            }
        }
    }

    private func lines(
        _ buffer: UnsafeMutablePointer<UInt8>, _ filled: Int, isLast: Bool, _ body: (UnsafePointer<UInt8>, Int) -> Void
    ) -> Int {
        var start = 0
        while start < filled {
            let found = memchr(buffer + start, 10, filled - start)
            guard found != nil || isLast else { break }
            let stop = found.map { UnsafeRawPointer(buffer).distance(to: UnsafeRawPointer($0)) } ?? filled
            let length = stop > start && buffer[stop - 1] == 13 ? stop - start - 1 : stop - start
            if length > 0 { body(buffer + start, length) }
            start = stop + 1
        }
        return min(start, filled)
    }
}
