/// Why a password cannot be used.
public enum PasswordFault: Hashable, Sendable {
    /// Fewer characters than needed.
    case short(needed: Int)
    /// More characters than the limit.
    case long(limit: Int)
    /// Almost all of it can be guessed: the part that gives it away.
    case obvious(part: String)
    /// The same as before.
    case same
}

extension PasswordFault: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .short(let needed): "密码太短，至少 \(needed) 个字符。可以用一句容易记的话。"
        case .long(let limit): "密码太长，最多 \(limit) 个字符。"
        case .obvious(let part): "密码太容易被猜到（含有“\(part)”，其余部分太少）。请换一句只有您会想到的话。"
        case .same: "新密码和原密码一样，请换一个。"
        }
    }
}
