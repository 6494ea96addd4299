import FEEL
import PropertyTesting
import Testing

/// The standard's regular expressions.
@Suite struct PatternTests {
    func value(_ source: String) throws -> Value {
        let moment = Moment(today: try #require(CivilDate("2026-11-21")))
        return try Expression.parse(source, scope: Scope([FEELType.Field](), mode: .standard)).evaluate(
            in: [:], at: moment)
    }

    @Test(arguments: [
        ("matches(\"foobar\", \"^fo*b\")", "true"), ("matches(\"abc\", \"B\")", "false"),
        ("matches(\"abc\", \"B\", \"i\")", "true"), ("matches(\"a\\nb\", \"a.b\")", "false"),
        ("matches(\"a\\nb\", \"a.b\", \"s\")", "true"), ("matches(\"a\\nb\", \"^b$\", \"m\")", "true"),
        ("matches(\"abab\", \"^(ab)\\\\1$\")", "true"), ("matches(\"x\", \"[a-z-[aeiou]]\")", "true"),
        ("matches(\"e\", \"[a-z-[aeiou]]\")", "false"), ("matches(\"王5\", \"^\\\\p{L}\\\\d$\")", "true"),
        ("matches(\"aaa\", \"^a{2,3}$\")", "true"), ("matches(\"aaaa\", \"^a{2,3}$\")", "false"),
        ("matches(\"hello world\", \"hello\\\\ sworld\", \"x\")", "true"), ("matches(\"a.b\", \"a.b\", \"q\")", "true"),
        ("matches(\"a\", \"(\")", "null"), ("matches(\"a\", \"a\", \"z\")", "null"),
        ("replace(\"abracadabra\", \"bra\", \"*\")", "\"a*cada*\""),
        ("replace(\"abcd\", \"(ab)|(a)\", \"[1=$1][2=$2]\")", "\"[1=ab][2=]cd\""),
        ("replace(\"abracadabra\", \"a.*?a\", \"*\")", "\"*c*bra\""), ("replace(\"abc\", \"x*\", \"-\")", "null"),
        ("split(\"John Doe\", \"\\\\s\")", "[\"John\", \"Doe\"]"),
        ("split(\"a;b;c;;\", \";\")", "[\"a\", \"b\", \"c\", \"\", \"\"]"),
        ("split(\"街道、乡镇\", \"、\")", "[\"街道\", \"乡镇\"]"),
    ])
    func patterns(source: String, expected: String) throws {
        #expect(try value(source).description == expected)
    }

    /// Patterns that would run for ages end with a reason.
    @Test func catastrophic() throws {
        let text = String(repeating: "a", count: 200) + "b"
        for pattern in ["^(a+)+$", "^(a|aa)*c$", "(a*)*c", "(((a{1,20}){1,20}){1,20})c"] {
            let result = try value("matches(\"\(text)\", \"\(pattern)\")")
            #expect(result.isNull || result.boolean == false, "\(pattern)")
        }
        #expect(try value("matches(\"a\", \"\(String(repeating: "(", count: 10_000))\")").isNull)
        #expect(try value("matches(\"a\", \"a{10000}{10000}\")").isNull)
    }

    /// A pattern of any make is read without a crash, and matches what a plain search matches.
    @Test func randomPatterns() throws {
        var random = SeededRandom(seed: 11)
        let parts = [
            "a", "b", "(", ")", "[", "]", "*", "+", "?", "{1,2}", "|", ".", "^", "$", "\\\\d", "-", "\\\\1", "(?:",
        ]
        for _ in 0..<3_000 {
            let count = Int.random(in: 1...8, using: &random)
            let pattern = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
            let result = try value("matches(\"abab\", \"\(pattern)\")")
            #expect(result.isNull || result.boolean != nil)
        }
    }
}
