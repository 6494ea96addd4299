import CZip

/// The unfolded bytes of one entry of a ZIP package, piece by piece.
///
/// Not Sendable: use within one task.
public final class ZipEntryStream: ByteStream {
    private let file: OpaquePointer
    private let archive: ZipArchive
    private let entry: ZipEntry
    private let limit: Int
    /// How many unfolded bytes have been read.
    public private(set) var bytesTaken = 0
    /// The unfolded size that the package states.
    public var bytesTotal: Int { entry.size }

    init(file: OpaquePointer, archive: ZipArchive, entry: ZipEntry, limit: Int) {
        self.file = file
        self.archive = archive
        self.entry = entry
        self.limit = limit
    }

    deinit { zip_fclose(file) }

    /// Fills the buffer from its start and returns how many bytes came; 0 means the end.
    /// - Throws: `SheetError` when the packed data is broken or unfolds to more than the package states.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = zip_fread(file, buffer.baseAddress, zip_uint64_t(buffer.count))
        guard count >= 0 else { throw SheetError.damaged(part: entry.name, "的数据读到一半就坏了") }
        bytesTaken += Int(count)
        guard bytesTaken <= limit else {
            throw SheetError(.tooLarge, "内部文件 \(entry.name) 解压后超过 \(limit >> 20) MB。请拆成几个文件后再上传")
        }
        return Int(count)
    }
}
