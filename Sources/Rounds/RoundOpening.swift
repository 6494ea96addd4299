import Access
import Base
import Database
import Registers

/// The opening of a round.
struct RoundOpening {
    let definition: RoundDefinition
    let region: RegionCode
    let from: Day
    let to: Day
    /// Until when steps are due, by name, where that was said.
    let dues: [String: Day]

    func open(in writing: RegisterWriting) throws -> Round {
        let connection = writing.connection
        let register = try writing.definition(definition.register)
        try RoundOpening.refuseSecond(definition, in: region, writing)
        try refuseDues()
        let title = "\(from.year) 年\(definition.title)"
        let row = try connection.first(
            """
            INSERT INTO round (name, title, region, opened_on, closes_on, opened_by, population, at)
            VALUES (\(definition.name), \(title), \(region.text), \(from.iso), \(to.iso), \(writing.actor.name),
                \(definition.population.source), \(Instant.now.iso))
            RETURNING id
            """)
        let round = Round(
            id: try row?.int(0) ?? 0, name: definition.name, title: title, region: region, openedOn: from,
            closesOn: to, closedAt: nil, openedBy: writing.actor.name)
        for (step, due) in dues.sorted(by: { $0.key < $1.key }) {
            try connection.run("INSERT INTO round_due (round, step, due) VALUES (\(round.id), \(step), \(due.iso))")
        }
        let members = RoundMembers(round: round, definition: definition, writing: writing)
        try members.enter(register, records: nil, reentered: false)
        return round
    }

    /// A step can be due on the days of the round alone.
    private func refuseDues() throws {
        let faults = definition.steps.compactMap { step -> FieldFault? in
            guard let due = dues[step.name], !(from...to).contains(due) else { return nil }
            let message = "“\(step.title)”的截止日期应在 \(from.chinese)到 \(to.chinese)之间。"
            return FieldFault("due-\(step.name)", message, value: due.iso)
        }
        guard faults.isEmpty else { throw Refusal(faults) }
    }

    /// Two rounds of one kind in one region would each count the same work.
    static func refuseSecond(
        _ definition: RoundDefinition, in region: RegionCode, _ reading: RegisterReading
    ) throws {
        let open = try RoundRows.open(in: reading.connection)
        guard let other = open.first(where: { $0.name == definition.name && $0.region.meets(region) }) else { return }
        let (here, there) = (reading.regions.fullName(of: region), reading.regions.fullName(of: other.region))
        let message =
            if other.region == region {
                "“\(other.title)”还没有结束，同一区划里不能再开一轮。请先结束它。"
            } else if other.region.contains(region) {
                "\(there)的“\(other.title)”还没有结束，\(here)已经在里面，不用另开。"
            } else {
                "\(there)的“\(other.title)”还没有结束，会和这一轮重复。请先结束它。"
            }
        throw Refusal([FieldFault("round", message)])
    }
}

extension RegionCode {
    /// Whether one of both lies within the other.
    func meets(_ other: RegionCode) -> Bool { contains(other) || other.contains(self) }
}
