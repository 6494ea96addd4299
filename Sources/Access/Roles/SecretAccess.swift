/// How much of secret fields (citizen id, bank account …) someone sees.
public enum SecretAccess: String, CaseIterable, Comparable, Sendable {
    /// Nothing.
    case none
    /// A few characters, the others covered.
    case masked
    /// All, one value at a time and with a reason, which goes into the trail.
    case reveal

    /// From nothing to all.
    public static func < (left: SecretAccess, right: SecretAccess) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .none: 0
        case .masked: 1
        case .reveal: 2
        }
    }
}
