/// The number of a disability certificate (残疾人证号): the citizen id (18), the category (1) and the level (1);
/// a reissued certificate appends B and a count (22 characters in all).
public struct CertificateNumber: Hashable, Sendable {
    /// The number as it stands on the certificate, 20 to 22 characters.
    public let text: String
    /// The citizen id inside it.
    public let citizenID: CitizenID
    /// Category 1–7: 视力 听力 言语 肢体 智力 精神 多重.
    public let category: Int
    /// Level 1 (heaviest) to 4.
    public let level: Int
    /// How often it was reissued; 0 for a first issue.
    public let reissue: Int

    /// What is wrong with a text that should be a certificate number.
    public enum Fault: Error, Hashable, Sendable {
        /// Not 20 to 22 characters; the length found.
        case length(Int)
        /// The first 18 characters are no citizen id.
        case citizenID(CitizenID.Fault)
        /// The category is not 1–7.
        case category(Character)
        /// The level is not 1–4.
        case level(Character)
        /// What follows the level is not B and a count.
        case reissue(String)
    }

    /// Reads a certificate number; spaces, hyphens and full-width characters are accepted.
    /// - Throws: `Fault` naming the part that is wrong.
    public init(_ written: some StringProtocol) throws(Fault) {
        let characters = Array(normalised(written).filter { $0 != " " && $0 != "-" }.uppercased())
        guard (20...22).contains(characters.count) else { throw .length(characters.count) }
        do throws(CitizenID.Fault) {
            citizenID = try CitizenID(String(characters.prefix(18)))
        } catch {
            throw .citizenID(error)
        }
        guard let category = String(characters[18]).digitsAsNumber, (1...7).contains(category) else {
            throw .category(characters[18])
        }
        guard let level = String(characters[19]).digitsAsNumber, (1...4).contains(level) else {
            throw .level(characters[19])
        }
        self.category = category
        self.level = level
        self.reissue = try CertificateNumber.reissueCount(characters.dropFirst(20))
        text = String(characters)
    }

    private static func reissueCount(_ tail: ArraySlice<Character>) throws(Fault) -> Int {
        guard let mark = tail.first else { return 0 }
        guard mark == "B", let count = String(tail.dropFirst()).digitsAsNumber, count > 0 else {
            throw .reissue(String(tail))
        }
        return count
    }
}
