import Glibc

/// The file that holds the master keys, readable by its owner only.
public struct KeyFile: Sendable {
    /// Where it lies.
    public let path: String

    /// The key file of a data folder.
    public init(folder: String) {
        path = folder + "/master.key"
    }

    /// A key file anywhere.
    public init(path: String) {
        self.path = path
    }

    /// Whether it is there.
    public var exists: Bool { access(path, F_OK) == 0 }

    /// Whether others than its owner can read it.
    public var isOpenToOthers: Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & 0o077 != 0
    }

    /// Reads the keys.
    /// - Throws: `MasterKeyError`.
    public func read() throws(MasterKeyError) -> MasterKeys {
        try MasterKeys(text: try text())
    }

    /// Makes the file with a new key. Where another process just made it, that one stays.
    /// - Returns: whether this call made it.
    /// - Throws: `MasterKeyError.cannotWrite`.
    public func create() throws(MasterKeyError) -> Bool {
        let draft = try writeDraft(KeyFile.heading + MasterKey.newText() + "\n")
        defer { unlink(draft) }
        // A link, not a rename: it never replaces a file that is already there.
        if link(draft, path) == 0 {
            try keepFolder()
            return true
        }
        if errno == EEXIST { return false }
        throw .cannotWrite(file: path, why: KeyFile.reason())
    }

    /// Puts a new key before the old ones, which still open what they wrapped.
    /// - Throws: `MasterKeyError`.
    public func addKey() throws(MasterKeyError) {
        let old = try text().split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
        try replace(([MasterKey.newText()] + old.map(String.init)).joined(separator: "\n") + "\n")
    }

    /// Leaves only the current key. Only after every data key was wrapped by it.
    /// - Throws: `MasterKeyError`.
    public func dropOldKeys() throws(MasterKeyError) {
        let keys = try text().split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
        guard let first = keys.first else { throw .unreadable }
        try replace(first + "\n")
    }

    private static let heading = """
        # 启航的主密钥。没有它，数据库里加密的内容（身份证号等）谁也打不开。
        # 请现在就另存一份，放在与数据库备份不同的地方；不要发给任何人。

        """

    private func replace(_ keys: String) throws(MasterKeyError) {
        let draft = try writeDraft(KeyFile.heading + keys)
        guard rename(draft, path) == 0 else {
            let why = KeyFile.reason()
            unlink(draft)
            throw .cannotWrite(file: path, why: why)
        }
        try keepFolder()
    }

    /// Makes the name survive a power cut, before the database relies on the key.
    private func keepFolder() throws(MasterKeyError) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let handle = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw .cannotWrite(file: path, why: KeyFile.reason()) }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw .cannotWrite(file: path, why: KeyFile.reason()) }
    }

    private func text() throws(MasterKeyError) -> String {
        guard let file = fopen(path, "re") else { throw .cannotRead(file: path, why: KeyFile.reason()) }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        defer { bytes.wipe() }
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    private func writeDraft(_ text: String) throws(MasterKeyError) -> String {
        let draft = "\(path).\(getpid()).\(Hex.text(Sodium.random(4)))"
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .cannotWrite(file: path, why: KeyFile.reason()) }
        let bytes = Array(text.utf8)
        let isWritten = write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        let why = KeyFile.reason()
        close(file)
        guard isWritten else {
            unlink(draft)
            throw .cannotWrite(file: path, why: why)
        }
        return draft
    }

    private static func reason() -> String {
        switch errno {
        case ENOENT: "文件或文件夹不存在"
        case EACCES, EPERM: "没有权限"
        case ENOSPC: "磁盘已满"
        case EROFS: "磁盘只读"
        default: String(cString: strerror(errno))
        }
    }
}
