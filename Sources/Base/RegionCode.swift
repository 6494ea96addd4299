/// A region's code: a province, city, county, town or village of GB/T 2260 and the statistical codes below it,
/// or a functional area that has no national code and got one of its own under its city.
///
/// A parent's code is a prefix of its children's: 2 characters for a province, 4 for a city, 6 for a county,
/// 9 for a town or street, 12 for a village. So “within this region” is one range over the code.
public struct RegionCode: Hashable, Comparable, Sendable {
    /// The code without trailing zeros, 2, 4, 6, 9 or 12 characters.
    public let text: String

    /// Reads a code of 2, 4, 6, 9 or 12 digits or capital letters; longer forms padded with zeros
    /// (350582000000, 440400) are cut to their own level. Nil for anything else.
    public init?(_ text: some StringProtocol) {
        var bytes = text.utf8.filter { $0 != UInt8(ascii: " ") }
        guard bytes.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) }) else { return nil }
        guard var level = RegionLevel(length: bytes.count) else { return nil }
        while let parent = level.parent, bytes[parent.length...].allSatisfy({ $0 == UInt8(ascii: "0") }) {
            bytes.removeLast(bytes.count - parent.length)
            level = parent
        }
        guard bytes != [48, 48] else { return nil }
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    /// Province, city, county, town or village.
    public var level: RegionLevel {
        RegionLevel(length: text.utf8.count) ?? .village
    }

    /// The region one level up; nil for a province.
    public var parent: RegionCode? {
        level.parent.flatMap { RegionCode(text.prefix($0.length)) }
    }

    /// This region and all above it, the province first.
    public var path: [RegionCode] {
        (parent?.path ?? []) + [self]
    }

    /// Whether another region is this one or lies in it.
    public func contains(_ other: RegionCode) -> Bool {
        other.text.hasPrefix(text)
    }

    /// The least text that sorts after every code within this region: the open end of its range.
    public var rangeEnd: String {
        // Codes hold digits and capitals only, so the next character never overflows.
        var bytes = Array(text.utf8)
        bytes[bytes.count - 1] += 1
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Sorted by code, so that a region stands before what lies in it.
    public static func < (left: RegionCode, right: RegionCode) -> Bool {
        left.text < right.text
    }
}

extension RegionCode: CustomStringConvertible {
    /// The code.
    public var description: String { text }
}

/// The level of a region in the tree.
public enum RegionLevel: Int, CaseIterable, Comparable, Sendable {
    /// 省级
    case province
    /// 地市级
    case city
    /// 县级
    case county
    /// 乡镇、街道
    case town
    /// 村、社区
    case village

    /// How many characters a code of this level has.
    public var length: Int {
        switch self {
        case .province: 2
        case .city: 4
        case .county: 6
        case .town: 9
        case .village: 12
        }
    }

    /// The level with codes of this length.
    public init?(length: Int) {
        guard let level = RegionLevel.allCases.first(where: { $0.length == length }) else { return nil }
        self = level
    }

    /// The next level up; nil for a province.
    public var parent: RegionLevel? { RegionLevel(rawValue: rawValue - 1) }

    /// The next level down; nil for a village.
    public var child: RegionLevel? { RegionLevel(rawValue: rawValue + 1) }

    /// The level's name as people say it.
    public var chinese: String {
        switch self {
        case .province: "省"
        case .city: "市"
        case .county: "县（市、区）"
        case .town: "乡镇（街道）"
        case .village: "村（社区）"
        }
    }

    /// From province down.
    public static func < (left: RegionLevel, right: RegionLevel) -> Bool {
        left.rawValue < right.rawValue
    }
}
