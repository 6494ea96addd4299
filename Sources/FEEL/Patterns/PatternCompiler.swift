/// Reads a pattern and writes the steps that match it.
struct PatternCompiler {
    private let source: [Unicode.Scalar]
    private let flags: Pattern.Flags
    private var position = 0
    private var steps: [Pattern.Step] = []
    private var depth = 0
    private var closedGroups: Set<Int> = []
    private(set) var groupCount = 0
    private var marks = 0

    /// How many steps a pattern may become.
    private static let maximumSteps = 20_000
    private static let maximumDepth = 100

    init(_ text: String, _ flags: Pattern.Flags) {
        let scalars = Array(text.unicodeScalars)
        source = flags.free && !flags.literal ? Self.withoutSpace(scalars) : scalars
        self.flags = flags
    }

    /// Two registers for each group, one for each mark.
    var registerCount: Int { groupTotal * 2 + marks }

    /// Groups are counted before, so that marks can have the registers after theirs.
    private var groupTotal: Int { source.count { $0 == "(" } }

    /// White space outside of character classes means nothing with the flag x.
    private static func withoutSpace(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        var classes = 0
        var escaped = false
        for scalar in scalars {
            if !escaped, scalar == "[" { classes += 1 }
            if !escaped, scalar == "]" { classes = max(0, classes - 1) }
            if classes > 0 || !CharacterSet.space.contains(scalar, caseless: false) { result.append(scalar) }
            escaped = scalar == "\\" && !escaped
        }
        return result
    }

    mutating func compile() -> [Pattern.Step]? {
        if flags.literal {
            steps = source.map { .character(.single($0)) }
        } else {
            guard alternatives(), position == source.count else { return nil }
        }
        steps.append(.match)
        return steps
    }

    private var current: Unicode.Scalar? { position < source.count ? source[position] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        position += 1
        return true
    }

    /// Branches parted by `|`; false when the pattern is none.
    private mutating func alternatives() -> Bool {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { return false }
        let start = steps.count
        guard branch() else { return false }
        var exits: [Int] = []
        var branchStart = start
        while take("|") {
            // The branch just written gets a split before it and a jump to the end after it.
            insertSplit(at: branchStart, second: steps.count + 2, greedy: true)
            exits.append(steps.count)
            steps.append(.jump(0))
            branchStart = steps.count
            guard branch() else { return false }
        }
        for exit in exits { steps[exit] = .jump(steps.count) }
        return true
    }

    private mutating func branch() -> Bool {
        while let scalar = current, scalar != "|", scalar != ")" {
            let start = steps.count
            let groupsBefore = groupCount
            guard atom() else { return false }
            guard quantifier(start, groupsBefore) else { return false }
            guard steps.count <= Self.maximumSteps else { return false }
        }
        return true
    }

    /// Puts a split before the steps from `start` on; jumps within them move with them.
    private mutating func insertSplit(at start: Int, second: Int, greedy: Bool) {
        let body = Self.moved(Array(steps[start...]), by: 1)
        steps.removeSubrange(start...)
        steps.append(greedy ? .split(start + 1, second) : .split(second, start + 1))
        steps += body
    }

    private static func moved(_ body: [Pattern.Step], by count: Int) -> [Pattern.Step] {
        body.map { step in
            switch step {
            case .split(let a, let b): .split(a + count, b + count)
            case .jump(let target): .jump(target + count)
            case .jumpIfMoved(let register, let target): .jumpIfMoved(register, target + count)
            default: step
            }
        }
    }

    // MARK: Quantifiers

    private mutating func quantifier(_ start: Int, _ groupsBefore: Int) -> Bool {
        guard let (least, most) = bounds() else { return false }
        guard least != 1 || most != 1 else { return true }
        let greedy = !take("?")
        if let next = current, next == "*" || next == "+" || next == "?" || next == "{" { return false }
        let body = Self.moved(Array(steps[start...]), by: -start)
        steps.removeSubrange(start...)
        let copies = max(least, most ?? least)
        guard (body.count + 3) * (copies + 1) <= Self.maximumSteps else { return false }
        for _ in 0..<least { steps += Self.moved(body, by: steps.count) }
        if let most {
            let optional = most - least
            let end = steps.count + optional * (body.count + 1)
            for _ in 0..<optional {
                let place = steps.count
                steps.append(greedy ? .split(place + 1, end) : .split(end, place + 1))
                steps += Self.moved(body, by: place + 1)
            }
        } else {
            loop(body, greedy)
        }
        return true
    }

    private mutating func loop(_ body: [Pattern.Step], _ greedy: Bool) {
        let register = groupTotal * 2 + marks
        marks += 1
        let place = steps.count
        let end = place + body.count + 3
        steps.append(greedy ? .split(place + 1, end) : .split(end, place + 1))
        steps.append(.mark(register))
        steps += Self.moved(body, by: place + 2)
        steps.append(.jumpIfMoved(register, place))
    }

