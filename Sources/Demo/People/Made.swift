import Base
import Registers

/// A record to be written about a made-up person.
struct MadeRecord: Sendable {
    let register: String
    /// By which other records of the same person refer to it.
    var key: String = ""
    var values: FieldValues
    /// Fields that hold the number of another record of the same person, with its key.
    var links: [String: String] = [:]
    /// Steps from state to state, in their order.
    var transitions: [String] = []
}

/// What happens to a person after the round was opened.
struct MadeTurn: Sendable {
    let day: Day
    var changes: FieldValues
    var reason: String
    /// Whether the household has one more or one fewer at work.
    var householdEmployed: Int
    var records: [MadeRecord] = []
}

/// A step of the round that could not be done.
struct MadeReason: Sendable {
    let step: String
    let reason: String
    let note: String?
}

/// A made-up person with everything that is known of them.
struct MadePerson: Sendable {
    let citizenID: String
    var values: FieldValues
    var records: [MadeRecord] = []
    var turn: MadeTurn?
    var reasons: [MadeReason] = []
}

/// A family with those of its members who have a certificate.
struct MadeHousehold: Sendable {
    var values: FieldValues
    var people: [MadePerson]
}

/// The days around which the city is made.
struct MadeTime: Sendable {
    /// The day of which everything is true.
    let today: Day
    /// The day on which the round was opened: the first Monday-like working day of that year.
    let opened: Day

    init(today: Day) {
        self.today = today
        opened = Day(year: today.year, month: 1, day: 5).flatMap { $0 < today ? $0 : nil } ?? today.adding(days: -30)
    }

    var year: Int { today.year }

    /// A day of a span, the ends included; never later than the last day before today.
    func day(from: Day, to: Day, _ chance: inout Chance) -> Day {
        let last = min(to, today.adding(days: -1))
        guard last > from else { return min(from, last) }
        return Day(number: chance.int(from.number...last.number))
    }
}

extension Day {
    var value: FieldValue { .day(self) }
}
