import Access
import Base
import House
import Registers

/// Writes the people of the city, part by part, and goes on where an interrupted run stopped.
struct CityWriter {
    let house: House
    let city: City
    let actor: Access.Actor
    let progress: @Sendable (String) -> Void

    /// Writes the parts that are missing.
    /// - Throws: `DemoRefused` when other people are in the registers already.
    func write() async throws {
        let done = try await partsWritten()
        let already = done * City.partSize
        let pace = Pace("写入人", unit: "人", from: already)
        progress(pace.text(min(already, city.people), of: city.people))
        for part in done..<max(done, city.parts) {
            try Task.checkCancellation()
            let households = city.part(part)
            try await house.registers.write(as: actor, on: city.time.today) { writing in
                try PartWriter(writing: writing).write(households)
            }
            progress(pace.text(part * City.partSize + city.count(ofPart: part), of: city.people))
        }
    }

    /// How many parts an earlier run has written.
    private func partsWritten() async throws -> Int {
        let known = try await house.registers.read(as: actor) { reading in
            var everybody = ListQuery(register: "person")
            everybody.ignoresViewCondition = true
            return try reading.count(everybody)
        }
        guard known > 0 else { return 0 }
        let complete = known == city.people
        guard known <= city.people, complete || known % City.partSize == 0 else { throw DemoRefused.otherPeople(known) }
        let parts = (known + City.partSize - 1) / City.partSize
        // The first and the last part show whether they are this city's people.
        for part in Set([0, parts - 1]) {
            let ids = city.part(part).flatMap(\.people).map(\.citizenID)
            let found = try await house.registers.read(as: actor) {
                try $0.numbers("person", field: "citizen_id", values: ids)
            }
            guard found.count == ids.count else { throw DemoRefused.otherPeople(known) }
        }
        return parts
    }
}
