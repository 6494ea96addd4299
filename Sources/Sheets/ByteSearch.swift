import Glibc

/// Searching for a run of bytes.
enum ByteSearch {
    /// The place of the wanted bytes; nil when they are not there.
    static func find(_ wanted: UnsafeRawBufferPointer, in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let base = bytes.baseAddress, let mark = wanted.baseAddress, let first = wanted.first else { return nil }
        var start = 0
        while start + wanted.count <= bytes.count {
            let room = bytes.count - wanted.count + 1 - start
            guard let hit = memchr(base + start, Int32(first), room) else { return nil }
            if memcmp(hit, mark, wanted.count) == 0 { return UnsafeRawPointer(hit) - base }
            start = UnsafeRawPointer(hit) - base + 1
        }
        return nil
    }

    /// The place of the text's bytes; nil when they are not there.
    static func find(_ mark: StaticString, in bytes: UnsafeRawBufferPointer) -> Int? {
        find(UnsafeRawBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount), in: bytes)
    }
}
