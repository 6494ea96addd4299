public import Base

/// Gathers what is wrong while definitions are read, so that a person sees all of it at once.
public final class Faults {
    /// What was found so far, in the order found.
    public private(set) var list: [Diagnostic] = []

    /// Nothing found yet.
    public init() {}

    /// Notes a fault.
    public func add(_ place: Place, _ message: String) {
        list.append(Diagnostic(place, message))
    }

    /// Notes a fault.
    public func add(_ diagnostic: Diagnostic) {
        list.append(diagnostic)
    }

    /// Ends the reading.
    /// - Throws: `Diagnostics` when anything was found.
    public func throwIfAny() throws {
        if !list.isEmpty { throw Diagnostics(list) }
    }
}
