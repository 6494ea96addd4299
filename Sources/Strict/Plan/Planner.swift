import FEEL

/// Turns terms on fractions into steps on whole numbers.
struct Planner {
    /// A term as a whole number over another that is above zero, and the reason code under which it has no value.
    struct Fraction {
        var upper: WholeID
        var lower: WholeID
        /// The reason code, 0 for none; nil when there never is one.
        var reason: WholeID?
    }

    let program: StrictProgram
    var graph = WholeGraph()
    private var planned: [Int: Fraction] = [:]

    init(_ program: StrictProgram) { self.program = program }

    mutating func plan() throws(ExpressionFault) -> ([StrictPlan.Output], WholeID) {
        var outputs: [StrictPlan.Output] = []
        do throws(WholeGraph.TooWide) {
            var reason: WholeID?
            for output in program.outputs {
                var value = try inOrder(output.term)
                if output.isNote {
                    value = try noted(value)
                } else {
                    reason = try first(reason, value.reason)
                }
                outputs.append(
                    StrictPlan.Output(
                        name: output.name, kind: output.kind, numerator: value.upper, denominator: value.lower))
            }
            if let reason { return (outputs, reason) }
            return (outputs, try graph.constant(0))
        } catch {
            let place = program.graph.places[current]
            throw ExpressionFault(place, error.why)
        }
    }

    /// The term that is being planned, for the place of a refusal.
    private var current = 0

    /// Plans a term and all it rests on, in the order in which they were made, so that no recursion is needed.
    mutating func inOrder(_ id: TermID) throws(WholeGraph.TooWide) -> Fraction {
        if let done = planned[id.index] { return done }
        var needed = Array(repeating: false, count: id.index + 1)
        needed[id.index] = true
        for index in needed.indices.reversed() where needed[index] {
            for part in parts(program.graph.terms[index]) { needed[part.index] = true }
        }
        for index in needed.indices where needed[index] && planned[index] == nil {
            current = index
            planned[index] = try fraction(program.graph.terms[index])
        }
        return try value(id)
    }

    private func parts(_ term: Term) -> [TermID] {
        guard case .aggregate(let index) = term else { return term.parts }
        return [program.graph.aggregates[index].filter, program.graph.aggregates[index].value].compactMap { $0 }
    }

    func value(_ id: TermID) throws(WholeGraph.TooWide) -> Fraction {
        guard let done = planned[id.index] else { throw WholeGraph.TooWide() }
        return done
    }

    mutating func fraction(_ upper: WholeID, reason: WholeID? = nil) throws(WholeGraph.TooWide) -> Fraction {
        Fraction(upper: upper, lower: try graph.constant(1), reason: reason)
    }

    /// 0 where there is no value.
    private mutating func noted(_ value: Fraction) throws(WholeGraph.TooWide) -> Fraction {
        guard let reason = value.reason else { return value }
        let zero = try graph.constant(0)
        let upper = try graph.choose(try graph.equal(reason, zero), value.upper, zero)
        return Fraction(upper: upper, lower: value.lower, reason: nil)
    }

    /// The first reason that is one; nil when none ever is.
    mutating func first(_ a: WholeID?, _ b: WholeID?) throws(WholeGraph.TooWide) -> WholeID? {
        guard let a, graph.constant(a) != 0 else { return b.flatMap { graph.constant($0) == 0 ? nil : $0 } }
        guard let b, a != b, graph.constant(b) != 0 else { return a }
        return try graph.choose(try graph.equal(a, try graph.constant(0)), b, a)
    }

    private mutating func fraction(_ term: Term) throws(WholeGraph.TooWide) -> Fraction {
        switch term {
        case .constant(let value):
            return Fraction(
                upper: try graph.constant(value.reduced.numerator), lower: try graph.constant(value.reduced.denominator)
            )
        case .input(let index):
            let type = program.inputs[index].type
            let bounds = Int128(type.bounds.lowerBound)...Int128(type.bounds.upperBound)
            return Fraction(
                upper: try graph.add(.input(index), bounds), lower: try graph.constant(Exact.powerOfTen(type.scale)))
        case .aggregate(let index): return try aggregate(program.graph.aggregates[index])
        case .sum(let a, let b): return try added(try value(a), try value(b), subtracting: false)
        case .difference(let a, let b): return try added(try value(a), try value(b), subtracting: true)
        case .product(let a, let b): return try multiplied(try value(a), try value(b))
        case .quotient(let a, let b, let site): return try divided(try value(a), try value(b), site)
        case .least(let a, let b): return try extreme(try value(a), try value(b), isLeast: true)
        case .greatest(let a, let b): return try extreme(try value(a), try value(b), isLeast: false)
        case .rounded(let a, let scale, let rounding): return try rounded(try value(a), scale, rounding)
        case .compare(let comparison, let a, let b): return try compared(comparison, try value(a), try value(b))
        case .both(let a, let b): return try joined(try value(a), try value(b), both: true)
        case .either(let a, let b): return try joined(try value(a), try value(b), both: false)
        case .opposite(let a):
            let value = try value(a)
            return try fraction(try graph.opposite(value.upper), reason: value.reason)
        case .choose(let test, let a, let b): return try chosen(try value(test), try value(a), try value(b))
        case .month(let a): return try month(try value(a))
        case .monthStart(let a): return try monthStart(try value(a))
        case .fail(let site):
            return try fraction(try graph.constant(0), reason: try graph.constant(Int128(site + 1)))
        }
    }
}
