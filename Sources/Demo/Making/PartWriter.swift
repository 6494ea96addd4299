import Base
import Registers

/// Writes a part of the city through the registers, by their own rules.
struct PartWriter {
    static let source = Source(.command, note: "演示城市")

    /// The registers of records about people, each after those to which its records refer.
    private static let order = [
        "guardian", "consent", "employment", "training_record", "information_check", "assessment", "demand", "service",
        "case_plan", "case_step", "follow_up", "hardship_case",
    ]

    let writing: RegisterWriting

    /// Writes households, then people, then what there is about them, so that each register is written in bulk.
    func write(_ households: [MadeHousehold]) throws {
        let numbers = try households.map { try writing.create("household", $0.values, source: PartWriter.source) }
        var people: [(person: MadePerson, ids: [String: Int64])] = []
        for (household, number) in zip(households, numbers) {
            for person in household.people {
                var values = person.values
                values["household"] = .integer(number)
                let id = try writing.create("person", values, source: PartWriter.source)
                people.append((person, ["person": id, "household": number]))
            }
        }
        for register in PartWriter.order {
            for index in people.indices {
                for record in people[index].person.records where record.register == register {
                    let id = try create(record, people[index].ids)
                    if !record.key.isEmpty { people[index].ids[record.key] = id }
                }
            }
        }
    }

    /// Creates a record about a person whose other records have these numbers, and takes its steps.
    @discardableResult
    func create(_ record: MadeRecord, _ ids: [String: Int64]) throws -> Int64 {
        var values = record.values
        values["person"] = ids["person"].map { .integer($0) } ?? .null
        for (field, key) in record.links { values[field] = ids[key].map { .integer($0) } ?? .null }
        let id = try writing.create(record.register, values, source: PartWriter.source)
        for step in record.transitions {
            try writing.transition(record.register, id, version: nil, step, note: nil, source: PartWriter.source)
        }
        return id
    }
}
