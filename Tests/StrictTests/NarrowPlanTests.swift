import FEEL
import PropertyTesting
import Testing

@testable import Strict

/// Steps wider than 64 bits, written on limbs, give the same numbers, and no step leaves its bounds.
@Suite struct NarrowPlanTests {
    /// The value of every step, by the rules of the steps alone.
    private static func values(
        _ graph: WholeGraph, _ ids: [WholeID], inputs: [Int: Int128], accumulators: [Int: Int128]
    ) -> [Int: Int128] {
        var values: [Int: Int128] = [:]
        func of(_ id: WholeID) -> Int128 { values[id.index] ?? 0 }
        for id in ids {
            values[id.index] =
                switch graph[id] {
                case .constant(let value): value
                case .input(let index): inputs[index] ?? 0
                case .accumulator(let index): accumulators[index] ?? 0
                case .add(let a, let b): of(a) + of(b)
                case .subtract(let a, let b): of(a) - of(b)
                case .multiply(let a, let b): of(a) * of(b)
                case .divide(let a, let b): of(a) / of(b)
                case .least(let a, let b): min(of(a), of(b))
                case .greatest(let a, let b): max(of(a), of(b))
                case .less(let a, let b): of(a) < of(b) ? 1 : 0
                case .lessOrEqual(let a, let b): of(a) <= of(b) ? 1 : 0
                case .equal(let a, let b): of(a) == of(b) ? 1 : 0
                case .both(let a, let b): of(a) & of(b)
                case .either(let a, let b): of(a) | of(b)
                case .opposite(let a): 1 - of(a)
                case .choose(let test, let a, let b): of(test) != 0 ? of(a) : of(b)
                }
        }
        return values
    }

    private static func number(_ number: NarrowPlan.Number, _ values: [Int: Int128]) -> Int128 {
        switch number {
        case .whole(let id): return values[id.index] ?? 0
        case .wide(let isNegative, let size):
            let whole = size.reversed().reduce(Int128(0)) { $0 * LimbWriter.base + (values[$1.index] ?? 0) }
            return values[isNegative.index] == 1 ? -whole : whole
        }
    }

    /// Steps of random kinds on inputs of random bounds, and steps that lie at the ends of what fits.
    private static func graph(_ random: inout SeededRandom) -> (WholeGraph, [WholeID]) {
        var graph = WholeGraph()
        var steps: [WholeID] = []
        for input in 0..<4 {
            let top = Int128(1) << Int128.random(in: 3...62, using: &random)
            let lows: [Int128] = [0, 1, -top, -top / 3]
            let low = lows.randomElement(using: &random) ?? 0
            if let step = try? graph.add(.input(input), low...top) { steps.append(step) }
        }
        for _ in 0..<12 {
            let size = Int128(1) << Int128.random(in: 1...100, using: &random)
            let constant = try? graph.constant(Bool.random(using: &random) ? size * 10 + 3 : -size)
            guard let a = steps.randomElement(using: &random), let known = steps.randomElement(using: &random),
                let c = steps.randomElement(using: &random)
            else { continue }
            let b = Int.random(in: 0..<4, using: &random) == 0 ? constant ?? known : known
            let step: WholeID?
            switch Int.random(in: 0..<9, using: &random) {
            case 0: step = try? graph.sum(a, b)
            case 1: step = try? graph.difference(a, b)
            case 2, 3: step = try? graph.product(a, b)
            case 4:
                guard graph.bounds(a).lowerBound >= 0, graph.bounds(b).lowerBound > 0 else { continue }
                step = try? graph.quotient(a, b)
            case 5: step = try? graph.least(a, b)
            case 6: step = try? graph.greatest(a, try graph.constant(1))
            case 7: step = try? graph.choose(try graph.less(a, b), c, b)
            default: step = try? graph.choose(try graph.equal(a, b), a, c)
            }
            if let step { steps.append(step) }
        }
        return (graph, steps)
    }

    @Test func limbsGiveTheSameNumbers() throws {
        var random = SeededRandom(seed: 2_031)
        var (compared, wide, refused) = (0, 0, 0)
        for _ in 0..<3_000 {
            let (graph, roots) = Self.graph(&random)
            let needed = graph.needed(by: roots)
            var writer = LimbWriter(graph)
            var numbers: [NarrowPlan.Number] = []
            do {
                try writer.write(needed)
                for root in roots { numbers.append(try writer.number(root)) }
            } catch {
                refused += 1
                continue
            }
            let own = writer.graph.needed(by: numbers.flatMap(\.steps))
            guard own.allSatisfy({ writer.graph.isNarrow($0) }) else {
                refused += 1
                continue
            }
            for _ in 0..<6 {
                var inputs: [Int: Int128] = [:]
                for (index, step) in graph.steps.enumerated() {
                    guard case .input(let input) = step else { continue }
                    let bounds = graph.bounds[index]
                    inputs[input] =
                        Bool.random(using: &random)
                        ? Int128.random(in: bounds, using: &random)
                        : [bounds.lowerBound, bounds.upperBound, max(bounds.lowerBound, 0)].randomElement(
                            using: &random)
                }
                let before = Self.values(graph, needed, inputs: inputs, accumulators: [:])
                let after = Self.values(writer.graph, own, inputs: inputs, accumulators: [:])
                for (root, number) in zip(roots, numbers) {
                    compared += 1
                    if !graph.isNarrow(root) { wide += 1 }
                    #expect(Self.number(number, after) == before[root.index], "\(graph[root]) of \(inputs)")
                }
                for id in own {
                    let value = after[id.index] ?? 0
                    #expect(writer.graph.bounds(id).contains(value), "\(writer.graph[id]) is \(value)")
                }
            }
        }
        print("StrictTests: \(compared) numbers on limbs, \(wide) of them wide, \(refused) of 3000 graphs refused")
        #expect(compared > 50_000 && wide > 10_000 && refused < 600)
    }

    @Test func aDivisorBeyondLongDivisionIsRefusedWithWhatToDo() throws {
        var graph = WholeGraph()
        let a = try graph.add(.input(0), 0...Int128(1) << 62)
        let b = try graph.add(.input(1), 1...Int128(1) << 62)
        let square = try graph.sum(try graph.product(b, b), try graph.constant(1))
        let quotient = try graph.quotient(try graph.product(a, a), square)
        var writer = LimbWriter(graph)
        let refusal = #expect(throws: WholeGraph.TooWide.self) { try writer.write(graph.needed(by: [quotient])) }
        #expect(refusal?.why.contains("更窄的上下限") == true)
    }
}
