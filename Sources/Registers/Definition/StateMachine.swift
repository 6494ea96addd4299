/// The states that a record goes through and the steps between them.
public struct StateMachine: Sendable {
    /// A state.
    public struct State: Sendable, Hashable {
        /// What is stored.
        public let name: String
        /// What people read.
        public let title: String
    }

    /// A step from one state to another.
    public struct Transition: Sendable {
        /// Its name in addresses.
        public let name: String
        /// What the button says.
        public let title: String
        /// The states from which it may be taken.
        public let from: [String]
        /// The state that it leads to.
        public let to: String
        /// The roles that may take it.
        public let roles: [String]
        /// What must hold of the record.
        public let guardCondition: Formula?
        /// Whether a note must be written.
        public let noteRequired: Bool
        /// The steps whose taker may not take this one, too: who reviews once does not review twice.
        public let notBy: [String]
        /// Days within which the next step is due; nil when there is no deadline.
        public let days: Int?
    }

    /// The state of a new record.
    public let initial: String
    /// All states, in the order of their normal course.
    public let states: [State]
    /// All steps.
    public let transitions: [Transition]

    /// Whether any step has a deadline for the one after it.
    public var hasDeadlines: Bool { transitions.contains { $0.days != nil } }

    /// What people read for a state; the name itself when it is not known.
    public func title(of state: String) -> String {
        states.first { $0.name == state }?.title ?? state
    }
}
