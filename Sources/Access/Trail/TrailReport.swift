/// A place where the trail is not as it was written.
public struct TrailFault: Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Kind: Sendable, Hashable {
        /// The entry's content does not fit its hash.
        case changed
        /// Entries are missing before this one.
        case gap
        /// The entry does not continue the one before it.
        case broken
        /// The last entry is not the one that the signed head names.
        case cut
        /// The head's signature is not ours.
        case head
        /// An entry noted outside earlier is not there any more.
        case notAsNoted
    }

    /// What is wrong.
    public let kind: Kind
    /// The chain.
    public let stream: Int
    /// The place in the chain.
    public let sequence: Int64

    /// What is wrong and where, in Chinese.
    public var description: String {
        let place = "第 \(stream) 链第 \(sequence) 条"
        return switch kind {
        case .changed: "\(place)痕迹的内容被改动过。"
        case .gap: "\(place)痕迹之前有缺失。"
        case .broken: "\(place)痕迹与前一条接不上。"
        case .cut: "\(place)之后的痕迹不见了，或多出了不是系统写的痕迹。"
        case .head: "第 \(stream) 链的链头签名不对。"
        case .notAsNoted: "\(place)痕迹与当时另存的核对码不符：之后的痕迹可能被整体替换。"
        }
    }
}

/// What checking the trail found.
public struct TrailReport: Sendable, Equatable {
    /// How many entries were checked.
    public let count: Int
    /// What is wrong; empty when nothing is.
    public let faults: [TrailFault]
    /// A note of where every chain ends, to be kept outside the system. Checking against it later also finds a trail
    /// that was set back as a whole.
    public let note: String

    /// Whether nothing is wrong.
    public var isWhole: Bool { faults.isEmpty }
}
