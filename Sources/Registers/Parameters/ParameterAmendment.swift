public import Base
public import Packs

/// A value of a parameter that was entered here, beside those that the packs bring: proposed by one person, in force once
/// another has compared it with its source.
public struct ParameterAmendment: Sendable {
    /// Where it stands.
    public enum State: String, CaseIterable, Sendable {
        /// It waits for a second person.
        case proposed
        /// It holds.
        case inForce = "in_force"
        /// A second person refused it.
        case rejected
        /// It held, or waited, and was taken back.
        case withdrawn

        /// What people read.
        public var title: String {
            switch self {
            case .proposed: "待核对"
            case .inForce: "已生效"
            case .rejected: "未通过"
            case .withdrawn: "已撤回"
            }
        }
    }

    /// Its number.
    public let id: Int64
    /// The parameter's name.
    public let parameter: String
    /// The value with its time, region and source.
    public let entry: Parameter.Entry
    /// Where it stands.
    public let state: State
    /// Who proposed it.
    public let proposedBy: String
    /// The account that proposed it, which cannot confirm it.
    public let proposer: Int64
    /// When it was proposed.
    public let proposedAt: Instant
    /// Who decided on it last.
    public let decidedBy: String?
    /// When.
    public let decidedAt: Instant?
    /// Why it was refused or taken back.
    public let reason: String?
}

/// A value on its way in.
public struct ParameterDraft: Sendable {
    /// The parameter's name.
    public var parameter: String
    /// Where it is to hold; nil for everywhere.
    public var region: RegionCode?
    /// The first day.
    public var from: Day?
    /// The last day; nil when the source names none.
    public var to: Day?
    /// The value: a decimal number, a text, `true`/`false` or an ISO date.
    public var value: String
    /// What sets it. The document is needed.
    public var citation: Citation

    /// A value on its way in.
    public init(
        parameter: String, region: RegionCode?, from: Day?, to: Day?, value: String, citation: Citation
    ) {
        self.parameter = parameter
        self.region = region
        self.from = from
        self.to = to
        self.value = value
        self.citation = citation
    }
}
