import Base
import Foundation
import Synchronization

/// The pronunciation of Chinese names without tones: for search, and for finding names that were misheard.
public enum Pinyin {
    /// The syllables of a text, one a character: 张秀英 → zhang, xiu, ying. A surname with a reading of its own
    /// (单, 仇, 解…) has that reading in first place. Latin letters stay, in lower case; ü is written v.
    public static func syllables(_ text: some StringProtocol) -> [String] {
        let characters = Array(text)
        var result: [String] = []
        var start = 0
        if characters.count > 2, let reading = compoundSurnames[String(characters[0...1])] {
            result += reading
            start = 2
        } else if characters.count > 1, let reading = surnames[characters[0]] {
            result.append(reading)
            start = 1
        }
        for character in characters[start...] where character != " " && character != "·" {
            result.append(syllable(character))
        }
        return result
    }

    private static func syllable(_ character: Character) -> String {
        if character.isASCII { return character.lowercased() }
        if let known = readings.withLock({ $0[character] }) { return known }
        let reading = transliterated(character)
        readings.withLock { $0[character] = reading }
        return reading
    }

    /// Readings found so far; names use few characters again and again.
    private static let readings = Mutex<[Character: String]>([:])

    private static func transliterated(_ character: Character) -> String {
        let latin = String(character).applyingTransform(.mandarinToLatin, reverse: false) ?? String(character)
        return bare(latin)
    }

    /// Letters without tone marks; ü becomes v.
    private static func bare(_ latin: String) -> String {
        var result = ""
        for scalar in latin.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar.value == 0x308 {
                // A diaeresis: the letter before it is ü.
                if result.last == "u" {
                    result.removeLast()
                    result.append("v")
                }
            } else if !scalar.properties.isDiacritic, scalar.value != 0x20 {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Surnames that are read otherwise than the character's usual reading.
    private static let surnames: [Character: String] = [
        "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "任": "ren", "查": "zha", "朴": "piao", "区": "ou",
        "盖": "ge", "乐": "yue", "缪": "miao", "翟": "zhai", "覃": "qin", "华": "hua", "冼": "xian", "员": "yun",
        "燕": "yan", "宁": "ning", "繁": "po", "牟": "mu", "尹": "yin", "种": "chong", "洗": "xian", "折": "she",
        "黑": "he", "秘": "bi", "召": "shao", "隗": "wei", "戴": "dai", "谌": "chen", "葛": "ge", "柏": "bai",
        "卜": "bu", "晁": "chao", "逄": "pang", "令": "ling", "贾": "jia", "沈": "shen", "石": "shi", "薄": "bo",
    ]

    private static let compoundSurnames: [String: [String]] = [
        "尉迟": ["yu", "chi"], "万俟": ["mo", "qi"], "长孙": ["zhang", "sun"], "令狐": ["ling", "hu"],
        "澹台": ["tan", "tai"], "单于": ["chan", "yu"], "宇文": ["yu", "wen"],
    ]
}
