/// A resident identity number (公民身份号码, GB 11643): 18 characters; the 15-digit form of before 1999 is lengthened.
public struct CitizenID: Hashable, Sendable {
    /// The 18 characters, the last one a digit or a capital X.
    public let text: String
    /// Whether the last character fits the others. Old registers hold numbers that do not; they are warned of, not refused.
    public let checkFits: Bool

    /// What is wrong with a text that should be a citizen id.
    public enum Fault: Error, Hashable, Sendable {
        /// Not 15 or 18 characters; the length found.
        case length(Int)
        /// A character that may not stand there.
        case character(Character)
        /// The date inside does not exist; the eight digits.
        case birthDate(String)
    }

    /// Reads 18 characters, or 15 and lengthens them with “19” and the check character (GB 11643-1999).
    /// Spaces, hyphens and full-width characters are accepted.
    /// - Throws: `Fault` when length, characters or the date are wrong. A wrong check character is only marked.
    public init(_ written: some StringProtocol) throws(Fault) {
        let characters = Array(normalised(written).filter { $0 != " " && $0 != "-" }.uppercased())
        guard characters.count == 18 || characters.count == 15 else { throw .length(characters.count) }
        let digitCount = characters.count == 18 ? 17 : 15
        for character in characters.prefix(digitCount) where !character.isASCIIDigit { throw .character(character) }
        let first17 = characters.count == 18 ? String(characters.prefix(17)) : CitizenID.lengthened(characters)
        let birth = first17.dropFirst(6).prefix(8)
        guard CitizenID.day(birth) != nil else { throw .birthDate(String(birth)) }
        let check = CitizenID.checkCharacter(first17)
        guard characters.count == 18 else {
            text = first17 + String(check)
            checkFits = true
            return
        }
        let last = characters[17]
        guard last.isASCIIDigit || last == "X" else { throw .character(last) }
        text = first17 + String(last)
        checkFits = last == check
    }

    /// The date of birth inside the number.
    public var birthDate: Day {
        // The initialiser has read it already.
        CitizenID.day(text.dropFirst(6).prefix(8)) ?? Day(number: 0)
    }

    /// Whether the number is a man's: the seventeenth digit is odd.
    public var isMale: Bool {
        (text.utf8.dropFirst(16).first ?? 48) % 2 == 1
    }

    /// The six-digit region in which the number was first issued (not where the person lives).
    public var issuingRegion: String { String(text.prefix(6)) }

    /// The check character for the first 17 digits: weights 2^(17-i) mod 11 (GB 11643, ISO 7064 MOD 11-2).
    public static func checkCharacter(_ first17: some StringProtocol) -> Character {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(first17.utf8, weights).reduce(0) { $0 + Int($1.0 &- 48) * $1.1 }
        return Array("10X98765432")[sum % 11]
    }

    private static func lengthened(_ characters: [Character]) -> String {
        String(characters.prefix(6)) + "19" + String(characters.dropFirst(6))
    }

    private static func day(_ eightDigits: some StringProtocol) -> Day? {
        guard let year = eightDigits.prefix(4).digitsAsNumber,
            let month = eightDigits.dropFirst(4).prefix(2).digitsAsNumber,
            let day = eightDigits.dropFirst(6).digitsAsNumber, year >= 1850
        else { return nil }
        return Day(year: year, month: month, day: day)
    }
}
