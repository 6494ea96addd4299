import Base

/// Which passwords may be used: long enough, and not made of what everybody tries first. Nothing is asked of their
/// composition (NIST SP 800-63B §5.1.1.2).
public struct PasswordRules: Sendable {
    /// The least number of characters.
    public var minimum = 10
    /// The most characters.
    public var maximum = 128
    /// How many characters must be left when everything obvious is taken away.
    public var surprise = 4

    /// The usual rules.
    public init() {}

    /// What is wrong with a password; nil when it may be used.
    /// - Parameter names: the person's sign-in name, name, unit: what an attacker knows.
    public func fault(_ password: String, names: [String]) -> PasswordFault? {
        let plain = normalised(password).lowercased()
        if plain.count < minimum { return .short(needed: minimum) }
        if plain.count > maximum { return .long(limit: maximum) }
        if Set(plain).count < surprise { return .obvious(part: String(plain.prefix(4))) }
        return obviousPart(of: plain, names: names).map { .obvious(part: $0) }
    }

    /// The first obvious part when little else is left.
    private func obviousPart(of password: String, names: [String]) -> String? {
        var rest = password
        var first: String?
        let words = names.map { normalised($0).lowercased() }.filter { $0.count >= 2 } + PasswordRules.common
        for word in words.sorted(by: { $0.count > $1.count }) {
            while let range = rest.firstRange(of: word) {
                first = first ?? word
                rest.replaceSubrange(range, with: "\u{1}")
            }
        }
        var surprising = 0
        for piece in rest.split(separator: "\u{1}") {
            for run in PasswordRules.runs(Array(piece)) {
                if run.count >= 3 {
                    first = first ?? String(run)
                } else {
                    surprising += run.count
                }
            }
        }
        return surprising < surprise ? first ?? password : nil
    }

    /// Splits into runs of equal steps between neighbours: `aaaa`, `1234`, `9876`.
    private static func runs(_ characters: [Character]) -> [[Character]] {
        var runs: [[Character]] = []
        var step: Int?
        for character in characters {
            guard let last = runs.last?.last else {
                runs.append([character])
                continue
            }
            let next = distance(last, character)
            if let next, step == nil || step == next, abs(next) <= 1 {
                runs[runs.count - 1].append(character)
                step = next
            } else {
                runs.append([character])
                step = nil
            }
        }
        return runs
    }

    private static func distance(_ left: Character, _ right: Character) -> Int? {
        guard let from = left.unicodeScalars.first?.value, let to = right.unicodeScalars.first?.value else {
            return nil
        }
        return Int(to) - Int(from)
    }

    /// What lists of stolen passwords are full of, and rows of the keyboard.
    private static let common = [
        "password", "passw0rd", "p@ssw0rd", "p@ssword", "qwertyuiop", "qwerty", "asdfghjkl", "asdfgh", "zxcvbnm",
        "1qaz2wsx", "3edc4rfv", "1q2w3e4r", "qazwsx", "admin", "root", "user", "test", "welcome", "letmein", "hello",
        "iloveyou", "woaini", "wodemima", "mima", "nihao", "qihang", "canlian", "5201314", "520", "1314", "147258369",
        "14789632", "159357", "abc123", "a123456", "888", "666", "密码", "我爱你", "残联", "管理员", "启航",
    ]
}
