import Foundation
import Kit
import PropertyTesting
import Testing

@Suite struct PageAddressTests {
    let address = PageAddress("/people", [("q", "王 秀"), ("level", "1"), ("level", "2"), ("after", "x")])

    @Test func namesAndValuesAreEncoded() {
        #expect(address.text == "/people?q=%E7%8E%8B%20%E7%A7%80&level=1&level=2&after=x")
        #expect(PageAddress("/people").text == "/people")
    }

    @Test func conditionsComeAndGoOneByOne() {
        #expect(address.removing("level", "2").values("level") == ["1"])
        #expect(address.adding("level", "3").values("level") == ["1", "2", "3"])
        #expect(address.without("level", "after").text == "/people?q=%E7%8E%8B%20%E7%A7%80")
        #expect(address.with("q", nil).value("q") == nil)
        #expect(address.with("q", "").value("q") == nil)
        #expect(address.with("q", "李").values("q") == ["李"])
    }

    /// Whatever stands in a value, Foundation reads the same back.
    @Test func addressesAreReadBack() throws {
        var random = SeededRandom(seed: 7)
        let alphabet = Array("&=+%?#/ \"'<>王😀aZ0-._~;,:@")
        for _ in 0..<500 {
            let value = String(
                (0..<Int.random(in: 1..<12, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })
            let text = PageAddress("/p", [("k", value)]).text
            let items = try #require(URLComponents(string: text)?.queryItems)
            #expect(items.first?.value == value)
        }
    }
}
