/// SQL under construction: text with values to bind within.
struct SQLText: ExpressibleByStringInterpolation {
    private(set) var fragments: [String]
    private(set) var binds: [Value]

    init(stringLiteral value: String) {
        fragments = [value]
        binds = []
    }

    init(stringInterpolation: Interpolation) {
        fragments = stringInterpolation.fragments
        binds = stringInterpolation.binds
    }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var fragments = [""]
        fileprivate var binds: [Value] = []

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) { fragments[fragments.count - 1] += literal }

        mutating func appendInterpolation(_ text: SQLText) {
            appendLiteral(text.fragments[0])
            for (bind, fragment) in zip(text.binds, text.fragments.dropFirst()) {
                binds.append(bind)
                fragments.append(fragment)
            }
        }

        mutating func appendInterpolation(_ number: Int) { appendLiteral(String(number)) }

        mutating func appendInterpolation(raw text: String) { appendLiteral(text) }

        mutating func appendInterpolation(bind value: Value) {
            binds.append(value)
            fragments.append("")
        }
    }

    static func join(_ parts: [SQLText], _ separator: String) -> SQLText {
        var result = parts.first ?? ""
        for part in parts.dropFirst() { result = "\(result)\(raw: separator)\(part)" }
        return result
    }
}