    /// How often the last part may stand; `nil` when written wrongly.
    private mutating func bounds() -> (least: Int, most: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard take("{") else { return (1, 1) }
        guard let least = integer() else { return nil }
        var most: Int? = least
        if take(",") { most = integer() }
        guard take("}"), most.map({ $0 >= least }) ?? true else { return nil }
        return (least, most)
    }

    private mutating func integer() -> Int? {
        var value: Int?
        while let scalar = current, scalar.isDigit {
            let digit = Int(scalar.value) - 48
            value = (value ?? 0) * 10 + digit
            guard value ?? 0 <= 10_000 else { return nil }
            position += 1
        }
        return value
    }

    // MARK: Atoms

    private mutating func atom() -> Bool {
        guard let scalar = current else { return false }
        position += 1
        switch scalar {
        case "(": return group()
        case "[":
            guard let set = characterClass() else { return false }
            steps.append(.character(set))
        case ".": steps.append(.character(flags.dotAll ? .anything : .visible))
        case "^": steps.append(.start)
        case "$": steps.append(.end)
        case "\\":
            if let digit = current, digit.isDigit, digit != "0" { return backReference() }
            guard let set = escape() else { return false }
            steps.append(.character(set))
        case "*", "+", "?", "{", "}", "]": return false
        default: steps.append(.character(.single(scalar)))
        }
        return true
    }

    private mutating func group() -> Bool {
        if current == "?" {
            position += 1
            guard take(":"), alternatives() else { return false }
            return take(")")
        }
        groupCount += 1
        let number = groupCount
        steps.append(.save(number * 2 - 2))
        guard alternatives(), take(")") else { return false }
        steps.append(.save(number * 2 - 1))
        closedGroups.insert(number)
        return true
    }

    /// The longest number that is a group.
    private mutating func backReference() -> Bool {
        guard let first = current else { return false }
        position += 1
        var number = Int(first.value) - 48
        while let next = current, next.isDigit, number * 10 + Int(next.value) - 48 <= groupCount {
            number = number * 10 + Int(next.value) - 48
            position += 1
        }
        guard closedGroups.contains(number) else { return false }
        steps.append(.back(number))
        return true
    }

    private mutating func escape() -> CharacterSet? {
        guard let scalar = current else { return nil }
        position += 1
        switch scalar {
        case "n": return .single("\n")
        case "r": return .single("\r")
        case "t": return .single("\t")
        case "d": return .digit
        case "D": return .inverted(.digit)
        case "s": return .space
        case "S": return .inverted(.space)
        case "w": return .word
        case "W": return .inverted(.word)
        case "i": return .nameStart
        case "I": return .inverted(.nameStart)
        case "c": return .namePart
        case "C": return .inverted(.namePart)
        case "p": return category()
        case "P": return category().map(CharacterSet.inverted)
        case "\\", "|", ".", "?", "*", "+", "(", ")", "{", "}", "-", "[", "]", "^", "$": return .single(scalar)
        default: return nil
        }
    }

    private mutating func category() -> CharacterSet? {
        guard take("{") else { return nil }
        var name = ""
        while let scalar = current, scalar != "}" {
            name.unicodeScalars.append(scalar)
            position += 1
        }
        guard take("}") else { return nil }
        if name.hasPrefix("Is") { return CharacterSet.block(String(name.dropFirst(2))) }
        return CharacterSet.categories.contains(name) ? .category(name) : nil
    }

    /// After `[`: `^`, characters, ranges, escapes, and `-[…]` to take some away.
    private mutating func characterClass() -> CharacterSet? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { return nil }
        let inverted = take("^")
        var parts: [CharacterSet] = []
        var removed: CharacterSet?
        while let scalar = current, scalar != "]" {
            if scalar == "-", position + 1 < source.count, source[position + 1] == "[" {
                position += 2
                guard let some = characterClass() else { return nil }
                removed = some
                break
            }
            guard let part = classPart() else { return nil }
            parts.append(part)
        }
        guard take("]"), !parts.isEmpty else { return nil }
        let all: CharacterSet = inverted ? .inverted(.union(parts)) : .union(parts)
        return removed.map { .subtracting(all, $0) } ?? all
    }

    private mutating func classPart() -> CharacterSet? {
        guard let scalar = current, scalar != "[" else { return nil }
        position += 1
        let first: CharacterSet
        if scalar == "\\" {
            guard let set = escape() else { return nil }
            first = set
        } else {
            first = .single(scalar)
        }
        guard case .single(let low) = first, current == "-", position + 1 < source.count,
            source[position + 1] != "]", source[position + 1] != "["
        else { return first }
        position += 1
        guard let next = current else { return nil }
        position += 1
        var high = next
        if next == "\\" {
            guard case .single(let escaped)? = escape() else { return nil }
            high = escaped
        }
        return low <= high ? .range(low, high) : nil
    }
}
