import Base
import FEEL

/// What a broken rule says: words, with values put in where the definition has a formula between braces.
public struct CheckMessage: Sendable {
    private enum Part: Sendable {
        case words(String)
        case value(Formula)
    }

    /// The text as the definition has it.
    public let source: String
    private let parts: [Part]

    /// Reads a text; a formula that cannot be read is left out, as whoever reads it has noted the fault.
    init(_ source: String, formula: (String) -> Formula?) {
        self.source = source
        var parts: [Part] = []
        for (index, piece) in source.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
            guard index > 0, let end = piece.firstIndex(of: "}") else {
                parts.append(.words((index > 0 ? "{" : "") + piece))
                continue
            }
            if let value = formula(String(piece[..<end])) { parts.append(.value(value)) }
            parts.append(.words(String(piece[piece.index(after: end)...])))
        }
        self.parts = parts
    }

    /// The formulas whose values it tells.
    var formulas: [Formula] {
        parts.compactMap { part in
            if case .value(let formula) = part { formula } else { nil }
        }
    }

    /// The text with the values in it.
    func text(_ value: (Formula) -> Value) -> String {
        parts.map { part in
            switch part {
            case .words(let words): words
            case .value(let formula): CheckMessage.words(value(formula))
            }
        }.joined()
    }

    /// The text without the values: they differ from record to record.
    public var general: String {
        parts.map { part in
            if case .words(let words) = part { words } else { "…" }
        }.joined()
    }

    /// Whether a text is this message, whatever the values in it.
    public func fits(_ text: String) -> Bool {
        guard !formulas.isEmpty else { return text == source }
        var rest = text[...]
        for (index, part) in parts.enumerated() {
            guard case .words(let words) = part, !words.isEmpty else { continue }
            guard let found = rest.firstRange(of: words), index > 0 || found.lowerBound == rest.startIndex else {
                return false
            }
            rest = rest[found.upperBound...]
        }
        return rest.isEmpty
    }

    private static func words(_ value: Value) -> String {
        if let date = value.date { return Day(number: date.dayNumber).chinese }
        return value.string ?? value.number?.description ?? "（没有填写）"
    }
}
