import Base
import Kit
import Rounds

/// Where the pages of a round lie.
enum RoundAddress {
    static func board(_ round: Int64, region: RegionCode? = nil) -> String {
        PageAddress("/rounds/\(round)").with("region", region?.text).text
    }

    static func part(_ round: Int64, _ part: String) -> PageAddress {
        PageAddress("/rounds/\(round)/\(part)")
    }

    /// The worklist of a round.
    static func members(
        _ round: Int64, step: String? = nil, state: StepState? = nil, overdue: Bool = false, region: RegionCode? = nil
    ) -> String {
        part(round, "members").with("step", step).with("state", state?.rawValue)
            .with("overdue", overdue ? "yes" : nil).with("region", region?.text).text
    }

    /// The page on which a step is done for a member; afterwards one comes back to `next`.
    static func visit(_ round: Int64, _ record: Int64, step: String, next: String?) -> String {
        part(round, "visit/\(record)").with("step", step).with("next", next).text
    }

    static func notDone(_ round: Int64, _ record: Int64, step: String, next: String?) -> String {
        part(round, "not-done/\(record)").with("step", step).with("next", next).text
    }
}
