import Access
import Base
import Database
import Demo
import Foundation
import House
import Registers
import Rounds
import StoreTesting
import Testing

/// The made-up city keeps the registers' rules, is nobody's, and is the same in every run.
@Suite(.serialized) struct CityTests {
    @Test(arguments: Store.engines)
    func theCityIsMadeAndNobodyIsReal(_ engine: Database.Engine) async throws {
        try await withCity(engine) { city in
            #expect(try await city.demo.isMade())
            let people = try await city.records("person")
            #expect(people.count == MadeCity.people)
            for person in people {
                let id = try CitizenID(person["citizen_id"].text ?? "")
                #expect(id.text.hasPrefix("99") && id.checkFits)
                #expect(person["birth_date"] == .day(id.birthDate))
                #expect(person["gender"] == .text(id.isMale ? "1" : "2"))
                let certificate = try CertificateNumber(person["certificate_number"].text ?? "")
                #expect(certificate.citizenID == id)
                #expect(person["region"].text?.hasPrefix("9901") == true)
            }
            #expect(Set(people.compactMap { $0["citizen_id"].text }).count == people.count)
            for register in ["person", "household", "guardian", "information_check"] {
                for record in try await city.records(register) {
                    for field in ["phone", "other_phone", "guardian_phone", "phone_now"] {
                        // 154 was never opened to subscribers: no telephone rings.
                        if let phone = record[field].text { #expect(phone.hasPrefix("154") && phone.count == 11) }
                    }
                }
            }
            try await worked(city)
        }
    }

    private func worked(_ city: MadeCity) async throws {
        let round = try #require(try await city.house.rounds.rounds(as: city.actor).first { $0.name == "four_ones" })
        let board = try await city.house.rounds.board(round.id, on: Demo.day, as: city.actor)
        let check = try #require(board.total.steps["check"])
        #expect(check.asked > 20)
        #expect(check.done * 4 > check.asked && check.done < check.asked)
        #expect(check.overdue > 0)
        for register in ["employment", "training_record", "assessment", "demand", "service", "guardian", "consent"] {
            #expect(try await !city.records(register).isEmpty, "\(register)")
        }
        let found = try await city.house.registers.read(as: city.actor, on: Demo.day) { reading in
            try reading.count(ListQuery(register: "employment", view: "new"))
        }
        #expect(found > 5)
    }

    @Test func theSameSeedMakesTheSamePeopleAndAnotherOneDoesNot() async throws {
        var names: [[String]] = []
        for seed: UInt64 in [7, 7, 8] {
            try await withCity(.sqlite, make: false) { city in
                try await city.demo.make(people: 120, seed: seed, folder: city.folder) { _ in }
                names.append(
                    try await city.records("person").map { "\($0["name"].text ?? "") \($0["citizen_id"].text ?? "")" })
            }
        }
        #expect(names[0] == names[1])
        #expect(names[0] != names[2])
    }

    @Test func aSecondRunChangesNothingAndOtherPeopleAreLeftAlone() async throws {
        try await withCity(.sqlite) { city in
            try await city.demo.make(people: MadeCity.people, folder: city.folder) { _ in }
            #expect(try await city.records("person").count == MadeCity.people)
            #expect(try await city.house.rounds.rounds(as: city.actor).count == 2)
            await #expect(throws: DemoRefused.otherPeople(MadeCity.people)) {
                try await city.demo.make(people: MadeCity.people, seed: 5, folder: city.folder) { _ in }
            }
        }
    }

    @Test func everyAccountSignsInAndIsNotAskedForANewPassword() async throws {
        try await withCity(.sqlite, make: false) { city in
            try await city.demo.make(people: 20, folder: city.folder) { _ in }
            for account in Demo.accounts {
                let known = try #require(try await city.house.access.account(named: account.name, actor: city.actor))
                #expect(!known.mustChangePassword && known.roles == account.roles && known.scope == account.scope)
                let result = try await city.house.access.signIn(
                    SignInAttempt(name: account.name, password: Demo.password, address: "127.0.0.\(known.id)"))
                #expect(result.message == nil)
            }
        }
    }
}
