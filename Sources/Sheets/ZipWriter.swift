import CZip
import Glibc

/// Writes a ZIP package of files that are loaded one at a time, as the package comes to them.
///
/// The package stands at its path only after `close()`; a writer that is dropped without it leaves nothing behind. The
/// files are stored as they are: photographs and documents are packed already. Not Sendable: use within one task.
public final class ZipWriter {
    private let path: String
    private var handle: OpaquePointer?
    private let trouble = Trouble()

    private var partial: String { path + ".partial" }

    /// Begins a package at the path.
    /// - Throws: `SheetError` when the folder cannot be written to.
    public init(path: String) throws {
        self.path = path
        // libzip would only find out at the end.
        guard let probe = fopen(path + ".partial", "w") else { throw WorkbookWriter.cannotWrite(path) }
        fclose(probe)
        var code: Int32 = 0
        handle = zip_open(path + ".partial", ZIP_CREATE | ZIP_TRUNCATE, &code)
        guard handle != nil else { throw WorkbookWriter.cannotWrite(path) }
    }

    deinit {
        guard let handle else { return }
        zip_discard(handle)
        unlink(partial)
    }

    /// Adds a file.
    /// - Parameters:
    ///   - name: with `/` between folders; must not stand in the package yet.
    ///   - size: in bytes, as `load` will give it.
    ///   - load: gives the content; called within `close()`.
    /// - Throws: `SheetError`.
    public func add(_ name: String, size: Int, load: @escaping () throws -> [UInt8]) throws {
        guard let handle else { throw WorkbookWriter.cannotWrite(path) }
        let content = Unmanaged.passRetained(Content(size: size, trouble: trouble, load: load))
        guard let source = zip_source_function(handle, ZipWriter.answer, content.toOpaque()) else {
            content.release()
            throw WorkbookWriter.cannotWrite(path)
        }
        let index = zip_file_add(handle, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(source)
            throw WorkbookWriter.cannotWrite(path)
        }
        _ = zip_set_file_compression(handle, zip_uint64_t(index), ZIP_CM_STORE, 0)
    }

    /// Writes the package: every file is loaded, written and let go before the next.
    /// - Throws: what `load` threw, or `SheetError` when the disk is full.
    public func close() throws {
        guard let handle else { return }
        self.handle = nil
        guard zip_close(handle) == 0 else {
            zip_discard(handle)
            unlink(partial)
            throw trouble.error ?? WorkbookWriter.cannotWrite(path)
        }
        guard rename(partial, path) == 0 else {
            unlink(partial)
            throw WorkbookWriter.cannotWrite(path)
        }
    }

    // MARK: What libzip asks of a file

    private final class Trouble {
        var error: (any Error)?
    }

    private final class Content {
        let size: Int
        private let trouble: Trouble
        private let load: () throws -> [UInt8]
        private var rest: ArraySlice<UInt8> = []

        init(size: Int, trouble: Trouble, load: @escaping () throws -> [UInt8]) {
            self.size = size
            self.trouble = trouble
            self.load = load
        }

        func open() -> zip_int64_t {
            do {
                rest = try load()[...]
                return 0
            } catch {
                trouble.error = error
                return -1
            }
        }

        func read(into data: UnsafeMutableRawPointer, _ count: Int) -> zip_int64_t {
            let part = rest.prefix(count)
            part.withUnsafeBytes { bytes in
                if let start = bytes.baseAddress { memcpy(data, start, bytes.count) }
            }
            rest = rest.dropFirst(part.count)
            return zip_int64_t(part.count)
        }

        func close() { rest = [] }

        func describe(in data: UnsafeMutableRawPointer) -> zip_int64_t {
            var status = zip_stat_t()
            zip_stat_init(&status)
            status.size = zip_uint64_t(size)
            status.mtime = time(nil)
            status.valid |= zip_uint64_t(ZIP_STAT_SIZE | ZIP_STAT_MTIME)
            data.storeBytes(of: status, as: zip_stat_t.self)
            return zip_int64_t(MemoryLayout<zip_stat_t>.size)
        }
    }

    private static let answer: zip_source_callback = { user, data, length, command in
        guard let user else { return -1 }
        let content = Unmanaged<Content>.fromOpaque(user)
        switch command {
        case ZIP_SOURCE_OPEN: return content.takeUnretainedValue().open()
        case ZIP_SOURCE_READ:
            return data.map { content.takeUnretainedValue().read(into: $0, Int(length)) } ?? -1
        case ZIP_SOURCE_CLOSE:
            content.takeUnretainedValue().close()
            return 0
        case ZIP_SOURCE_STAT: return data.map { content.takeUnretainedValue().describe(in: $0) } ?? -1
        case ZIP_SOURCE_ERROR:
            data?.storeBytes(of: (Int32(ZIP_ER_READ), Int32(0)), as: (Int32, Int32).self)
            return zip_int64_t(2 * MemoryLayout<Int32>.size)
        case ZIP_SOURCE_FREE:
            content.release()
            return 0
        default: return -1
        }
    }
}
