import Glibc

/// Bytes that come one piece after the other.
protocol ByteStream: AnyObject {
    /// Fills the buffer from its start and returns how many bytes came; 0 means the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
    /// How many bytes of the underlying file have been taken so far.
    var bytesTaken: Int { get }
    /// How many bytes there are in all.
    var bytesTotal: Int { get }
}

/// The bytes of a file on disk.
final class FileByteStream: ByteStream {
    private let descriptor: Int32
    private let path: String
    private(set) var bytesTaken = 0
    let bytesTotal: Int

    init(path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT
                ? SheetError(.notFound, "找不到文件 \(path)。请检查路径和文件名")
                : SheetError(.unreadable, "打不开文件 \(path)：\(String(cString: strerror(errno)))。请检查文件的读取权限")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw SheetError(.unreadable, "\(path) 不是文件。请选择一个表格文件")
        }
        bytesTotal = Int(status.st_size)
    }

    deinit { close(descriptor) }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 {
                bytesTaken += count
                return count
            }
            guard errno == EINTR else {
                throw SheetError(.unreadable, "读取 \(path) 时出错：\(String(cString: strerror(errno)))。请重新上传文件")
            }
        }
    }
}

/// The bytes of an array.
final class MemoryByteStream: ByteStream {
    private let bytes: [UInt8]
    private(set) var bytesTaken = 0
    var bytesTotal: Int { bytes.count }

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = min(buffer.count, bytes.count - bytesTaken)
        guard count > 0 else { return 0 }
        bytes.withUnsafeBytes { source in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[bytesTaken..<bytesTaken + count]))
        }
        bytesTaken += count
        return count
    }
}
