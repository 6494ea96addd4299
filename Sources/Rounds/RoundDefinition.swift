public import Base
public import Registers

/// A round: a frozen list of records taken through steps.
public struct RoundDefinition: Sendable {
    /// How often it comes round.
    public enum Cadence: String, CaseIterable, Sendable {
        /// Every year.
        case yearly
        /// Every quarter.
        case quarterly
        /// Every month.
        case monthly
        /// Once.
        case once

        /// What people read.
        public var title: String {
            switch self {
            case .yearly: "每年"
            case .quarterly: "每季度"
            case .monthly: "每月"
            case .once: "一次"
            }
        }
    }

    /// A step through which every member is taken, or those for whom its condition holds.
    public struct Step: Sendable {
        /// When the step is due.
        public enum Due: Sendable, Hashable {
            /// A month and day of the year in which the round opened.
            case date(month: Int, day: Int)
            /// So many days after the member entered the round.
            case days(Int)
        }

        /// Its name in addresses and tables.
        public let name: String
        /// What people read.
        public let title: String
        /// How many records do it.
        public let times: Int
        /// Of whom it is asked; nil for all.
        public let when: Formula?
        /// The register whose record does it.
        public let doneBy: String
        /// Which of that register's records count; nil for all.
        public let counts: Formula?
        /// When it is due; nil for the round's end.
        public let due: Due?
        /// Rows of the mission that it serves.
        public let cites: [String]

        /// When it is due for those who are on the list of a round from its opening: on its date, the next year's where that
        /// has passed, and at the latest with the round.
        public func due(from opening: Day, to end: Day) -> Day {
            switch due {
            case .days(let days): return min(opening.adding(days: days), end)
            case .date(let month, let day):
                let dates = [opening.year, opening.year + 1].compactMap { Day(year: $0, month: month, day: day) }
                return min(dates.first { $0 >= opening } ?? end, end)
            case nil: return end
            }
        }
    }

    /// Why somebody is asked for nothing more, and when: their open steps are settled with the reason.
    public struct Departure: Sendable {
        /// Of whom it is true.
        public let when: Formula
        /// The code of the reason.
        public let reason: String
    }

    /// Its name; a city's definition of the same name stands before core's in that city.
    public let name: String
    /// What people read.
    public let title: String
    /// The register whose records it takes through the steps.
    public let register: String
    /// Whose records.
    public let population: Formula
    /// How often it comes round.
    public let cadence: Cadence
    /// Whether new cases are taken in while it is open.
    public let reentry: Bool
    /// The steps, in order.
    public let steps: [Step]
    /// Why a step could not be done; nil when no reason is asked.
    public let notDone: CodeList?
    /// Who leaves the work while the round is open; the first that holds gives the reason.
    public let leaves: [Departure]
    /// The region whose pack defines it; nil for every region.
    public let region: RegionCode?
    /// Rows of the mission that it serves.
    public let cites: [String]

    /// The step of this name.
    public func step(_ name: String) -> Step? {
        steps.first { $0.name == name }
    }
}
