/// Where a file's bytes come from; kept so that the file can be read again from its start.
enum SheetOrigin: Sendable {
    case path(String)
    case bytes([UInt8], fileName: String)

    /// The name that a person knows the file by.
    var fileName: String {
        switch self {
        case .path(let path): path.split(separator: "/").last.map(String.init) ?? path
        case .bytes(_, let fileName): fileName
        }
    }

    func stream() throws -> any ByteStream {
        switch self {
        case .path(let path): try FileByteStream(path: path)
        case .bytes(let bytes, _): MemoryByteStream(bytes)
        }
    }

    func archive(limits: SheetLimits) throws -> ZipArchive {
        switch self {
        case .path(let path): try ZipArchive(path: path, limits: limits)
        case .bytes(let bytes, let name): try ZipArchive(bytes: bytes, name: name, limits: limits)
        }
    }

    /// The first bytes of the file, at most `count`.
    func head(_ count: Int) throws -> [UInt8] {
        try Self.take(count, from: try stream())
    }

    static func take(_ most: Int, from stream: any ByteStream) throws -> [UInt8] {
        let count = min(most, stream.bytesTotal - stream.bytesTaken)
        var head = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let taken = try head.withUnsafeMutableBytes {
                try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
            }
            if taken == 0 { break }
            filled += taken
        }
        head.removeLast(count - filled)
        return head
    }
}
