/// Why a key or a sealed value cannot be used.
public enum KeyringError: Error, Hashable, Sendable {
    /// No key for this purpose is in use.
    case noKey(KeyPurpose)
    /// The value was sealed with a data key that this process has not read.
    case unknownKey(Int)
    /// The value was changed, cut, or moved from another record or field.
    case damaged
    /// The value is no UTF-8 text.
    case notText
    /// A data key is wrapped by a master key that was not given.
    case otherMaster(fingerprint: String)
    /// A wrapped data key was changed.
    case damagedKey(Int)
    /// The machine gives no protected memory.
    case noMemory
}

extension KeyringError: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .noKey: "没有可用的数据密钥。请先运行 qihang migrate。"
        case .unknownKey(let id): "这项内容由第 \(id) 号数据密钥加密，本机还没有读到它。请稍后再试；仍不行时重新启动服务。"
        case .damaged: "加密内容打不开：它被改动过，或被挪到了别的记录、别的字段。请从备份核对。"
        case .notText: "加密内容不是文字。"
        case .otherMaster(let fingerprint):
            "现在的主密钥打不开这个数据库，需要指纹为 \(fingerprint) 的主密钥。请用当时备份的密钥文件。"
        case .damagedKey(let id): "第 \(id) 号数据密钥打不开：它被改动过。请从备份恢复 data_key 表。"
        case .noMemory: "内存不足，放不下密钥。"
        }
    }
}
