import FEEL
import Foundation

/// Tries what the unknown inputs can be: for each only the values between which the decisions tell a difference. What
/// has too many of them is left open, and of what rests on it is said on what it depends.
struct AskAnalysis {
    /// How many combinations of values are tried.
    static let mostCombinations = 2_000

    enum Finding {
        case result(Value)
        case ask(Int, others: [Int])
    }

    /// What a combination comes to.
    private struct Outcome {
        /// Alike for outcomes that are the same.
        let key: String
        /// The unknowns left open on which it depends.
        let open: Set<Int>
    }

    let unknowns: Unknowns
    private let program: Program
    private let order: [Int]
    private let moment: Moment
    /// The values to try of each unknown; nil where they are too many.
    private var domains: [[Value]?]
    /// The unknowns that are tried, and how far apart combinations stand that differ by one step of each.
    private var tried: [(leaf: Int, count: Int, stride: Int)] = []

    init(_ program: Program, order: [Int], known: Context, at moment: Moment) {
        self.program = program
        self.order = order
        self.moment = moment
        unknowns = Unknowns(program, places: Self.inputs(of: order, program), known: known)
        domains = unknowns.leaves.map { leaf in
            let use = LeafUse(leaf, in: program, order: order)
            // What nothing names may be anything.
            return use.isUsed ? use.representatives : [.null]
        }
        let finite = domains.enumerated().compactMap { leaf, values in values.map { (leaf: leaf, count: $0.count) } }
        var stride = 1
        for (leaf, count) in finite.sorted(by: { ($0.count, $0.leaf) < ($1.count, $1.leaf) })
        where count > 0 && stride * count <= Self.mostCombinations {
            tried.append((leaf, count, stride))
            stride *= count
        }
    }

    private static func inputs(of order: [Int], _ program: Program) -> [Int] {
        var places: [Int] = []
        func gather(_ source: Program.Source) {
            switch source {
            case .input(let place): if !places.contains(place) { places.append(place) }
            case .group(let members): for member in members { gather(member.source) }
            default: break
            }
        }
        for decision in order { for source in program.decisions[decision].sources { gather(source) } }
        return places
    }

    mutating func run() -> Finding {
        let count = tried.last.map { $0.stride * $0.count } ?? 1
        var outcomes: [Outcome] = []
        var first: Value?
        for number in 0..<count {
            let value = outcome(of: number)
            outcomes.append(Self.outcome(value))
            if let value = value.value { first = first ?? value }
        }
        if let first, outcomes.allSatisfy({ $0.key == outcomes[0].key && $0.open.isEmpty }) { return .result(first) }
        return choose(outcomes)
    }

    private func outcome(of number: Int) -> PartialValue {
        var assigned: [Int: Value] = [:]
        for (leaf, count, stride) in tried { assigned[leaf] = domains[leaf]?[number / stride % count] }
        var run = Run(moment: moment, allowance: DecisionModel.defaultAllowance)
        let inputs = program.inputs.enumerated().map { place, unit in
            unknowns.partial(place, unit, assigned: assigned, domains: domains, &run)
        }
        let value = program.partial(order, inputs, &run)
        guard run.allowance < 0 else { return value }
        return value.unknowns.isEmpty ? .known(Run.exhausted) : .open(value.unknowns)
    }

    private static func outcome(_ value: PartialValue) -> Outcome {
        if let known = value.value {
            let text = known.description
            // Functions that look alike may do different things, but a function is no result to ask on for.
            return Outcome(key: text, open: [])
        }
        let open = value.unknowns
        return Outcome(key: "open \(open.sorted())", open: open)
    }

    // MARK: What to ask

    /// The unknown that leaves the least to find out on average (DMN has no word on this): the bits that tell the
    /// outcomes apart, and for outcomes left open one more for each unknown that they rest on.
    private func choose(_ outcomes: [Outcome]) -> Finding {
        var scores: [Int: Double] = [:]
        for (leaf, count, stride) in tried where matters(count, stride, outcomes) {
            var groups: [[Outcome]] = Array(repeating: [], count: count)
            for (number, outcome) in outcomes.enumerated() { groups[number / stride % count].append(outcome) }
            scores[leaf] = groups.reduce(0) { $0 + Self.doubt($1) } / Double(count)
        }
        for leaf in outcomes.reduce(into: Set<Int>(), { $0.formUnion($1.open) }) {
            scores[leaf] =
                Self.doubt(outcomes) - Double(outcomes.count { $0.open.contains(leaf) }) / Double(outcomes.count)
        }
        // Scores that differ by a rounding error are the same: then the file's order decides.
        let ranked = scores.sorted { left, right in
            abs(left.value - right.value) > 1e-9 ? left.value < right.value : left.key < right.key
        }
        return .ask(ranked.first?.key ?? 0, others: ranked.dropFirst().map(\.key))
    }

    /// Whether two combinations that differ in nothing else come out differently.
    private func matters(_ count: Int, _ stride: Int, _ outcomes: [Outcome]) -> Bool {
        outcomes.indices.contains { number in
            number / stride % count > 0 && outcomes[number].key != outcomes[number - stride].key
        }
    }

    private static func doubt(_ outcomes: [Outcome]) -> Double {
        guard !outcomes.isEmpty else { return 0 }
        var counts: [String: Int] = [:]
        var open = 0
        for outcome in outcomes {
            counts[outcome.key, default: 0] += 1
            open += outcome.open.count
        }
        let total = Double(outcomes.count)
        // In a fixed order, so that sums do not differ from run to run.
        let bits = counts.values.sorted().reduce(0.0) { $0 - Double($1) / total * log2(Double($1) / total) }
        return bits + Double(open) / total
    }
}
