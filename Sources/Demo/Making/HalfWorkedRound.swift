import Access
import Base
import House
import Registers
import Rounds

/// Opens the round of the year over the city's people and brings in what has changed since: who found work, who lost it, and
/// why steps could not be done.
struct HalfWorkedRound {
    let house: House
    let city: City
    let region: RegionCode
    let actor: Access.Actor
    let progress: @Sendable (String) -> Void

    func make() async throws {
        let round = try await open("four_ones", closes: nil)
        let last = Day(year: city.time.year + 2, month: 12, day: 31)
        _ = try await open("zero_employment_clearing", closes: last)
        let pace = Pace("轮次里的变化：人", unit: "人")
        for part in 0..<city.parts {
            try Task.checkCancellation()
            let households = city.part(part)
            try await turns(households)
            try await reasons(households, round)
            progress(pace.text(part * City.partSize + city.count(ofPart: part), of: city.people))
        }
    }

    private func open(_ name: String, closes: Day?) async throws -> Round {
        let known = try await house.rounds.rounds(as: actor)
        if let round = known.first(where: { $0.name == name && $0.region == region }) { return round }
        return try await house.rounds.open(name, in: region, on: city.time.opened, closes: closes, as: actor)
    }

    /// Brings in the turns of a part, month by month, each on its day's month so that it counts from then.
    private func turns(_ households: [MadeHousehold]) async throws {
        let turning = households.flatMap(\.people).filter { $0.turn != nil }
        let numbers = try await numbers(turning)
        let months = Dictionary(grouping: turning) { $0.turn.map { $0.day.year * 12 + $0.day.month } ?? 0 }
        for month in months.keys.sorted() {
            let people = months[month] ?? []
            let last = people.compactMap {
                $0.turn?.records.compactMap { $0.values["check_date"]?.day }.max() ?? $0.turn?.day
            }
            .max()
            try await house.registers.write(as: actor, on: last ?? city.time.today) { writing in
                for person in people {
                    guard let turn = person.turn, let id = numbers[person.citizenID] else { continue }
                    try HalfWorkedRound.apply(turn, to: id, writing)
                }
            }
        }
    }

    private static func apply(_ turn: MadeTurn, to id: Int64, _ writing: RegisterWriting) throws {
        // An interrupted run may have brought it in already.
        guard let person = try writing.record("person", id),
            person["employment_status"] != turn.changes["employment_status"]
        else { return }
        try writing.update("person", id, version: nil, turn.changes, source: PartWriter.source, reason: turn.reason)
        for record in turn.records { try PartWriter(writing: writing).create(record, ["person": id]) }
        guard let household = person["household"].integer, let family = try writing.record("household", household)
        else { return }
        let employed = max(0, (family["employed_members"].integer ?? 0) + Int64(turn.householdEmployed))
        try writing.update(
            "household", household, version: nil,
            ["employed_members": .integer(min(employed, family["members"].integer ?? employed))],
            source: PartWriter.source, reason: turn.reason)
    }

    /// Says of steps that still wait why they could not be done.
    private func reasons(_ households: [MadeHousehold], _ round: Round) async throws {
        let people = households.flatMap(\.people).filter { !$0.reasons.isEmpty }
        guard !people.isEmpty else { return }
        let numbers = try await numbers(people)
        let standing = try await house.rounds.steps(round.id, of: Array(numbers.values), as: actor)
        for person in people {
            guard let id = numbers[person.citizenID] else { continue }
            for reason in person.reasons {
                let step = standing[id]?.first { $0.step == reason.step }
                guard step?.state == .waiting else { continue }
                try await house.rounds.markNotDone(
                    round.id, step: reason.step, record: id, reason: reason.reason, note: reason.note, as: actor)
            }
        }
    }

    private func numbers(_ people: [MadePerson]) async throws -> [String: Int64] {
        let ids = people.map(\.citizenID)
        return try await house.registers.read(as: actor) { try $0.numbers("person", field: "citizen_id", values: ids) }
    }
}
