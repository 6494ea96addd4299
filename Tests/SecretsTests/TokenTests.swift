import Secrets
import Testing

struct TokenTests {
    @Test func tokensAreLongSafeAndDifferent() {
        let tokens = (0..<200).map { _ in Token.random() }
        #expect(Set(tokens).count == 200)
        for token in tokens {
            #expect(token.utf8.count == 43)
            #expect(token.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
        }
    }

    @Test func readablePasswordsHaveNoLookAlikes() {
        let words = (0..<100).map { _ in Token.readable() }
        #expect(Set(words).count == 100)
        for word in words {
            #expect(word.split(separator: "-").map(\.count) == [4, 4, 4])
            #expect(!word.contains { "01ilo".contains($0) })
        }
    }

    @Test func comparesWholeTexts() {
        #expect(Token.equal("abc", "abc"))
        #expect(Token.equal("", ""))
        #expect(!Token.equal("abc", "abd"))
        #expect(!Token.equal("abc", "abcd"))
    }

    @Test func formTokensHoldForTheirSecretOnly() {
        let secret = Token.randomBytes(32)
        let first = FormToken.issue(secret: secret)
        let second = FormToken.issue(secret: secret)
        #expect(first != second)
        #expect(FormToken.accepts(first, secret: secret))
        #expect(FormToken.accepts(second, secret: secret))
        #expect(!FormToken.accepts(first, secret: Token.randomBytes(32)))
        var damaged = Array(first)
        damaged[30] = damaged[30] == "A" ? "B" : "A"
        #expect(!FormToken.accepts(String(damaged), secret: secret))
        for wrong in ["", "x", first + "A", String(first.dropLast())] {
            #expect(!FormToken.accepts(wrong, secret: secret))
        }
    }

    @Test func aSecretThatIsMissingOrShortAcceptsNothing() {
        #expect(FormToken.issue(secret: []).isEmpty)
        #expect(!FormToken.accepts("", secret: []))
        #expect(!FormToken.accepts(FormToken.issue(secret: Token.randomBytes(32)), secret: [1, 2, 3]))
    }
}
