import Base
import PropertyTesting
import Testing

@Suite struct IdentifierTests {
    /// The number that GB 11643 prints as its example.
    @Test func readsTheStandardsOwnExample() throws {
        let id = try CitizenID("11010519491231002x")
        #expect(id.text == "11010519491231002X")
        #expect(id.checkFits)
        #expect(id.birthDate.iso == "1949-12-31")
        #expect(!id.isMale)
    }

    @Test func lengthensOldNumbers() throws {
        let id = try CitizenID("990101680203001")
        #expect(id.text.hasPrefix("99010119680203001"))
        #expect(id.text.count == 18)
        #expect(id.checkFits)
    }

    @Test func acceptsWhatPeopleType() throws {
        #expect(try CitizenID(" １１０１０５ 19491231-002Ｘ").text == "11010519491231002X")
    }

    @Test func aWrongCheckIsMarkedNotRefused() throws {
        #expect(try !CitizenID("110105194912310021").checkFits)
    }

    @Test func saysWhatIsWrong() {
        #expect(throws: CitizenID.Fault.length(17)) { try CitizenID("11010519491231002") }
        #expect(throws: CitizenID.Fault.birthDate("19491331")) { try CitizenID("110105194913310021") }
        #expect(throws: CitizenID.Fault.character("A")) { try CitizenID("1A0105194912310021") }
    }

    @Test func everyMadeNumberFitsAndEverySingleWrongDigitShows() throws {
        var generator = SeededRandom(seed: 7)
        for _ in 0..<300 {
            let day = Day(number: Int.random(in: -20_000...18_000, using: &generator))
            let birth = day.iso.filter { $0 != "-" }
            let serial = 100 + Int.random(in: 0...899, using: &generator)
            let first17 = "990101\(birth)\(serial)"
            let id = try CitizenID(first17 + String(CitizenID.checkCharacter(first17)))
            #expect(id.checkFits)
            #expect(id.birthDate == day)
            // GB 11643 detects every change of one digit.
            var wrong = Array(id.text)
            wrong[16] = wrong[16] == "9" ? "0" : Character(String((wrong[16].wholeNumberValue ?? 0) + 1))
            #expect(try !CitizenID(String(wrong)).checkFits)
        }
    }

    @Test func readsCertificateNumbersWithTheirReissues() throws {
        let first = try CertificateNumber("11010519491231002X44")
        #expect(first.category == 4 && first.level == 4 && first.reissue == 0)
        let third = try CertificateNumber("11010519491231002x42b2")
        #expect(third.level == 2 && third.reissue == 2)
        #expect(third.citizenID.text == "11010519491231002X")
        #expect(throws: CertificateNumber.Fault.category("8")) { try CertificateNumber("11010519491231002X84") }
        #expect(throws: CertificateNumber.Fault.level("5")) { try CertificateNumber("11010519491231002X45") }
        #expect(throws: CertificateNumber.Fault.length(18)) { try CertificateNumber("11010519491231002X") }
    }

    @Test(arguments: ["9144030071526726XG", "914403001922038216", "91110000802100433B"])
    func realUnifiedCodesFit(_ code: String) throws {
        #expect(try UnifiedCode(code).checkFits)
    }

    /// A real code that fails its own check: it must be read all the same.
    @Test func aUnifiedCodeThatFailsItsCheckIsRead() throws {
        #expect(try !UnifiedCode("91350203M0001QAY9B").checkFits)
        #expect(throws: UnifiedCode.Fault.character("I")) { try UnifiedCode("9144030071526726IG") }
    }
}
