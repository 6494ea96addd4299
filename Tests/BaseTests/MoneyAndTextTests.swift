import Base
import PropertyTesting
import Testing

@Suite struct MoneyAndTextTests {
    @Test func amountsAreReadExactlyOrNotAtAll() {
        #expect(Money(yuan: "1234.5")?.fen == 123_450)
        #expect(Money(yuan: "￥1,234.50元")?.fen == 123_450)
        #expect(Money(yuan: "１２.00")?.fen == 1_200)
        #expect(Money(yuan: "-0.01")?.fen == -1)
        #expect(Money(yuan: "1.005") == nil)
        #expect(Money(yuan: "1.0050") == nil)
        #expect(Money(yuan: "1.5000")?.fen == 150)
        #expect(Money(yuan: "") == nil)
        #expect(Money(yuan: ".") == nil)
        #expect(Money(yuan: "12a") == nil)
        #expect(Money(yuan: "99999999999999999999") == nil)
    }

    @Test func everyAmountComesBackAsItWasWritten() {
        var generator = SeededRandom(seed: 3)
        for _ in 0..<2_000 {
            let fen = Int64.random(in: -10_000_000_000...10_000_000_000, using: &generator)
            #expect(Money(yuan: Money(fen: fen).yuan)?.fen == fen)
            #expect(Money(yuan: Money(fen: fen).grouped)?.fen == fen)
        }
    }

    @Test func textIsMadeComparable() {
        #expect(normalised("　张 　秀英\u{200B}") == "张 秀英")
        #expect(normalised("ＡＢＣ１２３（）") == "ABC123()")
        #expect(normalised("⼈⽒") == "人氏")
        #expect(normalised("⻢云") == "马云")
        #expect(normalised("\r\n a\tb ") == "a b")
    }

    @Test func textIsKeptAsItWasWritten() {
        #expect(asWritten("　云河织造（２４５号）\u{200B} 公司\t") == "云河织造（２４５号） 公司")
        #expect(asWritten("⼈⽒") == "⼈⽒")
        #expect(asWritten("张秀英") == "张秀英" && asWritten(" \n").isEmpty)
        for text in ["　Ａ（１）\r\n b", "⻢云\u{200D}", "a\u{0301} b"] {
            #expect(normalised(asWritten(text)) == normalised(text))
            #expect(asWritten(asWritten(text)) == asWritten(text))
        }
    }

    @Test func regionCodesKnowTheirLevelAndParents() throws {
        let village = try #require(RegionCode("350582102201"))
        #expect(village.level == .village)
        #expect(village.path.map(\.text) == ["35", "3505", "350582", "350582102", "350582102201"])
        #expect(RegionCode("350582000000")?.text == "350582")
        #expect(RegionCode("440400")?.text == "4404")
        #expect(RegionCode("500000")?.text == "50")
        #expect(RegionCode("6302A1")?.parent?.text == "6302")
        #expect(RegionCode("35058") == nil)
        #expect(RegionCode("abcdef") == nil)
        let county = try #require(RegionCode("350582"))
        #expect(county.contains(village))
        #expect(village.text >= county.text && village.text < county.rangeEnd)
        #expect(!(try #require(RegionCode("350583")).text < county.rangeEnd))
    }
}
