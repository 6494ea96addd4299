/// A stretch of folded text that keeps the places of the whole text.
typealias TextSlice = ArraySlice<Unicode.Scalar>

extension Unicode.Scalar {
    var isHan: Bool {
        (0x4E00...0x9FFF).contains(value) || (0x3400...0x4DBF).contains(value) || value == 0x3007
            || (0x2_0000...0x3_FFFF).contains(value)
    }

    var isASCIIDigit: Bool { (48...57).contains(value) }

    var isASCIILetter: Bool { (65...90).contains(value) || (97...122).contains(value) }

    /// The digit's value when the scalar is an ASCII digit.
    var digit: Int? { isASCIIDigit ? Int(value) - 48 : nil }
}

extension TextSlice {
    init(_ text: String) {
        self = TextSlice(text.unicodeScalars.map(HanFolding.fold))
    }

    var string: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: self)
        return String(view)
    }

    /// Whether the literal (already in folded form) stands at the place.
    func has(_ literal: String, at place: Int) -> Bool {
        var index = place
        for scalar in literal.unicodeScalars {
            guard index < endIndex, index >= startIndex, self[index] == scalar else { return false }
            index += 1
        }
        return true
    }

    func hasPrefix(_ literal: String) -> Bool { has(literal, at: startIndex) }

    func hasSuffix(_ literal: String) -> Bool {
        has(literal, at: endIndex - literal.unicodeScalars.count)
    }

    func hasAnyPrefix(_ literals: [String]) -> String? { literals.first { hasPrefix($0) } }

    func hasAnySuffix(_ literals: [String]) -> String? { literals.first { hasSuffix($0) } }

    /// The first place at or after `from` where the literal begins.
    func place(of literal: String, from: Int? = nil) -> Int? {
        guard let first = literal.unicodeScalars.first else { return nil }
        var index = Swift.max(from ?? startIndex, startIndex)
        while index < endIndex {
            if self[index] == first, has(literal, at: index) { return index }
            index += 1
        }
        return nil
    }

    /// The last place where the literal begins.
    func lastPlace(of literal: String) -> Int? {
        var index = endIndex - literal.unicodeScalars.count
        while index >= startIndex {
            if has(literal, at: index) { return index }
            index -= 1
        }
        return nil
    }

    func contains(_ literal: String) -> Bool { place(of: literal) != nil }

    func containsAny(_ literals: [String]) -> Bool { literals.contains { contains($0) } }

    /// The earliest of several literals.
    func firstPlace(ofAny literals: [String], from: Int? = nil) -> (place: Int, literal: String)? {
        var best: (place: Int, literal: String)?
        for literal in literals {
            guard let found = place(of: literal, from: from) else { continue }
            if let current = best, current.place <= found { continue }
            best = (found, literal)
        }
        return best
    }

    /// Without spaces at both ends.
    var trimmed: TextSlice {
        var slice = self
        while let first = slice.first, first == " " || first == "\n" { slice.removeFirst() }
        while let last = slice.last, last == " " || last == "\n" { slice.removeLast() }
        return slice
    }

    /// Without spaces and the given signs at both ends.
    func trimmed(of signs: String) -> TextSlice {
        let signs = Set(signs.unicodeScalars)
        var slice = self
        while let first = slice.first, first == " " || signs.contains(first) { slice.removeFirst() }
        while let last = slice.last, last == " " || signs.contains(last) { slice.removeLast() }
        return slice
    }

    /// The place after the bracket that closes the one at `open`, both of the given kind; nil when it never closes.
    func closing(of open: Int, limit: Int = 1200) -> Int? {
        guard indices.contains(open), let partner = TextSlice.partners[self[open]] else { return nil }
        var depth = 0
        var index = open
        let stop = Swift.min(endIndex, open + limit)
        while index < stop {
            if self[index] == self[open] { depth += 1 } else if self[index] == partner { depth -= 1 }
            if depth == 0 { return index + 1 }
            index += 1
        }
        return nil
    }

    /// Brackets that come in pairs, quotation marks apart.
    static let brackets: [Unicode.Scalar: Unicode.Scalar] = ["(": ")", "[": "]", "《": "》"]

    static let partners: [Unicode.Scalar: Unicode.Scalar] = ["(": ")", "[": "]", "《": "》", "“": "”", "<": ">"]
}
