import Base
import PropertyTesting
import Testing

/// What holds of identifiers whatever is typed.
@Suite struct IdentifierPropertyTests {
    private static let cases = 400

    private static func citizenID(_ random: inout SeededRandom) -> String {
        let day = Day(number: Int.random(in: -40_000...20_000, using: &random))
        let region = String(Int.random(in: 110_000...999_999, using: &random))
        let first17 = region + day.iso.filter { $0 != "-" } + String(Int.random(in: 100...999, using: &random))
        return first17 + String(CitizenID.checkCharacter(first17))
    }

    private static func unifiedCode(_ random: inout SeededRandom) -> String {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        let first17 = String((0..<17).map { _ in alphabet.randomElement(using: &random) ?? "0" })
        return alphabet.lazy.map { first17 + String($0) }.first { (try? UnifiedCode($0))?.checkFits == true } ?? ""
    }

    @Test func aNumberIsTheSameHoweverItIsWritten() throws {
        var random = SeededRandom(seed: 41)
        for _ in 0..<Self.cases {
            let id = Self.citizenID(&random)
            #expect(try CitizenID(HostileText.rewritten(id, &random)).text == id)
            let certificate = id + "\(Int.random(in: 1...7, using: &random))\(Int.random(in: 1...4, using: &random))"
            let reissued = certificate + (["", "B1", "B9"].randomElement(using: &random) ?? "")
            #expect(try CertificateNumber(HostileText.rewritten(reissued, &random)).text == reissued)
            let code = Self.unifiedCode(&random)
            #expect(try UnifiedCode(HostileText.rewritten(code, &random).lowercased()).text == code)
        }
    }

    /// ISO 7064 MOD 11-2 and the weights of GB 32100 find every wrong character and every two neighbours exchanged.
    @Test func everyWrongCharacterAndEveryExchangeShows() throws {
        var random = SeededRandom(seed: 42)
        for _ in 0..<40 {
            let id = Array(Self.citizenID(&random))
            for place in id.indices {
                for digit in "0123456789X" where digit != id[place] {
                    var wrong = id
                    wrong[place] = digit
                    #expect((try? CitizenID(String(wrong)))?.checkFits != true, "\(String(wrong))")
                }
                guard place > 0, id[place] != id[place - 1] else { continue }
                var exchanged = id
                exchanged.swapAt(place, place - 1)
                #expect((try? CitizenID(String(exchanged)))?.checkFits != true, "\(String(exchanged))")
            }
            let code = Array(Self.unifiedCode(&random))
            #expect(try UnifiedCode(String(code)).checkFits)
            for place in code.indices {
                for character in "0123456789ABCDEFGHJKLMNPQRTUWXY" where character != code[place] {
                    var wrong = code
                    wrong[place] = character
                    #expect(try !UnifiedCode(String(wrong)).checkFits, "\(String(wrong))")
                }
                guard place > 0, code[place] != code[place - 1] else { continue }
                var exchanged = code
                exchanged.swapAt(place, place - 1)
                #expect(try !UnifiedCode(String(exchanged)).checkFits, "\(String(exchanged))")
            }
        }
    }

    /// Whatever is taken in is plain, and reads as itself again.
    @Test func nothingButPlainCharactersIsTakenIn() throws {
        var random = SeededRandom(seed: 43)
        var taken = 0
        for _ in 0..<4_000 {
            let id = HostileText.spoiled(Self.citizenID(&random), &random)
            if let read = try? CitizenID(id) {
                taken += 1
                #expect(
                    read.text.utf8.count == 18 && read.text.utf8.prefix(17).allSatisfy { (48...57).contains($0) },
                    "\(id)")
                #expect(try CitizenID(read.text) == read)
            }
            let certificate = HostileText.spoiled(Self.citizenID(&random) + "44B2", &random)
            if let read = try? CertificateNumber(certificate) {
                taken += 1
                #expect(read.text.utf8.allSatisfy { (48...57).contains($0) || $0 == 88 || $0 == 66 }, "\(certificate)")
                #expect((20...22).contains(read.text.utf8.count) && (1...7).contains(read.category))
                #expect(try CertificateNumber(read.text) == read)
            }
            let code = HostileText.spoiled(Self.unifiedCode(&random), &random)
            if let read = try? UnifiedCode(code) {
                taken += 1
                #expect(read.text.utf8.count == 18 && read.text.allSatisfy(\.isASCII), "\(code)")
            }
        }
        // Most of what is spoiled is refused, but blanks and full-width forms are not.
        #expect((200...8_000).contains(taken), "\(taken)")
        for _ in 0..<2_000 {
            let text = HostileText.random(upTo: 22, &random)
            _ = try? CitizenID(text)
            _ = try? CertificateNumber(text)
            _ = try? UnifiedCode(text)
            _ = RegionCode(text)
        }
    }

    @Test func aRegionLiesInAnotherJustWhenItsCodeLiesInTheRange() {
        var random = SeededRandom(seed: 44)
        var codes: [RegionCode] = []
        for _ in 0..<60 {
            let digits = (0..<12).map { _ in String(Int.random(in: 0...2, using: &random)) }.joined()
            codes += [2, 4, 6, 9, 12].compactMap { RegionCode(digits.prefix($0)) }
        }
        var inside = 0
        for outer in codes {
            #expect(RegionCode(outer.text) == outer)
            #expect(outer.path.last == outer && outer.path.allSatisfy { $0.contains(outer) })
            for inner in codes {
                let isInRange = inner.text >= outer.text && inner.text < outer.rangeEnd
                #expect(outer.contains(inner) == isInRange)
                #expect(outer.contains(inner) == inner.path.contains(outer))
                if outer.contains(inner) { inside += 1 }
            }
        }
        #expect(inside > codes.count)
    }
}
