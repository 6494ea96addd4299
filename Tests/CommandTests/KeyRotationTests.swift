import Access
import Database
import Foundation
import House
import Registers
import StoreTesting
import Testing

/// `qihang keys rotate`, also when it is killed.
@Suite struct KeyRotationTests {
    static let people = 2_600

    @Test(arguments: Store.engines)
    func aKilledRotationHurtsNothingAndGoesOn(_ engine: Database.Engine) async throws {
        try await withPlace(engine) { place in
            try await place.make(people: Self.people)
            let before = try Data(contentsOf: URL(fileURLWithPath: place.folder + "/master.key"))
            let rotation = try Program.start(["keys", "rotate", "--alone"] + place.options)
            try await rotation.says("重新加密 500/")
            rotation.signal(SIGKILL)
            #expect(try await rotation.ended().code == -SIGKILL)

            try await Self.expectAllReadableAndFound(place)
            let doctor = try await Program.run(["doctor"] + place.options)
            #expect(doctor.code == 0)
            #expect(doctor.output.contains("更换密钥没有做完"), "\(doctor)")
            #expect(doctor.output.contains("再运行 qihang keys rotate"))

            let second = try await Program.run(["keys", "rotate"] + place.options)
            #expect(second.code == 0, "\(second)")
            #expect(second.errors.contains("接着做"))
            #expect(second.output.contains("换完了"))
            try await Self.expectAllReadableAndFound(place)
            let clean = try await Program.run(["doctor"] + place.options)
            #expect(clean.code == 0 && !clean.output.contains("没有做完"), "\(clean)")
            #expect(try Data(contentsOf: URL(fileURLWithPath: place.folder + "/master.key")) != before)
        }
    }

    @Test(arguments: Store.engines)
    func ctrlCEndsItBetweenTwoTransactions(_ engine: Database.Engine) async throws {
        try await withPlace(engine) { place in
            try await place.make(people: 3)
            // Without --alone it waits until every process has read the new keys.
            let rotation = try Program.start(["keys", "rotate"] + place.options)
            try await rotation.says("约剩")
            rotation.signal(SIGINT)
            let outcome = try await rotation.ended()
            #expect(outcome.code == 130, "\(outcome)")
            #expect(outcome.errors.contains("再运行同一条命令会接着做"))
            let house = try await place.open()
            #expect(try await house.vault.openRotation() != nil)
            await house.close()
        }
    }

    private static func expectAllReadableAndFound(_ place: Place) async throws {
        let house = try await place.open()
        let ids = (0..<people).map { Place.citizenID($0) }
        let (found, plain) = try await house.registers.read(as: Place.actor) { reading in
            let numbers = try reading.numbers("person", field: "citizen_id", values: ids)
            let records = try reading.plain("person", ids: Array(numbers.values))
            return (numbers, Dictionary(uniqueKeysWithValues: records.map { ($0.id, $0["citizen_id"].text) }))
        }
        #expect(found.count == people)
        #expect(ids.allSatisfy { id in found[id].flatMap { plain[$0] } == id })
        for number in [0, people / 2, people - 1] {
            await #expect(throws: Refusal.self, "a second \(number)") {
                try await house.registers.write(as: Place.actor) { writing in
                    try writing.create("person", Place.person(number), source: .command)
                }
            }
        }
        await house.close()
    }
}
