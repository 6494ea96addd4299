/// How guessing passwords is slowed down without locking out the people whose passwords they are.
///
/// Attempts are counted in four ways. A device on which the person signed in before is counted by itself, so that
/// whoever hammers the account or shares the network address does not hinder it. Everybody else is counted by account
/// and address together, by address, and by account. A few attempts are free; then each one doubles the wait.
public struct Throttle: Sendable, Hashable {
    /// One way of counting.
    public struct Rule: Sendable, Hashable {
        /// How many wrong attempts cost no wait.
        public var free: Int
        /// The longest wait in seconds.
        public var longest: Int64
        /// Seconds without an attempt after which all is forgotten.
        public var forget: Int64 = 3_600

        /// Seconds to wait after so many wrong attempts: 2, 4, 8 … up to the longest.
        public func wait(after failures: Int) -> Int64 {
            guard failures > free else { return 0 }
            return min(longest, 1 << Int64(min(failures - free, 30)))
        }
    }

    /// One account from one address.
    public var pair = Rule(free: 5, longest: 900)
    /// One address, whatever the account: an office, or a whole village behind one line.
    public var address = Rule(free: 60, longest: 300)
    /// One account, wherever from: guessing from many places at once.
    public var account = Rule(free: 30, longest: 300)
    /// One account on a device on which its owner signed in before; also changes of a password by its owner.
    public var device = Rule(free: 10, longest: 900)

    /// The usual rules.
    public init() {}
}
