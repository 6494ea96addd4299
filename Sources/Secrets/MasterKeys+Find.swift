extension MasterKeys {
    /// Where the master keys were found.
    public struct Found: Sendable {
        /// The keys.
        public let keys: MasterKeys
        /// The file that holds them; nil when the environment does.
        public let file: KeyFile?
        /// What the person who runs the system must know, in Chinese; nil when nothing.
        public let notice: String?
    }

    /// Finds the master keys: QIHANG_KEY, else the file that QIHANG_KEY_FILE names, else `master.key` in the data
    /// folder, which is made when it may be.
    /// - Parameter mayCreate: true only while nothing was encrypted yet.
    /// - Throws: `MasterKeyError`.
    public static func find(environment: [String: String], folder: String, mayCreate: Bool) throws(MasterKeyError)
        -> Found
    {
        if let text = environment["QIHANG_KEY"], !text.isEmpty {
            return Found(keys: try MasterKeys(text: text), file: nil, notice: nil)
        }
        if let path = environment["QIHANG_KEY_FILE"], !path.isEmpty {
            let file = KeyFile(path: path)
            return Found(keys: try file.read(), file: file, notice: nil)
        }
        let file = KeyFile(folder: folder)
        if !file.exists {
            guard mayCreate else { throw .missing(file: file.path) }
            if try file.create() {
                return Found(keys: try file.read(), file: file, notice: created(file))
            }
        }
        return Found(keys: try file.read(), file: file, notice: file.isOpenToOthers ? openToOthers(file) : nil)
    }

    private static func created(_ file: KeyFile) -> String {
        """
        已生成主密钥：\(file.path)。请现在就另存一份，放在与数据库备份不同的地方。\
        丢了它，加密的内容（身份证号等）谁也打不开。
        """
    }

    private static func openToOthers(_ file: KeyFile) -> String {
        "密钥文件 \(file.path) 别的用户也能读。请执行：chmod 600 \(file.path)"
    }
}
