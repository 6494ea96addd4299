import Secrets
import Testing

struct DigestTests {
    @Test(arguments: [
        // FIPS 180-4 example messages.
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func agreesWithTheStandard(_ text: String, _ expected: String) {
        #expect(Digest.hex(text) == expected)
        var piecewise = Digest()
        for byte in text.utf8 { piecewise.update([byte]) }
        #expect(piecewise.hex() == expected)
    }

    @Test func fieldsDoNotRunIntoEachOther() {
        func digest(_ fields: [String?]) -> String {
            var digest = Digest()
            for field in fields { digest.append(field: field) }
            return digest.hex()
        }
        let different: [[String?]] = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["abc", nil], [nil, "abc"]]
        #expect(Set(different.map(digest)).count == different.count)
    }

    @Test func mayGoOnAfterAskingForTheDigest() {
        var digest = Digest()
        digest.update(Array("a".utf8))
        _ = digest.hex()
        digest.update(Array("bc".utf8))
        #expect(digest.hex() == Digest.hex("abc"))
    }

    @Test func hexReadsWhatItWrites() {
        let bytes = (0...255).map(UInt8.init)
        #expect(Hex.bytes(Hex.text(bytes)) == bytes)
        #expect(Hex.bytes("AbfF") == [0xAB, 0xFF])
        for wrong in ["a", "0g", "é0", "  "] { #expect(Hex.bytes(wrong) == nil) }
    }
}
