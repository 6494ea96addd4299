import Base

/// Knows units by their names: 人社局 is 人力资源社会保障局, and 某某区残联 is one of 各区.
public struct UnitBook: Sendable {
    /// How the document reader is to read.
    public let reading: PlanReader.Options
    /// The names.
    public var lexicon: UnitLexicon { reading.lexicon }
    private let resolver: UnitResolver

    /// A book of these names.
    public init(_ reading: PlanReader.Options) {
        self.reading = reading
        resolver = UnitResolver(reading.lexicon)
    }

    /// The usual name of a unit, its level or place kept: 市人社局 → 市人力资源社会保障局. A name that is not known stays as it is.
    public func canonical(_ written: String) -> String {
        let text = normalised(written)
        return resolver.resolve(TextSlice(text), raw: text)?.name ?? text
    }
}
