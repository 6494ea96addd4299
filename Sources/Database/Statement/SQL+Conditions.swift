extension SQL {
    /// `expression IN (values)`; nothing matches an empty list.
    public static func oneOf(_ expression: SQL, _ values: [some SQLBindable]) -> SQL {
        values.isEmpty ? "FALSE" : "\(expression) IN (\(list(values)))"
    }

    /// `expression NOT IN (values)`; an empty list excludes nothing.
    public static func notIn(_ expression: SQL, _ values: [some SQLBindable]) -> SQL {
        values.isEmpty ? "TRUE" : "\(expression) NOT IN (\(list(values)))"
    }

    /// Text that begins with a prefix, as a range, so that an index on the expression is used on both engines.
    /// Everything begins with an empty prefix.
    public static func startsWith(_ expression: SQL, _ prefix: String) -> SQL {
        guard !prefix.isEmpty else { return "\(expression) IS NOT NULL" }
        guard let end = textAfter(prefix) else { return "\(expression) >= \(prefix)" }
        return "(\(expression) >= \(prefix) AND \(expression) < \(end))"
    }

    /// The least text, by code point, that is greater than every text with this prefix.
    static func textAfter(_ prefix: String) -> String? {
        var scalars = Array(prefix.unicodeScalars)
        while let last = scalars.popLast() {
            // Over the surrogates, which are no scalars.
            let next = last.value == 0xD7FF ? 0xE000 : last.value + 1
            if let scalar = Unicode.Scalar(next) {
                scalars.append(scalar)
                return String(String.UnicodeScalarView(scalars))
            }
        }
        return nil
    }
}
