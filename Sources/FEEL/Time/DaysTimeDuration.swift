/// A length of time in days, hours, minutes and seconds (DMN 1.5, 10.3.2.3.7).
public struct DaysTimeDuration: Sendable, Hashable, Comparable {
    private let wholeSeconds: Int
    private let rest: Int32

    /// The whole length in nanoseconds, negative for backwards.
    public var nanoseconds: Int128 { Int128(wholeSeconds) * 1_000_000_000 + Int128(rest) }

    /// `nil` when the length does not fit (some 292 thousand million years).
    public init?(nanoseconds: Int128) {
        let seconds = nanoseconds >= 0 ? nanoseconds / 1_000_000_000 : (nanoseconds - 999_999_999) / 1_000_000_000
        guard let whole = Int(exactly: seconds) else { return nil }
        wholeSeconds = whole
        rest = Int32(nanoseconds - seconds * 1_000_000_000)
    }

    /// A whole number of days.
    public init(days: Int) {
        wholeSeconds = days * 86_400
        rest = 0
    }

    /// The length in whole seconds, if it has no smaller part.
    public var seconds: Int? { rest == 0 ? wholeSeconds : nil }

    /// Shorter.
    public static func < (left: DaysTimeDuration, right: DaysTimeDuration) -> Bool {
        left.nanoseconds < right.nanoseconds
    }
}

extension DaysTimeDuration: CustomStringConvertible {
    /// `P3DT4H5M6S`, in the shortest form; `PT0S` for none.
    public var description: String {
        if nanoseconds == 0 { return "PT0S" }
        let size = nanoseconds.magnitude
        let seconds = Int(size / 1_000_000_000)
        let fraction = Int(size % 1_000_000_000)
        var text = nanoseconds < 0 ? "-P" : "P"
        if seconds >= 86_400 { text += "\(seconds / 86_400)D" }
        if seconds % 86_400 == 0, fraction == 0 { return text }
        text += "T"
        if seconds / 3600 % 24 > 0 { text += "\(seconds / 3600 % 24)H" }
        if seconds / 60 % 60 > 0 { text += "\(seconds / 60 % 60)M" }
        if seconds % 60 > 0 || fraction > 0 { text += "\(seconds % 60)\(fractionText(fraction))S" }
        return text
    }
}
