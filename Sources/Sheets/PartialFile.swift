import Glibc

/// A file that stands at its path only when it is whole.
final class PartialFile {
    private let path: String
    private var file: UnsafeMutablePointer<FILE>?

    init(path: String) throws {
        self.path = path
        file = fopen(path + ".partial", "w")
        guard file != nil else { throw WorkbookWriter.cannotWrite(path) }
    }

    deinit {
        guard let file else { return }
        fclose(file)
        unlink(path + ".partial")
    }

    func write(_ bytes: [UInt8]) throws {
        guard let file, fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw full }
    }

    func finish() throws {
        guard let file else { return }
        self.file = nil
        guard fclose(file) == 0, rename(path + ".partial", path) == 0 else {
            unlink(path + ".partial")
            throw full
        }
    }

    private var full: SheetError {
        SheetError(.cannotWrite, "写不出文件 \(path)。请检查磁盘空间和文件夹的写入权限")
    }
}
