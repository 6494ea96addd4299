/// Why no master key can be had.
public enum MasterKeyError: Error, Hashable, Sendable {
    /// The text holds no master key.
    case unreadable
    /// The file named cannot be read.
    case cannotRead(file: String, why: String)
    /// The key file cannot be written.
    case cannotWrite(file: String, why: String)
    /// No key is given, and the database already has encrypted content, so none may be made.
    case missing(file: String)
    /// A rotation needs the new key and the old one.
    case onlyOne
}

extension MasterKeyError: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .unreadable: "主密钥的写法不对：应以“qihang-master-1:”开头，后面是 43 个字符。请核对是否复制完整。"
        case .cannotRead(let file, let why): "读不到密钥文件 \(file)：\(why)。"
        case .cannotWrite(let file, let why): "写不了密钥文件 \(file)：\(why)。"
        case .missing(let file):
            """
            找不到主密钥，而数据库里已有用它加密的内容。请把备份的密钥文件放回 \(file)，\
            或用环境变量 QIHANG_KEY、QIHANG_KEY_FILE 给出。
            """
        case .onlyOne:
            "更换主密钥要同时给出新旧两把：环境变量 QIHANG_KEY（或 QIHANG_KEY_FILE 的文件）里先写新的，再写旧的，用逗号隔开。"
        }
    }
}
