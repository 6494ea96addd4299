import Base

/// Numbers that look like people's and are nobody's.
///
/// - Citizen ids begin with 99, which no region of China does, and have the right check character.
/// - Phone numbers begin with 154: of all that begin with 15 the only one never opened to subscribers, so a call reaches
///   nobody. (Short prefixes such as 12 or 11 would be worse: a telephone might dial an emergency number.)
enum MadeID {
    /// The beginning of every phone number.
    static let phonePrefix = "154"

    /// A citizen id.
    /// - Parameters:
    ///   - region: six digits, beginning with 99.
    ///   - serial: 0 to 499, unique among those of one region, day and sex.
    static func citizen(region: String, born: Day, male: Bool, serial: Int) -> String {
        let order = String(1_000 + serial % 500 * 2 + (male ? 1 : 0)).suffix(3)
        let first17 = region + born.iso.filter { $0 != "-" } + order
        return first17 + String(CitizenID.checkCharacter(first17))
    }

    /// A phone number.
    static func phone(_ chance: inout Chance) -> String {
        phonePrefix + String(String(100_000_000 + chance.int(0...99_999_999)).dropFirst())
    }
}
