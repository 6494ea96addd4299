import Base
import Registers

/// Names as they are compared.
enum NameForm {
    /// Without blanks and middle dots, in lower case.
    static func folded(_ name: String) -> String {
        normalised(name).lowercased().filter { $0 != " " && $0 != "·" && $0 != "•" && $0 != "." }
    }

    /// The sound without tones: the same for variant characters and for names that were misheard.
    static func sound(_ name: String) -> String {
        Pinyin.syllables(folded(name)).joined(separator: " ")
    }

    /// Whether two names may be one: written alike, or of the same sound.
    static func mayBeSame(_ left: String, _ right: String) -> Bool {
        let (first, second) = (folded(left), folded(right))
        return first == second || (first.count == second.count && sound(first) == sound(second))
    }
}
