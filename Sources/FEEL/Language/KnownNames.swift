/// Names that are more than one word, so that the parser can tell `first name` from two names and `a-b` from a
/// subtraction (DMN 1.5, 10.3.1.2: the longest name in scope wins).
struct KnownNames: Sendable {
    private var byFirst: [String: [[String]]] = [:]
    private var known: Set<String> = []

    /// The names of the language itself.
    static let standard: KnownNames = {
        var names = KnownNames()
        for name in BuiltIn.byName.keys { names.insert(name) }
        for name in Properties.multiWord { names.insert(name) }
        return names
    }()

    mutating func insert(_ name: String) {
        guard known.insert(name).inserted else { return }
        let pieces = Self.pieces(of: name)
        guard pieces.count > 1, let first = pieces.first else { return }
        byFirst[first, default: []].append(pieces)
        byFirst[first]?.sort { $0.count > $1.count }
    }

    mutating func insert(_ type: FEELType) {
        switch type {
        case .list(let item): insert(item)
        case .context(let fields):
            for field in fields {
                insert(field.name)
                insert(field.type)
            }
        default: break
        }
    }

    /// The name in its usual form: words parted by one space, no space beside signs.
    static func normal(_ name: String) -> String { join(pieces(of: name)) }

    private static func join(_ pieces: [String]) -> String {
        var text = ""
        var afterWord = false
        for piece in pieces {
            let isWord = piece.unicodeScalars.first?.isNamePart == true
            if isWord, afterWord { text += " " }
            text += piece
            afterWord = isWord
        }
        return text
    }

    private static func pieces(of name: String) -> [String] {
        var pieces: [String] = []
        var word = ""
        for scalar in name.unicodeScalars {
            if scalar.isNamePart {
                word.unicodeScalars.append(scalar)
            } else {
                if !word.isEmpty { pieces.append(word) }
                word = ""
                if !scalar.isFEELSpace { pieces.append(String(Character(scalar))) }
            }
        }
        if !word.isEmpty { pieces.append(word) }
        return pieces
    }

    /// Takes the longest known name that stands at the scanner's place and has more than one piece.
    func take(from scanner: inout Scanner) -> String? {
        let start = scanner.position
        guard let first = scanner.word() else { return nil }
        let afterFirst = scanner.position
        for pieces in byFirst[first] ?? [] {
            scanner.move(to: afterFirst)
            if matches(pieces.dropFirst(), &scanner) { return Self.join(pieces) }
        }
        scanner.move(to: start)
        return nil
    }

    private func matches(_ pieces: ArraySlice<String>, _ scanner: inout Scanner) -> Bool {
        for piece in pieces {
            while let scalar = scanner.current, scalar.isFEELSpace { scanner.move(to: scanner.position + 1) }
            let scalars = piece.unicodeScalars
            var index = scanner.position
            for scalar in scalars {
                guard index < scanner.source.count, scanner.source[index] == scalar else { return false }
                index += 1
            }
            if let last = scalars.last, last.isNamePart, index < scanner.source.count,
                scanner.source[index].isNamePart
            {
                return false
            }
            scanner.move(to: index)
        }
        return true
    }
}
