public import Base

extension Parameter {
    /// One value in force for a time in a region.
    public struct Entry: Sendable {
        /// Where it holds; nil for everywhere.
        public let region: RegionCode?
        /// When it holds.
        public internal(set) var period: Period
        /// The value as written: a decimal number, a text, `true`/`false` or an ISO date.
        public let value: String
        /// What sets it.
        public let citation: Citation
        /// Whether somebody compared it with the official text.
        public let verified: Bool
        /// Who says so.
        public let source: Source

        /// A value.
        public init(
            region: RegionCode?, period: Period, value: String, citation: Citation, verified: Bool, source: Source
        ) {
            self.region = region
            self.period = period
            self.value = value
            self.citation = citation
            self.verified = verified
            self.source = source
        }
    }

    /// Who says that a value holds.
    public enum Source: Sendable, Hashable {
        /// A pack, at this place.
        case pack(Place)
        /// An amendment made in the installation, with its number.
        case amendment(Int64)
        /// Nobody: it was assumed for one question.
        case assumption
    }
}

/// What sets a value: the document, its article, and its words.
public struct Citation: Sendable, Hashable {
    /// The document with its number.
    public var document: String?
    /// The article or clause in it.
    public var article: String?
    /// Where it can be read.
    public var address: String?
    /// Its words.
    public var text: String?

    /// A citation.
    public init(document: String? = nil, article: String? = nil, address: String? = nil, text: String? = nil) {
        self.document = document
        self.article = article
        self.address = address
        self.text = text
    }
}
