import Base

extension Parameter {
    /// Between which numbers, both included, a value makes sense: what lies outside was mistyped or has another unit.
    public struct Bounds: Sendable, Hashable {
        /// The least number as written; nil when there is none.
        public let min: String?
        /// The greatest number as written; nil when there is none.
        public let max: String?

        /// Whether a number lies within; false for what is no number.
        public func contains(_ written: String) -> Bool {
            guard let value = Bounds.number(written) else { return false }
            return (min.flatMap(Bounds.number) ?? .min) <= value && value <= (max.flatMap(Bounds.number) ?? .max)
        }

        /// A number in billionths.
        static func number(_ written: String) -> Int64? { Scaled.read(written, scale: 9) }
    }
}
