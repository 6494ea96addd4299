import CZip
import Glibc

/// One file in a ZIP package.
public struct ZipEntry: Sendable, Equatable {
    /// The name as it stands in the package, with `/` between folders.
    public let name: String
    /// The unfolded size in bytes that the package states.
    public let size: Int
    /// The packed size in bytes.
    public let compressedSize: Int
    let index: UInt64
}

/// A ZIP package opened for reading, with guards against packages that unfold to more than their limits.
///
/// Not Sendable: use one archive within one task.
public final class ZipArchive {
    /// The files of the package in its own order; folders are left out.
    public let entries: [ZipEntry]
    private let handle: OpaquePointer
    private let indexByKey: [String: Int]
    private let limits: SheetLimits
    private let name: String

    /// Opens a package on disk.
    /// - Throws: `SheetError` when the file is missing, not a ZIP package, or beyond the limits.
    public convenience init(path: String, limits: SheetLimits = .standard) throws {
        _ = try FileByteStream(path: path)
        var code: Int32 = 0
        let handle = zip_open(path, ZIP_RDONLY, &code)
        try self.init(handle: handle, name: SheetOrigin.path(path).fileName, limits: limits)
    }

    /// Opens a package held in memory. `name` is used in messages only.
    /// - Throws: `SheetError` when the bytes are not a ZIP package or are beyond the limits.
    public convenience init(bytes: [UInt8], name: String = "文件", limits: SheetLimits = .standard) throws {
        // libzip reads the buffer as long as the archive lives and frees it itself, hence a malloc of our own.
        guard let copy = malloc(max(bytes.count, 1)) else {
            throw SheetError(.tooLarge, "内存不足，打不开 \(name)。请稍后再试")
        }
        bytes.withUnsafeBytes { source in
            if let start = source.baseAddress { memcpy(copy, start, source.count) }
        }
        var error = zip_error_t()
        guard let source = zip_source_buffer_create(copy, zip_uint64_t(bytes.count), 1, &error) else {
            free(copy)
            throw Self.notPackage(name)
        }
        let handle = zip_open_from_source(source, ZIP_RDONLY, &error)
        if handle == nil { zip_source_free(source) }
        try self.init(handle: handle, name: name, limits: limits)
    }

    private init(handle: OpaquePointer?, name: String, limits: SheetLimits) throws {
        guard let handle else { throw Self.notPackage(name) }
        do {
            let entries = try Self.listing(handle, name: name, limits: limits)
            var keys: [String: Int] = [:]
            for (index, entry) in entries.enumerated() where keys[Self.key(entry.name)] == nil {
                keys[Self.key(entry.name)] = index
            }
            self.entries = entries
            indexByKey = keys
        } catch {
            zip_discard(handle)
            throw error
        }
        self.handle = handle
        self.limits = limits
        self.name = name
    }

    deinit { zip_discard(handle) }

    /// The entry of that name; letter case and a leading slash do not matter, as the package standard says
    /// (ECMA-376 part 2, 6.2.2.3).
    public func entry(named name: String) -> ZipEntry? {
        indexByKey[Self.key(name)].map { entries[$0] }
    }

    /// The whole unfolded content of an entry.
    /// - Throws: `SheetError` when there is no such entry, when it is broken, or larger than it states.
    public func read(_ name: String) throws -> [UInt8] {
        let stream = try stream(name)
        var content: [UInt8] = []
        content.reserveCapacity(min(stream.bytesTotal, 1 << 20))
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = try chunk.withUnsafeMutableBytes { try stream.read(into: $0) }
            if count == 0 { return content }
            content.append(contentsOf: chunk[..<count])
        }
    }

    /// Opens an entry to be read piece by piece. The archive stays open as long as the stream lives.
    /// - Throws: `SheetError` when there is no such entry or it asks for a password.
    public func stream(_ name: String) throws -> ZipEntryStream {
        guard let entry = entry(named: name) else {
            throw SheetError.damaged(part: self.name, "里缺少 \(name)")
        }
        guard let file = zip_fopen_index(handle, entry.index, 0) else {
            throw SheetError.damaged(part: name, "打不开")
        }
        return ZipEntryStream(file: file, archive: self, entry: entry, limit: limits.maxInflatedBytes)
    }

    private static func key(_ name: String) -> String {
        var key = ""
        for character in name.lowercased() { key.append(character == "\\" ? "/" : character) }
        return key.first == "/" ? String(key.dropFirst()) : key
    }

    private static func notPackage(_ name: String) -> SheetError {
        SheetError(.damaged, "打不开 \(name)：文件不完整或已损坏。请重新下载或另存为 .xlsx 后再上传")
    }

    private static func listing(_ handle: OpaquePointer, name: String, limits: SheetLimits) throws -> [ZipEntry] {
        let count = zip_get_num_entries(handle, 0)
        guard count <= limits.maxEntries else {
            throw SheetError(.tooLarge, "\(name) 里有 \(count) 个内部文件，超过上限 \(limits.maxEntries)。请另存为新的文件后再上传")
        }
        var entries: [ZipEntry] = []
        var total = 0
        for index in 0..<UInt64(max(count, 0)) {
            var status = zip_stat_t()
            guard zip_stat_index(handle, index, 0, &status) == 0, let raw = status.name else { continue }
            let entryName = String(cString: raw)
            if entryName.hasSuffix("/") { continue }
            let size = Int(clamping: status.size)
            let packed = Int(clamping: status.comp_size)
            try guardSize(entryName, size: size, packed: packed, limits: limits)
            total = total.addingReportingOverflow(size).overflow ? .max : total + size
            guard total <= limits.maxInflatedBytes else {
                throw SheetError(.tooLarge, "\(name) 解压后超过 \(limits.maxInflatedBytes >> 20) MB。请拆成几个文件后再上传")
            }
            guard status.encryption_method == ZIP_EM_NONE else {
                throw SheetError(.encrypted, "\(name) 设了密码。请去掉密码，另存后再上传")
            }
            entries.append(ZipEntry(name: entryName, size: size, compressedSize: packed, index: index))
        }
        return entries
    }

    private static func guardSize(_ name: String, size: Int, packed: Int, limits: SheetLimits) throws {
        guard size <= 16 << 20 || size / max(packed, 1) <= limits.maxRatio else {
            throw SheetError(.tooLarge, "内部文件 \(name) 的压缩比异常（解压后 \(size >> 20) MB），为安全起见不予打开。请另存为新的 .xlsx 后再上传")
        }
    }
}
