/// A regular expression in the manner of XPath (XQuery 1.0 and XPath 2.0 Functions and Operators, 7.6), as
/// `matches`, `replace` and `split` take it. Runs in bounded time.
struct Pattern: Sendable {
    enum Step: Sendable {
        case character(CharacterSet)
        case start, end
        /// Tries the first place, then the second.
        case split(Int, Int)
        case jump(Int)
        case save(Int)
        /// Remembers the position, so that a loop that takes nothing ends.
        case mark(Int)
        case jumpIfMoved(Int, Int)
        case back(Int)
        case match
    }

    struct Flags: Sendable {
        var dotAll = false
        var multiline = false
        var caseless = false
        var free = false
        var literal = false
    }

    let steps: [Step]
    let flags: Flags
    let groups: Int
    let registers: Int

    /// How many steps one search may take.
    static let allowance = 2_000_000

    struct TooLong: Error {}

    /// `nil` when the pattern or a flag is none.
    init?(_ source: String, flags text: String) {
        var flags = Flags()
        for flag in text {
            switch flag {
            case "s": flags.dotAll = true
            case "m": flags.multiline = true
            case "i": flags.caseless = true
            case "x": flags.free = true
            case "q": flags.literal = true
            default: return nil
            }
        }
        var compiler = PatternCompiler(source, flags)
        guard let steps = compiler.compile() else { return nil }
        self.steps = steps
        self.flags = flags
        groups = compiler.groupCount
        registers = compiler.registerCount
    }

    /// Where a match begins and ends, and its groups; `nil` for a group that took no part.
    struct Match {
        let range: Range<Int>
        let groups: [Range<Int>?]
    }

    /// The first match at or after a place.
    func firstMatch(in text: [Unicode.Scalar], from: Int, _ allowance: inout Int) throws(TooLong) -> Match? {
        for start in from...max(from, text.count) {
            if let match = try match(text, at: start, &allowance) { return match }
        }
        return nil
    }

    private func match(_ text: [Unicode.Scalar], at start: Int, _ allowance: inout Int) throws(TooLong) -> Match? {
        var threads: [(step: Int, position: Int, registers: [Int])] = [
            (0, start, Array(repeating: -1, count: registers))
        ]
        while var (step, position, registers) = threads.popLast() {
            run: while true {
                allowance -= 1
                guard allowance > 0, threads.count < 200_000 else { throw TooLong() }
                switch steps[step] {
                case .character(let set):
                    guard position < text.count, set.contains(text[position], caseless: flags.caseless) else {
                        break run
                    }
                    position += 1
                    step += 1
                case .start:
                    guard position == 0 || (flags.multiline && text[position - 1] == "\n" && position < text.count)
                    else { break run }
                    step += 1
                case .end:
                    guard position == text.count || (flags.multiline && text[position] == "\n") else { break run }
                    step += 1
                case .split(let first, let second):
                    threads.append((second, position, registers))
                    step = first
                case .jump(let target): step = target
                case .save(let register), .mark(let register):
                    registers[register] = position
                    step += 1
                case .jumpIfMoved(let register, let target): step = registers[register] == position ? step + 1 : target
                case .back(let group):
                    guard let end = back(group, registers, text, position) else { break run }
                    position = end
                    step += 1
                case .match:
                    let found = (1...max(1, groups)).prefix(groups).map { group -> Range<Int>? in
                        let (low, high) = (registers[group * 2 - 2], registers[group * 2 - 1])
                        return low >= 0 && high >= low ? low..<high : nil
                    }
                    return Match(range: start..<position, groups: found)
                }
            }
        }
        return nil
    }

    /// Where the text ends that repeats a group; a group that took no part counts as empty.
    private func back(_ group: Int, _ registers: [Int], _ text: [Unicode.Scalar], _ position: Int) -> Int? {
        let (low, high) = (registers[group * 2 - 2], registers[group * 2 - 1])
        guard low >= 0, high > low else { return position }
        guard position + high - low <= text.count else { return nil }
        for offset in 0..<(high - low) {
            let (a, b) = (text[low + offset], text[position + offset])
            if a == b { continue }
            guard flags.caseless, CharacterSet.variants(of: a).contains(b) else { return nil }
        }
        return position + high - low
    }
}
