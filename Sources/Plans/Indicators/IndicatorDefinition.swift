public import Base
public import Registers

/// A figure: a count, a sum, or a ratio, over the records of one register.
public struct IndicatorDefinition: Sendable {
    /// Its name; a city's definition of the same name stands before core's in that city.
    public let name: String
    /// What people read.
    public let title: String
    /// What is counted: 人, 人次, 元.
    public let unit: String
    /// The register over which it counts.
    public let register: String
    /// Which records count; nil for all.
    public let condition: Formula?
    /// A field of which each value counts once, by its first record; nil to count records.
    public let distinct: String?
    /// A field that is added up; nil to count.
    public let sum: String?
    /// How many of the sum's digits stand behind the point: 2 for money in fen.
    public let scale: Int
    /// The date by which a record falls into a time; nil for what is so on the day asked about.
    public let date: String?
    /// The field that places a record in space.
    public let region: String?
    /// For a ratio, of what and who is within; its register, date and region are those of what it is taken of.
    public let ratio: Ratio?
    /// By which definition it counts, in the words of its pack.
    public let words: String?
    /// Rows of the mission that it serves.
    public let cites: [String]
    /// The region whose pack defines it; nil for every region.
    public let packRegion: RegionCode?
    /// Where the definition stands.
    public let place: Place

    /// A ratio with the whole that holds in the region asked about: a city may count it by another date or place.
    func over(_ whole: IndicatorDefinition) -> IndicatorDefinition {
        guard ratio != nil else { return self }
        return IndicatorDefinition(
            name: name, title: title, unit: unit, register: whole.register, condition: whole.condition,
            distinct: whole.distinct, sum: nil, scale: scale, date: whole.date, region: whole.region, ratio: ratio,
            words: words, cites: cites, packRegion: packRegion, place: place)
    }

    /// Whom of those that an indicator counts another condition holds for.
    public struct Ratio: Sendable {
        /// The indicator whose records are the whole.
        public let whole: String
        /// What is counted by the whole: 人.
        public let unit: String
        /// Who is within, as a condition over the same records.
        public let condition: Formula?
        /// Who is within: those whom this indicator counts in the same time.
        public let counted: String?
    }
}
