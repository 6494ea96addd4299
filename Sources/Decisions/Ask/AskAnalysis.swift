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
        /// The value; nil where it is open.
        let value: Value?
    }

    let unknowns: Unknowns
    private let program: Program
    private let order: [Int]
    private let moment: Moment
    /// The unknowns that the decisions name.
    private let used: [Int]
    /// The values to try of each unknown; nil where they are too many.
    private var domains: [[Value]?]
    /// The unknowns that are tried, and how far apart combinations stand that differ by one step of each.
    private var tried: [(leaf: Int, count: Int, stride: Int)] = []

    init(_ program: Program, order: [Int], known: Context, at moment: Moment) {
        self.program = program
        self.order = order
        self.moment = moment
        unknowns = Unknowns(program, places: program.inputs(of: order), known: known)
        let uses = unknowns.leaves.map { LeafUse($0, in: program, order: order) }
        // What nothing names may be anything.
        domains = uses.map { $0.isUsed ? $0.representatives : [.null] }
        used = uses.indices.filter { uses[$0].isUsed }
        let finite = domains.enumerated().compactMap { leaf, values in values.map { (leaf: leaf, count: $0.count) } }
        var stride = 1
        for (leaf, count) in finite.sorted(by: { ($0.count, $0.leaf) < ($1.count, $1.leaf) })
        where count > 0 && stride * count <= Self.mostCombinations {
            tried.append((leaf, count, stride))
            stride *= count
        }
    }

    mutating func run() -> Finding {
        guard let first = used.first else {
            var run = Run(moment: moment, allowance: DecisionModel.defaultAllowance)
            let value = outcome(of: 0, &run).value ?? .null
            return .result(run.allowance < 0 ? Run.exhausted : value)
        }
        // All combinations together may take as long as one run; where they do not fit, fewer unknowns are tried.
        var outcomes = tryAll()
        while outcomes == nil, !tried.isEmpty {
            tried.removeLast()
            outcomes = tryAll()
        }
        guard let outcomes else { return .ask(first, others: Array(used.dropFirst())) }
        if let value = outcomes[0].value, outcomes.allSatisfy({ $0.key == outcomes[0].key }) { return .result(value) }
        return choose(outcomes)
    }

    /// What every combination comes to; nil when that takes too long.
    private func tryAll() -> [Outcome]? {
        var run = Run(moment: moment, allowance: DecisionModel.defaultAllowance)
        var outcomes: [Outcome] = []
        for number in 0..<(tried.last.map { $0.stride * $0.count } ?? 1) {
            outcomes.append(outcome(outcome(of: number, &run)))
            guard run.spend(order.count + 1) else { return nil }
        }
        return outcomes
    }

    private func outcome(of number: Int, _ run: inout Run) -> PartialValue {
        var assigned: [Int: Value] = [:]
        for (leaf, count, stride) in tried { assigned[leaf] = domains[leaf]?[number / stride % count] }
        let inputs = program.inputs.enumerated().map { place, unit in
            unknowns.partial(place, unit, assigned: assigned, domains: domains, &run)
        }
        return program.partial(order, inputs, &run)
    }

    private func outcome(_ value: PartialValue) -> Outcome {
        // Functions that look alike may do different things.
        if let known = value.value, !known.holdsFunction {
            return Outcome(key: known.description, open: [], value: known)
        }
        let open = value.value == nil ? value.unknowns : Set(used)
        return Outcome(key: "open \(open.sorted())", open: open, value: nil)
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
        let rounded = scores.mapValues { ($0 * 1e9).rounded() }
        let ranked = rounded.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        return .ask(ranked.first?.key ?? used[0], others: ranked.dropFirst().map(\.key))
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

extension Value {
    /// Whether it is a function or has one within it.
    fileprivate var holdsFunction: Bool {
        switch self {
        case .function: true
        case .list(let items): items.contains(where: \.holdsFunction)
        case .context(let context): context.entries.contains(where: \.value.holdsFunction)
        default: false
        }
    }
}
