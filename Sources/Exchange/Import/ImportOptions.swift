public import Base
import Sheets

/// What a person chose for an import.
public struct ImportOptions: Sendable, Hashable, Codable {
    /// The code of the region to which rows without a region belong, and within which names of regions are looked up.
    public var region: String?
    /// Whether an empty cell takes away what the record holds. Off: an empty cell says nothing.
    public var emptyErases: Bool
    /// The sheet, from 0; nil for the one that looks most like the register.
    public var sheet: Int?
    /// The encoding of a text file where the guess was wrong: a `TextEncoding`'s raw value.
    public var encoding: String?
    /// The separator of a text file where the guess was wrong.
    public var separator: String?
    /// The rows of the headings where the guess was wrong.
    public var headerFirst: Int?
    /// The last row of the headings where the guess was wrong.
    public var headerLast: Int?

    /// Choices; all left to the program by default.
    public init(
        region: String? = nil, emptyErases: Bool = false, sheet: Int? = nil, encoding: String? = nil,
        separator: String? = nil, headerRows: ClosedRange<Int>? = nil
    ) {
        self.region = region
        self.emptyErases = emptyErases
        self.sheet = sheet
        self.encoding = encoding
        self.separator = separator
        headerFirst = headerRows?.lowerBound
        headerLast = headerRows?.upperBound
    }

    /// The region as a code.
    public var regionCode: RegionCode? { region.flatMap { RegionCode($0) } }

    var headerRows: ClosedRange<Int>? {
        guard let headerFirst, headerFirst > 0 else { return nil }
        return headerFirst...max(headerFirst, headerLast ?? headerFirst)
    }

    func open(bytes: [UInt8], fileName: String) throws -> SheetSource {
        try SheetSource.open(
            bytes: bytes, fileName: fileName, encoding: encoding.flatMap { TextEncoding(rawValue: $0) },
            separator: separator)
    }
}

/// Which rows go in.
public enum ApplyMode: String, Sendable, Hashable, CaseIterable, Codable {
    /// All in one transaction: refused while any row is refused, and nothing is written when anything goes wrong.
    case everything
    /// The rows without errors, a few hundred to a transaction.
    case goodRows = "good_rows"

    /// What people read.
    public var title: String {
        switch self {
        case .everything: "全部一次导入（有一行有错就都不导入）"
        case .goodRows: "只导入没有错的行"
        }
    }
}
